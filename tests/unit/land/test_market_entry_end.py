"""RZ-2.3.j: a deal that falls through, an entry that ends, and the longest term of a right."""

from dataclasses import replace

import pytest

from services.land.domain.market_entry import rules
from services.land.views.market_entries import MarketEntries
from shared.schemas.land.market_entry import (
    EndEntry,
    EntryEnded,
    FileEntryPlan,
    IssuePlanningConditions,
    RecordCollectiveDecision,
)
from shared.schemas.land.market_entry_deal import (
    Announce,
    AnnulDeal,
    ConcludeDeal,
    DealAnnulled,
    SignContract,
)
from tests.rows import rows
from tests.unit.land.entries import (
    ANNOUNCED,
    AREA,
    COLLECTED,
    CONDITIONS,
    DEAL,
    DECIDED,
    FILED,
    MATURED,
    PLAN,
    REGISTERED,
    SIGNED,
    TODAY,
    WAY,
    entry,
    up_to,
)

ANNUL = AnnulDeal("ch-1", reason="竞得人逾期未签订合同", document="作废1号")
ANNULLED = DealAnnulled(
    "ch-1", town="chaohe", transferee="演示-食品公司", reason=ANNUL.reason, returned_fund_fen=0,
    annulled_on=TODAY, document="作废1号",
)  # fmt: skip
END = EndEntry("ch-1", reason="村集体不再入市")
ENDED = EntryEnded("ch-1", town="chaohe", reason=END.reason, ended_on=TODAY)
ANNOUNCE = Announce("ch-1", method="listing", start_price_fen=500_000_00)
CONCLUDE = ConcludeDeal("ch-1", transferee="演示-食品公司", price_fen=600_000_01)
SIGN = SignContract(
    "ch-1", term_years=50, document="合同1号", planning="容积率1.2", industry="食品加工", ecology="雨污分流",
)  # fmt: skip
ISSUE = IssuePlanningConditions(
    "ch-1", town="chaohe", use="industrial", area=AREA, registered=True, planning="容积率1.2",
    industry="食品加工", ecology="雨污分流",
)  # fmt: skip


@pytest.mark.parametrize("last", [DEAL, SIGNED, FILED])
def test_a_deal_that_falls_through_is_annulled_and_the_land_announced_anew(last: object) -> None:
    up_to(last).when(ANNUL, by="chaohe").then(ANNULLED)
    after = entry(*WAY[: WAY.index(last) + 1], ANNULLED)
    after.when(CONCLUDE, by="chaohe").refused(rules.GATES_IN_ORDER)
    assert after.when(ANNOUNCE, by="chaohe").events == [ANNOUNCED]
    again = entry(*WAY[: WAY.index(last) + 1], ANNULLED, ANNOUNCED)
    again.when(CONCLUDE, by="chaohe").then(DEAL)


def test_the_fund_collected_for_an_annulled_deal_is_returned_and_collected_anew() -> None:
    (event,) = up_to(COLLECTED).when(ANNUL, by="chaohe").events
    assert event == replace(ANNULLED, returned_fund_fen=40_000_00)
    row = rows(MarketEntries, *WAY[: WAY.index(COLLECTED) + 1], event)["ch-1"]
    assert (row.stage, row.fund_fen, row.price_fen, row.reason) == ("annulled", 0, 0, ANNUL.reason)


def test_only_a_deal_that_stands_is_annulled() -> None:
    for last in (MATURED, ANNOUNCED, REGISTERED):
        up_to(last).when(ANNUL, by="chaohe").refused(rules.DEAL_STANDS)
    up_to(DEAL).when(ANNUL, by="wulian-finance").not_permitted()


@pytest.mark.parametrize("last", [CONDITIONS, PLAN, DECIDED, MATURED, ANNOUNCED])
def test_an_entry_without_a_deal_ends_and_begins_anew_under_new_conditions(last: object) -> None:
    up_to(last).when(END, by="chaohe").then(ENDED)
    up_to(last).when(END, by="wulian-natural-resources").then(ENDED)
    ended = entry(*WAY[: WAY.index(last) + 1], ENDED)
    plan = FileEntryPlan("ch-1", owner="演示-南庄村", document="方案2号")
    decide = RecordCollectiveDecision(
        "ch-1", assembly="villager-representatives", total=60, present=45, in_favour=40,
        held_on=TODAY, document="决议2号",
    )  # fmt: skip
    for cmd in (plan, decide, ANNOUNCE, END):
        ended.when(cmd, by="chaohe").refused(rules.GATES_IN_ORDER)
    assert not ended.deadlines
    ended.when(ISSUE, by="natural-resources").then(CONDITIONS)
    anew = entry(*WAY[: WAY.index(last) + 1], ENDED, CONDITIONS)
    (filed,) = anew.when(plan, by="chaohe").events
    assert filed.revision == (1 if last is CONDITIONS else 2), "its deadlines are new ones"


def test_an_entry_with_a_deal_or_a_registered_right_does_not_end() -> None:
    for last in (DEAL, REGISTERED):
        up_to(last).when(END, by="chaohe").refused(rules.NO_DEAL_STANDS)


def test_conditions_are_not_issued_twice_and_the_ledger_starts_anew() -> None:
    up_to(ANNOUNCED).when(ISSUE, by="natural-resources").refused(rules.CONDITIONS_STAND)
    assert rows(MarketEntries, *WAY[:4], ENDED)["ch-1"].stage == "ended"
    row = rows(MarketEntries, *WAY[:4], ENDED, CONDITIONS)["ch-1"]
    assert (row.stage, row.total, row.comments, row.plan_filed_on) == ("conditions", 0, "", None)


@pytest.mark.parametrize(("use", "most"), [("industrial", 50), ("commercial", 40)])
def test_a_right_lasts_no_longer_than_that_to_state_owned_land(use: str, most: int) -> None:
    story = entry(replace(CONDITIONS, use=use), *WAY[1 : WAY.index(DEAL) + 1])
    assert story.when(replace(SIGN, term_years=most), by="chaohe").events
    for years in (most + 1, 99, 0):
        cmd = replace(SIGN, term_years=years)
        story.when(cmd, by="chaohe").refused(rules.TERM_WITHIN_THE_MOST)
