"""RZ-2.3.j: from the announcement to the registered right, each gate after the one before."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.land.domain.market_entry import rules
from services.land.views.market_entries import MarketEntries
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.market_entry_deal import (
    AdjustmentFundCorrected,
    Announce,
    AnnulDeal,
    CollectAdjustmentFund,
    ConcludeDeal,
    CorrectAdjustmentFund,
    FileContract,
    RegisterRight,
    SignContract,
)
from tests.rows import rows
from tests.unit.land.entries import (
    ANNOUNCED,
    COLLECTED,
    CONDITIONS,
    DEAL,
    DECIDED,
    FILED,
    MATURED,
    PLAN,
    REGISTERED,
    SIGNED,
    SILENT,
    TODAY,
    WAY,
    entry,
    up_to,
)

ANNOUNCE = Announce("ch-1", method="listing", start_price_fen=500_000_00)
CONCLUDE = ConcludeDeal("ch-1", transferee="演示-食品公司", price_fen=600_000_01)
SIGN = SignContract(
    "ch-1", term_years=40, document="合同1号", planning="容积率1.2", industry="食品加工", ecology="雨污分流",
)  # fmt: skip
FILE = FileContract("ch-1", document="备案1号")
COLLECT = CollectAdjustmentFund("ch-1", cost_fen=400_000_00)
REGISTER = RegisterRight("ch-1", certificate="鲁五莲001")

STEPS = [
    (MATURED, ANNOUNCE, "chaohe", ANNOUNCED),
    (ANNOUNCED, CONCLUDE, "chaohe", DEAL),
    (DEAL, SIGN, "chaohe", SIGNED),
    (SIGNED, FILE, "chaohe", FILED),
    (FILED, COLLECT, "wulian-finance", COLLECTED),
    (COLLECTED, REGISTER, "wulian-natural-resources", REGISTERED),
]


@pytest.mark.parametrize(("before", "command", "by", "event"), STEPS)
def test_each_gate_is_passed_after_the_one_before(
    before: object, command: object, by: str, event: object
) -> None:
    up_to(before).when(command, by=by).then(event)


@pytest.mark.parametrize(("before", "command", "by", "event"), STEPS)
def test_no_gate_is_passed_before_its_turn_or_twice(
    before: object, command: object, by: str, event: object
) -> None:
    for known in WAY[: WAY.index(before)]:
        if known is not SILENT:
            up_to(known).when(command, by=by).refused(rules.GATES_IN_ORDER)
    if event is not ANNOUNCED:
        up_to(event).when(command, by=by).refused(rules.GATES_IN_ORDER)


def test_an_announcement_waits_for_decision_and_comments() -> None:
    entry(CONDITIONS, PLAN, SILENT).when(ANNOUNCE, by="chaohe").refused(rules.GATES_IN_ORDER)
    entry(CONDITIONS, PLAN, DECIDED).when(ANNOUNCE, by="chaohe").refused(rules.GATES_IN_ORDER)
    up_to(SILENT).when(ANNOUNCE, by="chaohe").then(ANNOUNCED)


def test_a_deal_waits_until_the_plan_was_filed_for_ten_working_days() -> None:
    early = entry(CONDITIONS, PLAN, DECIDED, SILENT, ANNOUNCED)
    outcome = early.when(CONCLUDE, by="chaohe").refused(rules.GATES_IN_ORDER)
    assert outcome.refusal.values["gate"] == "lead-time"


def test_land_without_a_taker_is_announced_again() -> None:
    again = replace(ANNOUNCE, start_price_fen=400_000_00)
    assert up_to(ANNOUNCED).when(again, by="chaohe").events
    up_to(DEAL).when(again, by="chaohe").refused(rules.GATES_IN_ORDER)


def test_a_deal_is_not_under_the_starting_price() -> None:
    low = replace(CONCLUDE, price_fen=499_999_99)
    up_to(ANNOUNCED).when(low, by="chaohe").refused(rules.PRICE_NOT_UNDER_START)


@pytest.mark.parametrize("term", ["planning", "industry", "ecology"])
def test_a_contract_without_its_terms_is_void(term: str) -> None:
    cmd = replace(SIGN, **{term: None})
    outcome = up_to(DEAL).when(cmd, by="chaohe").refused(rules.CONTRACT_TERMS)
    assert outcome.refusal.values == {"missing": term}


def test_the_adjustment_fund_is_a_local_share_of_the_gain() -> None:
    outcome = up_to(FILED).when(COLLECT, by="wulian-finance").then(COLLECTED)
    assert list(outcome.context.used) == ["land.entry_adjustment_fund_percent"]
    local = {"land.entry_adjustment_fund_percent": {"industrial": 25, "commercial": 30}}
    (event,) = up_to(FILED).when(COLLECT, by="wulian-finance", parameters=local).events
    assert event.amount_fen == 50_000_00
    dear = replace(COLLECT, cost_fen=700_000_00)
    (event,) = up_to(FILED).when(dear, by="wulian-finance").events
    assert (event.gain_fen, event.amount_fen) == (0, 0)
    for by in ("chaohe", "finance", "wulian-housing", "juxian-finance"):
        up_to(FILED).when(COLLECT, by=by).not_permitted()
    assert up_to(FILED).when(COLLECT, by="wulian-natural-resources").events


CORRECT = CorrectAdjustmentFund(
    parcel="ch-1", cost_fen=430_000_00, reason="成本审核核增", document="演示-审〔2024〕2号"
)
CORRECTED = AdjustmentFundCorrected(
    parcel="ch-1", town="chaohe", previous_cost_fen=400_000_00, previous_amount_fen=40_000_00,
    cost_fen=430_000_00, gain_fen=170_000_01, percent=20, amount_fen=34_000_00,
    reason="成本审核核增", corrected_by="wulian-finance", corrected_on=TODAY,
    document="演示-审〔2024〕2号",
)  # fmt: skip


def test_a_fund_collected_on_a_wrong_cost_is_set_right_at_its_own_percentage() -> None:
    dearer = {"land.entry_adjustment_fund_percent": {"industrial": 25, "commercial": 30}}
    for last in (COLLECTED, REGISTERED):
        outcome = up_to(last).when(CORRECT, by="wulian-finance", parameters=dearer)
        outcome.then(CORRECTED)
    up_to(FILED).when(CORRECT, by="wulian-finance").refused(rules.FUND_WAS_COLLECTED)
    same = replace(CORRECT, cost_fen=400_000_00)
    up_to(COLLECTED).when(same, by="wulian-finance").refused(NOTHING_CHANGES)
    row = rows(MarketEntries, *WAY[:-1], CORRECTED)["ch-1"]
    assert (row.cost_fen, row.gain_fen, row.fund_fen) == (430_000_00, 170_000_01, 34_000_00)
    annulled = entry(*WAY[:-1], CORRECTED).when(
        AnnulDeal("ch-1", reason="解除合同", document="演示-解除协议"), by="chaohe"
    )
    assert annulled.events[0].returned_fund_fen == 34_000_00


def test_a_right_is_registered_as_measured_within_the_planned_area() -> None:
    less = Decimal("19985.20")
    cmd = replace(REGISTER, area=less, survey="演示-宗地图〔2024〕5号")
    (registered,) = up_to(COLLECTED).when(cmd, by="wulian-natural-resources").events
    assert (registered.area, registered.planned_area) == (less, CONDITIONS.area)
    assert registered.survey == "演示-宗地图〔2024〕5号"
    assert rows(MarketEntries, *WAY[:-1], registered)["ch-1"].registered_area == less
    for wrong in (replace(cmd, survey=None), replace(cmd, area=Decimal("20000.01"))):
        outcome = up_to(COLLECTED).when(wrong, by="wulian-natural-resources")
        outcome.refused(rules.REGISTERED_AS_MEASURED)


def test_the_ledger_shows_the_way_and_the_fund_term_by_term() -> None:
    row = rows(MarketEntries, *WAY)["ch-1"]
    assert (row.stage, row.total, row.in_favour) == ("registered", 60, 40)
    assert row.price_fen - row.cost_fen == row.gain_fen
    assert row.gain_fen * row.percent // 100 == row.fund_fen == 40_000_00
    assert rows(MarketEntries, *WAY[:4])["ch-1"].silent
