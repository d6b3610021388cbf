"""RZ-2.2.f: awards have money behind them: reserved at the opening, allocated by the grant."""

from dataclasses import replace
from datetime import date

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.state import AWARD_ROUND
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import holder_rules
from services.finance.domain.fund import rules as fund_rules
from services.finance.domain.fund.state import FUND
from services.finance.views.award_rounds import AwardRounds
from shared.schemas.finance.award_round import CloseScoring
from shared.schemas.finance.award_round_changes import CancelRound, DisqualifyBid
from shared.schemas.finance.award_round_result import GrantAwards, PubliciseResult
from shared.schemas.finance.eligibility import EligibilityEnded, EligibilityRecognised
from shared.schemas.finance.fund import AllocateFunds, FundsAllocated, TransferAllocated
from shared.schemas.finance.fund_keeping import (
    FundsReleased,
    FundsReserved,
    SpendingApproved,
)
from tests.given import NOON, given
from tests.rows import rows
from tests.unit.finance.rounds import (
    BACKING,
    BID,
    FUND_ID,
    ID,
    OPEN,
    OTHER,
    SCORING,
    Round,
    fully_scored,
)

TODAY = SCORING.date()
SPECIAL = (replace(BACKING[0], kind="special"), *BACKING[1:])
PROJECTS = [
    EligibilityRecognised(
        f"p-{town}", name="演示", town=town, county=county, admitted_on=date(2024, 2, 1),
        kind="social",
    )
    for town, county in (("taoluo", "donggang"), ("chaohe", "wulian"))
]  # fmt: skip


def shown() -> Round:
    """600 to 涛雒镇 and 300 to 潮河镇 wait to be granted."""
    return fully_scored().give(CloseScoring(ID)).give(PubliciseResult(ID)).publicity_ends()


def test_the_pool_is_reserved_against_the_funds_free_money() -> None:
    outcome = Round().story.when(OPEN, by="finance")
    assert outcome.events[1] == FundsReserved(FUND_ID, purpose=ID, amount_fen=1000)
    opened = Round().give(OPEN, at=NOON)
    assert opened.money.free_fen == 500
    more = replace(OPEN, pool_fen=1501)
    short = Round().story.when(more, by="finance").refused(fund_rules.WITHIN_APPROPRIATION)
    assert short.refusal.values["needs"] == 1
    story = given(FUND, FUND_ID, *opened.fund)
    beside = AllocateFunds(FUND_ID, project=None, amount_fen=501, receiver="jufeng")
    story.when(beside, by="finance").refused(fund_rules.WITHIN_APPROPRIATION)


def test_a_round_without_a_fund_or_with_one_that_does_not_exist_is_not_opened() -> None:
    Round().story.when(replace(OPEN, fund=None), by="finance").refused(rules.FUND_BACKS_THE_POOL)
    none = Round(fund=()).story.when(OPEN, by="finance")
    none.refused(fund_rules.FUND_IS_REGISTERED)


def test_a_countys_fund_backs_no_round_of_another_countys_towns() -> None:
    county = (replace(BACKING[0], source="county", county="donggang"), *BACKING[1:])
    story = Round(fund=county).story
    story.when(OPEN, by="finance").refused(fund_rules.COUNTY_SERVES_ITS_OWN)
    assert not story.when(replace(OPEN, towns=("taoluo",)), by="finance").refusal


def test_the_grant_is_an_allocation_in_the_same_append_and_the_rest_is_free() -> None:
    outcome = shown().story.when(
        GrantAwards(ID, document="演示-日财奖〔2024〕1号"), by="finance", at=SCORING
    )
    assert outcome.events[1:] == [
        FundsReleased(FUND_ID, purpose=ID, amount_fen=1000),
        *(
            TransferAllocated(
                FUND_ID, town=town, amount_fen=fen, kind="general", year=2024,
                document="演示-日财奖〔2024〕1号", approvers=(), acted_on=TODAY,
            )
            for town, fen in (("taoluo", 600), ("chaohe", 300))
        ),
    ]  # fmt: skip
    money = shown().give(GrantAwards(ID)).money
    assert (money.allocated_fen, money.free_fen, money.kept.reserved.get(ID, 0)) == (900, 600, 0)


def test_a_large_award_needs_two_people() -> None:
    over = {"finance.two_approvers_above_fen": 599}
    alone = shown().story.when(GrantAwards(ID), by="finance", at=SCORING, parameters=over)
    alone.refused(holder_rules.TWO_APPROVERS)
    first = SpendingApproved(
        FUND_ID, act="allocation", beneficiary="taoluo", amount_fen=600, approver="李四",
        approved_on=TODAY, document=None,
    )  # fmt: skip
    approved = Round(*shown().events, fund=(*shown().fund, first)).story
    outcome = approved.when(GrantAwards(ID), by="finance", at=SCORING, parameters=over)
    assert outcome.events[2].approvers == ("李四", "张三")
    same = approved.when(GrantAwards(ID), by="finance", person="李四", at=SCORING, parameters=over)
    same.refused(holder_rules.TWO_APPROVERS)


def test_special_money_follows_the_project_that_the_bid_names() -> None:
    round = Round(fund=SPECIAL).give(OPEN, at=NOON)
    round.story.when(BID, by="taoluo").refused(rules.BID_FOR_PROJECT_MONEY_NAMES_ONE)
    events = [*round.events]
    for bid, project in zip((BID, OTHER), PROJECTS, strict=True):
        story = given(AWARD_ROUND, ID, *events).and_given(ELIGIBILITY, project.project, project)
        named = replace(bid, project=project.project)
        events += story.when(named, by=bid.town, at=NOON).events
    scored = Round(*events, fund=round.fund)
    scored = scored.scored("taoluo", *[(80, 90)] * 3).scored("chaohe", *[(85, 70)] * 3)
    shown = scored.give(CloseScoring(ID)).give(PubliciseResult(ID)).publicity_ends()
    story = shown.story
    for project in PROJECTS:
        story = story.and_given(ELIGIBILITY, project.project, project)
    first = story.when(GrantAwards(ID), by="finance", at=SCORING).events[2]
    assert isinstance(first, FundsAllocated)
    assert (first.project, first.town, first.amount_fen) == ("p-taoluo", "taoluo", 600)
    left = EligibilityEnded("p-taoluo", town="taoluo", reason="项目出库")
    gone = story.and_given(ELIGIBILITY, "p-taoluo", PROJECTS[0], left)
    gone.when(GrantAwards(ID), by="finance", at=SCORING).refused(fund_rules.PROJECT_IS_LIVE)
    out = DisqualifyBid(ID, town="taoluo", reason="项目已出库", document="演示-文号")
    assert not shown.story.when(out, by="finance").refusal, "the round is not locked"


def test_a_cancelled_round_lets_its_pool_go() -> None:
    cancelled = shown().give(CancelRound(ID, reason="流标"))
    assert (cancelled.money.free_fen, cancelled.money.kept.reserved.get(ID, 0)) == (1500, 0)


def test_a_round_stored_without_a_fund_names_it_when_it_grants() -> None:
    events = [replace(shown().events[0], fund=None, fund_kind=None), *shown().events[1:]]
    round = Round(*events)
    round.story.when(GrantAwards(ID), by="finance", at=SCORING).refused(rules.FUND_BACKS_THE_POOL)
    granted = round.give(GrantAwards(ID, fund=FUND_ID))
    assert granted.money.allocated_fen == 900
    assert rows(AwardRounds, *granted.events)[ID].fund == FUND_ID
    assert not round.story.when(CancelRound(ID, reason="流标"), by="finance").refusal
