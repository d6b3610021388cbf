"""RZ-2.2.f: publicity, objections and the granting of awards."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.state import AWARD_ROUND
from services.finance.views.award_objections import AwardObjections
from services.finance.views.award_ranking import AwardRanking
from services.finance.views.award_rounds import AwardRounds
from shared.kernel.aggregate.deadline import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.policy.working_days import due
from shared.schemas.finance.award_round import Award, CloseScoring
from shared.schemas.finance.award_round_result import (
    AwardObjectionEscalated,
    AwardObjectionLodged,
    AwardObjectionResolved,
    AwardPublicityEnded,
    AwardsGranted,
    GrantAwards,
    LodgeObjection,
    PubliciseResult,
    ResolveObjection,
)
from tests.effort import tries
from tests.rows import rows
from tests.unit.finance.rounds import FUND_ID, ID, REVIEWERS, SCORING, Round, fully_scored, score

TODAY = SCORING.date()
OBJECT = LodgeObjection(ID, objection="o-1", text="评分依据不实", about="taoluo")
RESOLVE = ResolveObjection(ID, objection="o-1", upheld=False, reason="经核实属实")
ENDS = date(2024, 3, 27)


def publicised() -> Round:
    return fully_scored().give(CloseScoring(ID)).give(PubliciseResult(ID))


def objected() -> Round:
    return publicised().give(OBJECT, by="chaohe")


def test_the_result_is_public_for_working_days() -> None:
    round = publicised()
    assert round.story.deadlines == [Deadline("publicity-1", TODAY, 5, "working", "RZ-2.2.f")]
    assert due(TODAY, 5, "working").on == ENDS
    round.story.when_passed("publicity-1", ENDS).then(
        AwardPublicityEnded(ID, publicity=1, last_day=ENDS)
    )
    ended = round.publicity_ends().story
    assert ended.deadlines == []
    ended.when_passed("publicity-1", ENDS).refused(NOTHING_CHANGES)


def test_a_result_is_public_after_scoring_is_closed() -> None:
    fully_scored().story.when(PubliciseResult(ID), by="finance").refused(rules.STAGE_ALLOWS)
    publicised().story.when(PubliciseResult(ID), by="finance").refused(rules.STAGE_ALLOWS)


def test_awards_are_granted_after_the_publicity_with_who_was_considered() -> None:
    outcome = publicised().publicity_ends().story.when(GrantAwards(ID), by="finance", at=SCORING)
    granted = outcome.events[0]
    assert isinstance(granted, AwardsGranted)
    assert granted.awards == (
        Award("taoluo", rank=1, amount_fen=600, why="第1名"),
        Award("chaohe", rank=2, amount_fen=300, why="第2名"),
    )
    assert (granted.total_fen, granted.pool_fen) == (900, 1000)
    assert [bid.town for bid in granted.ranking] == ["taoluo", "chaohe"]
    assert granted.fund == FUND_ID


def test_no_award_is_granted_during_the_publicity_or_twice() -> None:
    publicised().story.when(GrantAwards(ID), by="finance").refused(rules.PUBLICITY_HAS_ENDED)
    granted = publicised().publicity_ends().give(GrantAwards(ID)).story
    granted.when(GrantAwards(ID), by="finance").refused(rules.STAGE_ALLOWS)


def test_an_objection_is_lodged_during_the_publicity() -> None:
    publicised().story.when(OBJECT, by="chaohe", at=SCORING).then(
        AwardObjectionLodged(
            ID, objection="o-1", organisation="chaohe", about="taoluo", text="评分依据不实",
            lodged_on=TODAY, working_days=5,
        )
    )  # fmt: skip
    over = publicised().publicity_ends().story
    over.when(OBJECT, by="chaohe").refused(rules.OBJECTED_DURING_PUBLICITY)
    fully_scored().story.when(OBJECT, by="chaohe").refused(rules.STAGE_ALLOWS)
    objected().story.when(OBJECT, by="chaohe").refused(rules.OBJECTION_IS_NEW)
    other = replace(OBJECT, about="jufeng")
    publicised().story.when(other, by="chaohe").refused(rules.BID_EXISTS)


def test_an_open_objection_blocks_the_awards() -> None:
    blocked = objected().publicity_ends()
    blocked.story.when(GrantAwards(ID), by="finance").refused(rules.NO_OPEN_OBJECTION)
    decided = blocked.give(RESOLVE)
    assert not decided.story.when(GrantAwards(ID), by="finance").refusal


def test_the_bureau_decides_an_objection_once() -> None:
    objected().story.when(RESOLVE, by="finance", at=SCORING).then(
        AwardObjectionResolved(
            ID, objection="o-1", upheld=False, rescored=(), reason="经核实属实", decided_by="finance",
            decided_on=TODAY,
        )
    )  # fmt: skip
    decided = objected().give(RESOLVE).story
    decided.when(RESOLVE, by="finance").refused(rules.OBJECTION_IS_OPEN)
    objected().story.when(RESOLVE, by="gov-office").refused(rules.RIGHT_BODY_DECIDES)
    objected().story.when(RESOLVE, by="taoluo").not_permitted()
    own = publicised().give(OBJECT, by="finance").story
    own.when(RESOLVE, by="finance").refused(rules.NOT_IN_ONES_OWN_CAUSE)


def test_an_objection_named_as_the_publicity_does_not_escalate_with_its_end() -> None:
    story = publicised().give(replace(OBJECT, objection="publicity-1"), by="jufeng").story
    ended = story.when_passed("publicity-1", ENDS).events
    assert [type(event).__name__ for event in ended] == ["AwardPublicityEnded"]


def test_an_undecided_objection_escalates_in_working_days() -> None:
    story = objected().story
    assert Deadline("objection-o-1", TODAY, 5, "working", "RZ-2.2.f") in story.deadlines
    escalated = AwardObjectionEscalated(
        ID, objection="o-1", key="objection-o-1", organisation="finance",
        escalated_to="gov-office", town="taoluo", county="donggang", due_on=ENDS,
    )  # fmt: skip
    story.when_passed("objection-o-1", ENDS).then(escalated)
    after = Round(*objected().events, escalated)
    assert [d.key for d in after.story.deadlines] == ["publicity-1"]
    after.story.when_passed("objection-o-1", ENDS).refused(NOTHING_CHANGES)
    after.story.when(RESOLVE, by="finance").refused(rules.RIGHT_BODY_DECIDES)
    assert not after.story.when(RESOLVE, by="gov-office").refusal
    blocked = after.publicity_ends().story
    blocked.when(GrantAwards(ID), by="finance").refused(rules.NO_OPEN_OBJECTION)


def test_an_upheld_objection_voids_the_scores_it_is_about() -> None:
    upheld = objected().give(replace(RESOLVE, upheld=True))
    state = upheld.story.state
    assert state.stage == "open"
    assert len(state.scores_of("taoluo")) == 0 and len(state.scores_of("chaohe")) == 3
    upheld.story.when(CloseScoring(ID), by="finance", at=SCORING).refused(rules.EVERY_BID_IS_SCORED)
    again = upheld.scored("taoluo", *[(10, 10)] * 3).give(CloseScoring(ID))
    again = again.give(PubliciseResult(ID))
    assert [d.key for d in again.story.deadlines] == ["publicity-2"]
    granted = again.publicity_ends().give(GrantAwards(ID)).events[-1]
    assert [a.town for a in granted.awards] == ["chaohe", "taoluo"]


def test_an_upheld_objection_to_the_whole_round_voids_every_score() -> None:
    round = publicised().give(replace(OBJECT, about=None), by="chaohe")
    resolved = round.give(replace(RESOLVE, upheld=True)).events[-1]
    assert resolved.rescored == ("chaohe", "taoluo")


def test_the_views_tell_the_rounds_course_the_ranking_and_the_objections() -> None:
    events = objected().give(RESOLVE).publicity_ends().give(GrantAwards(ID)).events
    row = rows(AwardRounds, *events)[ID]
    assert (row.stage, row.bids, row.granted_fen) == ("granted", 2, 900)
    assert (row.objections, row.open_objections) == (1, 0)
    ranking = rows(AwardRanking, *events)[f"{ID}.taoluo"]
    assert (ranking.rank, ranking.amount_fen, ranking.granted) == (1, 600, True)
    assert (ranking.scores, ranking.score_thousandths) == (3, 84_000)
    assert ranking.means and ranking.ranked_by and ranking.awarded_by
    objection = rows(AwardObjections, *events)[f"{ID}.o-1"]
    assert (objection.open, objection.upheld, objection.decides) == (False, False, "finance")
    upheld = objected().give(replace(RESOLVE, upheld=True)).events
    assert rows(AwardRanking, *upheld)[f"{ID}.taoluo"].rescored
    assert rows(AwardRounds, *upheld)[ID].stage == "scoring"


class AwardPool(RuleBasedStateMachine):
    """Whatever happens to a round, its awards stay within the pool and follow the publicity."""

    def __init__(self) -> None:
        super().__init__()
        self.round = fully_scored()

    @rule(command=st.sampled_from([CloseScoring(ID), PubliciseResult(ID), GrantAwards(ID)]))
    def go_on(self, command: object) -> None:
        self.attempt(command, by="finance")

    @rule(number=st.integers(1, 2), about=st.sampled_from([None, "taoluo", "chaohe"]))
    def lodge(self, number: int, about: str | None) -> None:
        self.attempt(
            LodgeObjection(ID, objection=f"o-{number}", text="异议", about=about), by="jufeng"
        )

    @rule(number=st.integers(1, 2), upheld=st.booleans())
    def resolve(self, number: int, upheld: bool) -> None:
        command = ResolveObjection(ID, objection=f"o-{number}", upheld=upheld, reason="核实")
        self.attempt(command, by="finance")
        self.attempt(command, by="gov-office")

    @rule(
        town=st.sampled_from(["taoluo", "chaohe"]),
        who=st.sampled_from(REVIEWERS),
        points=st.integers(0, 100),
    )
    def rescore(self, town: str, who: object, points: int) -> None:
        command = score(town, points, points)
        self.attempt(command, by="agriculture", person=who.person)

    @rule()
    def deadlines_pass(self) -> None:
        for deadline in self.round.story.deadlines:
            outcome = self.round.story.when_passed(deadline.key, ENDS)
            self.round = self.round.after(outcome)

    @invariant()
    def awards_stay_within_the_pool_and_wait_for_publicity_and_objections(self) -> None:
        state = self.round.story.state
        granted = [e for e in self.round.events if isinstance(e, AwardsGranted)]
        assert len(granted) <= 1
        for event in granted:
            assert event.total_fen == sum(a.amount_fen for a in event.awards) <= 1000
            assert state.publicity_over and not state.open_objections

    def attempt(self, command: object, **how: str) -> None:
        at = datetime(2024, 3, 20, 4, 0, tzinfo=UTC)
        outcome = self.round.story.when(command, at=at, **how)
        own = [d.event for d in outcome.decided if d.aggregate is AWARD_ROUND]
        self.round = Round(*self.round.events, *own)


TestAwardPool = AwardPool.TestCase
TestAwardPool.settings = tries(40, steps=20)
