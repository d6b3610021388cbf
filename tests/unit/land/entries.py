"""A parcel of 潮河镇 on its way to market: the events of every gate, in their order."""

from datetime import date
from decimal import Decimal

from services.land.domain.market_entry.state import MARKET_ENTRY
from shared.schemas.land.market_entry import (
    CollectiveDecisionRecorded,
    EntryCommentsLapsed,
    EntryPlanFiled,
    EntryPlanMatured,
    PlanningConditionsIssued,
)
from shared.schemas.land.market_entry_deal import (
    AdjustmentFundCollected,
    DealConcluded,
    EntryAnnounced,
    EntryContractFiled,
    EntryContractSigned,
    EntryRegistered,
)
from tests.given import NOON, Given, given

TODAY = NOON.date()
AREA = Decimal(20000)

CONDITIONS = PlanningConditionsIssued(
    "ch-1", town="chaohe", county="wulian", use="industrial", area=AREA, planning="容积率1.2",
    industry="食品加工", ecology="雨污分流", issued_on=TODAY,
)  # fmt: skip
PLAN = EntryPlanFiled(
    "ch-1", town="chaohe", revision=1, owner="演示-南庄村", comment_working_days=5,
    lead_working_days=10, filed_on=TODAY, document="方案1号",
)  # fmt: skip
DECIDED = CollectiveDecisionRecorded(
    "ch-1", town="chaohe", assembly="villager-representatives", total=60, present=45,
    in_favour=40, held_on=TODAY, party_study_on=None, document="决议1号",
)  # fmt: skip
SILENT = EntryCommentsLapsed(parcel="ch-1", town="chaohe", due_on=date(2024, 3, 8), county="wulian")
MATURED = EntryPlanMatured("ch-1", town="chaohe", due_on=date(2024, 3, 15))
ANNOUNCED = EntryAnnounced(
    "ch-1", town="chaohe", method="listing", start_price_fen=500_000_00, announced_on=TODAY
)
DEAL = DealConcluded(
    "ch-1", town="chaohe", transferee="演示-食品公司", price_fen=600_000_01, concluded_on=TODAY
)
SIGNED = EntryContractSigned(
    "ch-1", town="chaohe", planning="容积率1.2", industry="食品加工", ecology="雨污分流", term_years=40,
    signed_on=TODAY, document="合同1号",
)  # fmt: skip
FILED = EntryContractFiled("ch-1", town="chaohe", filed_on=TODAY, document="备案1号")
COLLECTED = AdjustmentFundCollected(
    "ch-1", town="chaohe", price_fen=600_000_01, cost_fen=400_000_00, gain_fen=200_000_01,
    percent=20, amount_fen=40_000_00, collected_on=TODAY,
)  # fmt: skip
REGISTERED = EntryRegistered(
    parcel="ch-1", town="chaohe", county="wulian", use="industrial", area=AREA,
    transferee="演示-食品公司", registered_on=TODAY, certificate="鲁五莲001", planned_area=AREA,
)  # fmt: skip
WAY = (
    CONDITIONS, PLAN, DECIDED, SILENT, MATURED, ANNOUNCED, DEAL, SIGNED, FILED, COLLECTED,
    REGISTERED,
)  # fmt: skip


def entry(*events: object) -> Given:
    return given(MARKET_ENTRY, "ch-1", *events)


def up_to(last: object) -> Given:
    """Every gate up to and including this one."""
    return entry(*WAY[: WAY.index(last) + 1])
