"""RZ-2.1.c: eligible pilot towns that bid rank first; passing one over needs a reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from services.projects.domain.siting import rules
from services.projects.domain.siting.state import SITING
from services.projects.views.siting_ledger import SitingLedger
from shared.schemas.projects.siting import (
    AssessEligibility,
    BidForSiting,
    CloseSiting,
    DecideSiting,
    EligibilityAssessed,
    OpenSiting,
    RankedBid,
    SitingBid,
    SitingBidWithdrawn,
    SitingClosed,
    SitingDecided,
    SitingOpened,
    WithdrawSitingBid,
)
from tests.given import Given, given
from tests.unit.projects.library import TODAY, rows

LATER = datetime(2024, 3, 11, 4, 0, tzinfo=UTC)
UNTIL = date(2024, 3, 10)
OPEN = OpenSiting(
    "s-1", name="演示-冷链项目", kind="investment", criteria="用地、配套", bids_until=UNTIL
)
OPENED = SitingOpened(
    "s-1", name=OPEN.name, kind="investment", won_by="none", county=None, criteria="用地、配套",
    bids_until=UNTIL, opened_on=TODAY,
)  # fmt: skip
BIDS = tuple(
    SitingBid("s-1", town=town, offer="条件", bid_on=TODAY) for town in ("jufeng", "nanhu")
)
PILOT = EligibilityAssessed("s-1", bidder="jufeng", eligible=True, score=60, remark="符合")
OTHER = EligibilityAssessed("s-1", bidder="nanhu", eligible=True, score=90, remark="符合")
UNFIT = EligibilityAssessed("s-1", bidder="jufeng", eligible=False, score=60, remark="不符合")
RANKED = (
    RankedBid(1, town="jufeng", pilot=True, eligible=True, score=60, remark="符合"),
    RankedBid(2, town="nanhu", pilot=False, eligible=True, score=90, remark="符合"),
)


def siting(*events: object) -> Given:
    return given(SITING, "s-1", OPENED, *events)


def test_housing_or_the_winning_county_opens_a_siting() -> None:
    given(SITING, "s-1").when(OPEN).then(OPENED)
    nobody = OpenSiting(
        "s-1", name="演示", kind="investment", criteria="用地", bids_until=UNTIL, won_by="county"
    )
    given(SITING, "s-1").when(nobody).refused(rules.COUNTY_OF_WINNER)


def test_a_town_bids_once_and_in_time() -> None:
    bid = BidForSiting("s-1", town="jufeng", offer="条件")
    siting().when(bid, by="jufeng").then(BIDS[0])
    siting(BIDS[0]).when(bid, by="jufeng").refused(rules.TOWN_MAY_BID)
    siting().when(bid, by="jufeng", at=LATER).refused(rules.BIDS_IN_TIME)
    siting().when(bid, by="nanhu").not_permitted()


def test_only_towns_of_the_county_that_won_the_project_bid() -> None:
    won = SitingOpened(
        "s-1", name="演示", kind="investment", won_by="county", county="juxian", criteria="用地",
        bids_until=UNTIL, opened_on=TODAY,
    )  # fmt: skip
    bid = BidForSiting("s-1", town="jufeng", offer="条件")
    given(SITING, "s-1", won).when(bid, by="jufeng").refused(rules.TOWN_MAY_BID)


def test_an_eligible_pilot_that_bid_ranks_first_whatever_the_scores() -> None:
    cmd = DecideSiting("s-1", chosen="jufeng")
    decided = SitingDecided(
        "s-1", chosen="jufeng", considered=RANKED, deviation=None, decided_on=LATER.date(),
        document=None,
    )  # fmt: skip
    siting(*BIDS, PILOT, OTHER).when(cmd, at=LATER).then(decided)


def test_passing_an_eligible_pilot_over_needs_a_recorded_reason() -> None:
    story = siting(*BIDS, PILOT, OTHER)
    story.when(DecideSiting("s-1", chosen="nanhu"), at=LATER).refused(rules.DEVIATION_HAS_A_REASON)
    decided = SitingDecided(
        "s-1", chosen="nanhu", considered=RANKED, deviation="需临港", decided_on=LATER.date(),
        document=None,
    )  # fmt: skip
    story.when(DecideSiting("s-1", chosen="nanhu", deviation="需临港"), at=LATER).then(decided)
    row = rows_of(OPENED, *BIDS, PILOT, OTHER, decided)
    assert [c["town"] for c in row.considered] == ["jufeng", "nanhu"]
    assert (row.chosen, row.deviation) == ("nanhu", "需临港")


def test_of_two_equal_bids_no_alphabet_decides_but_a_recorded_reason() -> None:
    equal = EligibilityAssessed("s-1", bidder="taoluo", eligible=True, score=60, remark="符合")
    bid = SitingBid("s-1", town="taoluo", offer="条件", bid_on=TODAY)
    story = siting(*BIDS, bid, PILOT, OTHER, equal)
    for town in ("jufeng", "taoluo"):
        silent = DecideSiting("s-1", chosen=town)
        story.when(silent, at=LATER).refused(rules.DEVIATION_HAS_A_REASON)
        [decided] = story.when(replace(silent, deviation="临港"), at=LATER).events
        assert isinstance(decided, SitingDecided)
        assert decided.deviation == "临港"
        ranks = [(b.rank, b.town) for b in decided.considered]
        assert ranks == [(1, "jufeng"), (1, "taoluo"), (3, "nanhu")]


def test_a_pilot_that_is_not_eligible_has_no_precedence_and_is_not_chosen() -> None:
    story = siting(*BIDS, UNFIT, OTHER)
    assert story.when(DecideSiting("s-1", chosen="nanhu"), at=LATER).events
    story.when(DecideSiting("s-1", chosen="jufeng"), at=LATER).refused(rules.CHOSEN_IS_ELIGIBLE)


def test_no_bid_no_claim() -> None:
    story = siting(BIDS[1], OTHER)
    assert story.when(DecideSiting("s-1", chosen="nanhu"), at=LATER).events
    story.when(DecideSiting("s-1", chosen="jufeng"), at=LATER).refused(rules.NO_BID_NO_CLAIM)
    assess = AssessEligibility("s-1", bidder="jufeng", eligible=True, score=60, remark="符合")
    story.when(assess).refused(rules.NO_BID_NO_CLAIM)
    siting(BIDS[0]).when(assess).then(PILOT)


def test_a_siting_is_decided_once_after_the_bids_and_their_assessment() -> None:
    cmd = DecideSiting("s-1", chosen="jufeng")
    siting(*BIDS, PILOT, OTHER).when(cmd).refused(rules.BIDDING_IS_OVER)
    last_day = LATER - timedelta(days=1)
    siting(*BIDS, PILOT, OTHER).when(cmd, at=last_day).refused(rules.BIDDING_IS_OVER)
    siting(*BIDS, PILOT).when(cmd, at=LATER).refused(rules.ALL_BIDS_ARE_ASSESSED)
    done = SitingDecided(
        "s-1", chosen="jufeng", considered=RANKED, deviation=None, decided_on=LATER.date(),
        document=None,
    )  # fmt: skip
    siting(*BIDS, PILOT, OTHER, done).when(cmd, at=LATER).refused(rules.SITING_IS_OPEN)


@pytest.mark.parametrize("by", ["jufeng", "finance"])
def test_nobody_else_decides(by: str) -> None:
    siting(*BIDS, PILOT, OTHER).when(DecideSiting("s-1", chosen="jufeng"), by=by).not_permitted()


TOWNS = ("taoluo", "jufeng", "nanhu", "fulai")
assessments = st.tuples(st.booleans(), st.integers(0, 100))


@over(st.dictionaries(st.sampled_from(TOWNS), assessments, min_size=1), st.sampled_from(TOWNS))
def test_without_a_reason_only_the_first_in_the_ranking_is_chosen(found, chosen) -> None:
    bids = [SitingBid("s-1", town=town, offer="条件", bid_on=TODAY) for town in found]
    judged = [
        EligibilityAssessed("s-1", bidder=t, eligible=ok, score=score, remark="评")
        for t, (ok, score) in found.items()
    ]
    outcome = siting(*bids, *judged).when(DecideSiting("s-1", chosen=chosen), at=LATER)
    if outcome.events:
        pilots = [t for t, (ok, _) in found.items() if ok and t in ("taoluo", "jufeng")]
        assert found[chosen][0]
        assert chosen in pilots or not pilots


def rows_of(*events: object) -> SitingLedger:
    (row,) = {
        row.chosen: row for row in rows(SitingLedger, *events).values() if row is not None
    }.values()
    return row


def test_towns_get_the_chance_to_bid() -> None:
    for day in (TODAY, TODAY - timedelta(days=1)):
        cmd = replace(OPEN, bids_until=day)
        given(SITING, "s-1").when(cmd).refused(rules.BIDS_ARE_TAKEN_A_WHILE)


def test_a_county_sites_what_it_won_and_housing_what_it_did_not() -> None:
    won = replace(OPENED, won_by="county", county="lanshan")
    story = given(SITING, "s-1", won, BIDS[0])
    assess = AssessEligibility("s-1", bidder="jufeng", eligible=True, score=60, remark="符合")
    assert story.when(assess, by="lanshan").events
    for cmd in (
        assess,
        DecideSiting("s-1", chosen="jufeng"),
        CloseSiting("s-1", reason="投资方退出"),
    ):
        story.when(cmd, by="housing", at=LATER).refused(rules.WINNER_DECIDES)


def test_a_siting_that_nobody_can_win_ends_with_a_reason() -> None:
    cmd = CloseSiting("s-1", reason="无镇申报")
    closed = SitingClosed("s-1", reason="无镇申报", closed_on=LATER.date())
    siting().when(cmd, at=LATER).then(closed)
    siting(BIDS[0], UNFIT).when(cmd, at=LATER).then(closed)
    after = siting(BIDS[0], PILOT, closed)
    after.when(DecideSiting("s-1", chosen="jufeng"), at=LATER).refused(rules.SITING_IS_OPEN)
    after.when(cmd, at=LATER).refused(rules.SITING_IS_OPEN)
    assert rows_of(OPENED, BIDS[0], closed).closed_for == "无镇申报"


def test_a_town_takes_its_bid_back_and_may_bid_again() -> None:
    cmd = WithdrawSitingBid("s-1", town="jufeng", reason="用地条件有变")
    withdrawn = SitingBidWithdrawn("s-1", town="jufeng", reason=cmd.reason, withdrawn_on=TODAY)
    siting(*BIDS).when(cmd, by="jufeng").then(withdrawn)
    siting(BIDS[1]).when(cmd, by="jufeng").refused(rules.NO_BID_NO_CLAIM)
    siting(*BIDS).when(cmd, by="nanhu").not_permitted()
    story = siting(*BIDS, PILOT, OTHER, withdrawn)
    story.when(DecideSiting("s-1", chosen="jufeng"), at=LATER).refused(rules.NO_BID_NO_CLAIM)
    assert story.when(BidForSiting("s-1", town="jufeng", offer="条件"), by="jufeng").events
    assert rows_of(OPENED, *BIDS, withdrawn).bidders == []
