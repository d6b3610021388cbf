"""RZ-2.3.j: from the announcement to the registered right, each gate after the one before."""

from dataclasses import replace

import pytest

from services.land.domain import market_entry_rules as rules
from services.land.views.market_entries import MarketEntries
from shared.schemas.land.market_entry import (
    Announce,
    CollectAdjustmentFund,
    ConcludeDeal,
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
    WAY,
    entry,
    up_to,
)

ANNOUNCE = Announce("ch-1", "listing", 500_000_00)
CONCLUDE = ConcludeDeal("ch-1", "演示-食品公司", 600_000_01)
SIGN = SignContract("ch-1", 40, "合同1号", "容积率1.2", "食品加工", "雨污分流")
FILE = FileContract("ch-1", "备案1号")
COLLECT = CollectAdjustmentFund("ch-1", 400_000_00)
REGISTER = RegisterRight("ch-1", "鲁五莲001")

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
    outcome = up_to(FILED).when(COLLECT, by="finance").then(COLLECTED)
    assert list(outcome.context.used) == ["land.entry_adjustment_fund_percent"]
    local = {"land.entry_adjustment_fund_percent": {"industrial": 25, "commercial": 30}}
    (event,) = up_to(FILED).when(COLLECT, by="finance", parameters=local).events
    assert event.amount_fen == 50_000_00
    dear = replace(COLLECT, cost_fen=700_000_00)
    (event,) = up_to(FILED).when(dear, by="finance").events
    assert (event.gain_fen, event.amount_fen) == (0, 0)
    up_to(FILED).when(COLLECT, by="chaohe").not_permitted()


def test_the_ledger_shows_the_way_and_the_fund_term_by_term() -> None:
    row = rows(MarketEntries, *WAY)["ch-1"]
    assert (row.stage, row.total, row.in_favour) == ("已登记", 60, 40)
    assert row.price_fen - row.cost_fen == row.gain_fen
    assert row.gain_fen * row.percent // 100 == row.fund_fen == 40_000_00
    assert rows(MarketEntries, *WAY[:4])["ch-1"].comments == "期满未提意见"
