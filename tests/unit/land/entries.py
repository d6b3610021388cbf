"""A parcel of 潮河镇 on its way to market: the events of every gate, in their order."""

from datetime import date
from decimal import Decimal

from services.land.domain.market_entry.state import MARKET_ENTRY
from shared.schemas.land.market_entry import (
    AdjustmentFundCollected,
    CollectiveDecisionRecorded,
    DealConcluded,
    EntryAnnounced,
    EntryCommentsLapsed,
    EntryContractFiled,
    EntryContractSigned,
    EntryPlanFiled,
    EntryPlanMatured,
    EntryRegistered,
    PlanningConditionsIssued,
)
from tests.given import NOON, Given, given

TODAY = NOON.date()
AREA = Decimal(20000)

CONDITIONS = PlanningConditionsIssued(
    "ch-1", "chaohe", "wulian", "industrial", AREA, "容积率1.2", "食品加工", "雨污分流", TODAY
)
PLAN = EntryPlanFiled("ch-1", "chaohe", 1, "演示-南庄村", 5, 10, TODAY, "方案1号")
DECIDED = CollectiveDecisionRecorded(
    "ch-1", "chaohe", "villager-representatives", 60, 45, 40, TODAY, None, "决议1号"
)
SILENT = EntryCommentsLapsed(parcel="ch-1", town="chaohe", due_on=date(2024, 3, 8), county="wulian")
MATURED = EntryPlanMatured("ch-1", "chaohe", date(2024, 3, 15))
ANNOUNCED = EntryAnnounced("ch-1", "chaohe", "listing", 500_000_00, TODAY)
DEAL = DealConcluded("ch-1", "chaohe", "演示-食品公司", 600_000_01, TODAY)
SIGNED = EntryContractSigned(
    "ch-1", "chaohe", "容积率1.2", "食品加工", "雨污分流", 40, TODAY, "合同1号"
)
FILED = EntryContractFiled("ch-1", "chaohe", TODAY, "备案1号")
COLLECTED = AdjustmentFundCollected(
    "ch-1", "chaohe", 600_000_01, 400_000_00, 200_000_01, 20, 40_000_00, TODAY
)
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
