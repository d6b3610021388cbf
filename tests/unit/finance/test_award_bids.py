"""RZ-2.2.f: criteria, bids, conflicts of interest and scores of an award round."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.state import AWARD_ROUND
from services.finance.domain.eligibility import ELIGIBILITY
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.award_round import (
    AwardBidScored,
    AwardBidSubmitted,
    CloseScoring,
    Criterion,
    CriterionScore,
    DeclareConflict,
    Reviewer,
    ReviewerRecused,
)
from shared.schemas.finance.eligibility import EligibilityEnded, EligibilityRecognised
from tests.given import NOON, given
from tests.unit.finance.rounds import (
    BID,
    CRITERIA,
    ID,
    OPEN,
    OTHER,
    REVIEWERS,
    SCORING,
    Round,
    fully_scored,
    opened,
    score,
    with_bids,
)

RECUSE = DeclareConflict(ID, town="taoluo", reviewer="e-1", reason="亲属任职")
EXPERT = {"by": "agriculture", "person": "王一", "at": SCORING}


def test_a_round_opens_with_weights_of_100() -> None:
    story = Round().story
    assert not story.when(OPEN, by="finance").refusal
    story.when(OPEN, by="agriculture").not_permitted()
    heavy = replace(OPEN, criteria=(*CRITERIA, Criterion("more", title="更多", weight=1)))
    story.when(heavy, by="finance").refused(rules.WEIGHTS_SUM_TO_100)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"prizes_fen": (600, 401)}, rules.PRIZES_WITHIN_THE_POOL),
        ({"prizes_fen": ()}, rules.PRIZES_WITHIN_THE_POOL),
        ({"towns": ("taoluo", "atlantis")}, rules.TOWNS_ARE_REGISTERED),
        ({"towns": ()}, rules.TOWNS_ARE_REGISTERED),
        ({"reviewers": REVIEWERS[:2]}, rules.ENOUGH_REVIEWERS),
        ({"towns": ("taoluo", "taoluo")}, rules.NAMED_ONCE),
        ({"reviewers": (*REVIEWERS, REVIEWERS[0])}, rules.NAMED_ONCE),
        ({"reviewers": (*REVIEWERS, replace(REVIEWERS[0], reviewer="e-9"))}, rules.NAMED_ONCE),
        ({"bids_until": date(2024, 2, 29)}, rules.BIDS_ARE_OPEN),
    ],
)
def test_a_round_names_prizes_towns_and_reviewers_soundly(changes: dict, rule: object) -> None:
    given(AWARD_ROUND, ID).when(replace(OPEN, **changes), by="finance").refused(rule)


def test_an_eligible_town_bids_once() -> None:
    opened().story.when(BID, by="taoluo").then(
        AwardBidSubmitted(
            ID, town="taoluo", title="演示-冷链", wanted_fen=900, project=None,
            submitted_on=NOON.date(),
        )
    )  # fmt: skip
    opened().story.when(BID, by="chaohe").not_permitted()
    with_bids().story.when(BID, by="taoluo").refused(rules.ONE_BID_A_TOWN)
    outsider = replace(BID, town="nanhu")
    opened().story.when(outsider, by="nanhu").refused(rules.TOWN_TAKES_PART)


def test_bids_come_in_time() -> None:
    opened().story.when(BID, by="taoluo", at=SCORING).refused(rules.BIDS_ARE_OPEN)


def test_a_bid_names_a_live_project_of_its_own_town() -> None:
    cmd = replace(BID, project="p-1")
    opened().story.when(cmd, by="taoluo").refused(rules.BID_NAMES_ITS_OWN_PROJECT)
    live = EligibilityRecognised(
        "p-1", name="演示", town="taoluo", county="donggang", admitted_on=date(2024, 2, 1)
    )
    story = opened().story.and_given(ELIGIBILITY, "p-1", live)
    assert not story.when(cmd, by="taoluo").refusal
    theirs = replace(cmd, town="chaohe")
    story.when(theirs, by="chaohe").refused(rules.BID_NAMES_ITS_OWN_PROJECT)
    gone = story.and_given(
        ELIGIBILITY, "p-1", live, EligibilityEnded("p-1", town="taoluo", reason="项目出库")
    )
    gone.when(cmd, by="taoluo").refused(rules.BID_NAMES_ITS_OWN_PROJECT)


def test_a_named_reviewer_scores_every_criterion_once() -> None:
    story = with_bids().story
    cmd = score("taoluo", 80, 90)
    story.when(cmd, **EXPERT).then(
        AwardBidScored(ID, town="taoluo", reviewer="e-1", scores=cmd.scores)
    )
    story.when(cmd, **{**EXPERT, "person": "赵五"}).refused(rules.REVIEWER_IS_NAMED)
    half = replace(cmd, scores=(CriterionScore("effect", points=80),))
    story.when(half, **EXPERT).refused(rules.EVERY_CRITERION_IS_SCORED)
    story.when(replace(cmd, town="jufeng"), **EXPERT).refused(rules.BID_EXISTS)
    again = with_bids().scored("taoluo", (80, 90)).story
    again.when(cmd, **EXPERT).refused(rules.SCORED_ONCE)


def test_scoring_begins_once_bids_are_closed() -> None:
    story = with_bids().story
    early = {**EXPERT, "at": NOON}
    story.when(score("taoluo", 80, 90), **early).refused(rules.BIDS_ARE_CLOSED_FIRST)
    story.when(CloseScoring(ID), by="finance", at=NOON).refused(rules.BIDS_ARE_CLOSED_FIRST)


def test_a_reviewer_with_a_declared_conflict_can_not_score() -> None:
    story = with_bids().story
    recused = ReviewerRecused(
        ID, town="taoluo", reviewer="e-1", reason="亲属任职", declared_by="agriculture",
        score_dropped=False, person=EXPERT["person"],
    )  # fmt: skip
    story.when(RECUSE, **EXPERT).then(recused)
    after = with_bids().give(RECUSE, **EXPERT).story
    after.when(score("taoluo", 80, 90), **EXPERT).refused(rules.NO_CONFLICT_OF_INTEREST)
    assert not after.when(score("chaohe", 80, 90), **EXPERT).refusal
    after.when(RECUSE, **EXPERT).refused(NOTHING_CHANGES)


def test_a_reviewer_of_the_town_or_its_county_can_not_score() -> None:
    for organisation in ("taoluo", "donggang", "donggang-finance", "assist-taoluo"):
        own = Reviewer("e-5", person="李六", organisation=organisation)
        story = given(AWARD_ROUND, ID, *_opened_with(own))
        cmd = score("taoluo", 80, 90)
        who = {"by": organisation, "person": "李六", "at": SCORING}
        story.when(cmd, **who).refused(rules.NO_CONFLICT_OF_INTEREST)


def _opened_with(reviewer: Reviewer) -> list[object]:
    opened_event, *rest = with_bids().events
    return [replace(opened_event, reviewers=(*REVIEWERS, reviewer)), *rest]


def test_a_conflict_declared_late_drops_the_score() -> None:
    round = with_bids().scored("taoluo", (80, 90), (80, 90), (80, 90))
    after = round.give(RECUSE, by="finance")
    assert after.events[-1].score_dropped
    assert len(after.story.state.scores_of("taoluo")) == 2


def test_a_reviewer_recuses_for_oneself_unless_the_bureau_orders_it() -> None:
    story = with_bids().story
    other = {**EXPERT, "person": "王二"}
    story.when(RECUSE, **other).refused(rules.REVIEWER_IS_NAMED)
    assert not story.when(RECUSE, by="finance", at=SCORING).refusal
    unknown = replace(RECUSE, reviewer="e-9")
    story.when(unknown, by="finance", at=SCORING).refused(rules.REVIEWER_IS_NAMED)


def test_every_bid_is_scored_by_at_least_three() -> None:
    assert not fully_scored().story.when(CloseScoring(ID), by="finance", at=SCORING).refusal
    short = with_bids().scored("taoluo", *[(80, 90)] * 3).scored("chaohe", *[(85, 70)] * 2)
    outcome = short.story.when(CloseScoring(ID), by="finance", at=SCORING)
    outcome.refused(rules.EVERY_BID_IS_SCORED)
    assert outcome.refusal.values["missing"] == "潮河镇"
    two = {"finance.award_scores_required": 2}
    cmd = CloseScoring(ID)
    later = short.story.when(cmd, by="finance", at=SCORING, parameters=two)
    later.refused(rules.EVERY_BID_IS_SCORED)
    opened_with_two = replace(short.events[0], scores_required=2)
    assert (
        not Round(opened_with_two, *short.events[1:])
        .story.when(cmd, by="finance", at=SCORING)
        .refusal
    )
    stored = Round(replace(short.events[0], scores_required=None), *short.events[1:]).story
    assert not stored.when(cmd, by="finance", at=SCORING, parameters=two).refusal


def test_a_round_without_bids_is_not_closed() -> None:
    story = opened().story
    story.when(CloseScoring(ID), by="finance", at=SCORING).refused(rules.EVERY_BID_IS_SCORED)


def test_nothing_is_bid_or_scored_once_scoring_is_closed() -> None:
    closed = fully_scored().give(CloseScoring(ID)).story
    closed.when(replace(OTHER, town="jufeng"), by="jufeng", at=SCORING).refused(rules.STAGE_ALLOWS)
    last = {**EXPERT, "person": "王四"}
    closed.when(score("taoluo", 1, 1), **last).refused(rules.STAGE_ALLOWS)
    closed.when(RECUSE, **EXPERT).refused(rules.STAGE_ALLOWS)
