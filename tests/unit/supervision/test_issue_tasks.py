"""待办 of a matter, RZ-3.3: whose turn it is at each step, and by when."""

from datetime import date

from services.supervision.domain.issue import limits
from services.supervision.domain.issue.state import ISSUE
from shared.kernel.aggregate import Over
from shared.schemas.supervision.issue import IssueOverdue
from shared.schemas.supervision.issue_course import (
    ExplanationVisited,
    IssueSuspended,
    MatterExplained,
    SuspensionReviewDue,
    TownViewGiven,
)
from shared.schemas.supervision.issue_supervision import HandlingRated
from tests.given import Given, given
from tests.unit.supervision.matters import (
    ASSIGNED,
    CLOSURE_REQUESTED,
    FOR_CLOSURE,
    IN_PLAN,
    RAISED,
    REOPENED,
    REPLIED,
    RESOLVED,
    TODAY,
)


def matter(*events: object) -> Given:
    return given(ISSUE, "i1", *events)


def test_each_step_is_somebodys_turn() -> None:
    replies = ("reform", "reply-reform")
    assert matter(RAISED).turns == {("housing", "raised-1")}
    assert matter(RAISED, ASSIGNED).turns == {("reform", "assigned-2"), replies}
    assert matter(RAISED, ASSIGNED, REPLIED).turns == {("reform", "assigned-2")}
    assert matter(*IN_PLAN).turns == {("reform", "plan-1"), replies}
    visit = ("assist-taoluo", "closure-requested-3")
    assert matter(*IN_PLAN, REPLIED, CLOSURE_REQUESTED).turns == {visit}
    assert matter(*FOR_CLOSURE, REPLIED, REOPENED).turns == {("reform", "reopened-4")}
    assert matter(RAISED, RESOLVED).turns == {("taoluo", "rating")}


def test_what_has_ended_and_is_rated_is_over() -> None:
    rated = HandlingRated(
        "i1", town="taoluo", handler="reform", score=90, comment=None, weight=60, rated_on=TODAY
    )
    done = matter(RAISED, ASSIGNED, RESOLVED, rated)
    assert done.turns == set()
    assert [*ISSUE.tasks_of(done.state)] == [Over("已销号")]


def test_a_plan_that_is_late_is_still_its_handlers_turn_within_the_same_limit() -> None:
    late = IssueOverdue("i1", town="taoluo", handler="reform", round=1, due_on=date(2024, 3, 31))
    before, after = matter(*IN_PLAN), matter(*IN_PLAN, late)
    assert after.tasks["plan-1"] == before.tasks["plan-1"]
    assert before.tasks["plan-1"].by in before.deadlines
    assert not [d for d in after.deadlines if d.key == "plan-1"]
    assert before.tasks["plan-1"].soon == 5, "the light of RZ-3.3.e"


def test_an_explanation_is_visited_and_the_town_heard_before_it_concludes() -> None:
    explained = MatterExplained(
        "i1", town="taoluo", handler="reform", explanation="规划未覆盖", legal_basis="城乡规划法§29",
        document=None, explained_on=TODAY, visit_working_days=10,
    )  # fmt: skip
    visited = ExplanationVisited(
        "i1", town="taoluo", visitor_unit="finance", evidence="属实", holds=True,
        visited_on=TODAY,
    )  # fmt: skip
    heard = TownViewGiven("i1", town="taoluo", agrees=True, view="同意", given_on=TODAY)
    story = (RAISED, ASSIGNED, REPLIED, explained)
    assert matter(*story).turns == {("assist-taoluo", "visit-3"), ("taoluo", "view-3")}
    assert matter(*story, visited).turns == {("taoluo", "view-3")}
    assert matter(*story, visited, heard).turns == {("reform", "conclusion-3")}


def test_what_is_suspended_waits_for_its_day_and_then_for_who_watches_over_it() -> None:
    suspended = IssueSuspended(
        "i1", town="taoluo", reason="待批", superior="省厅", review_on=date(2024, 4, 1), times=1,
        suspended_on=TODAY,
    )  # fmt: skip
    due = SuspensionReviewDue("i1", town="taoluo", times=1, review_on=date(2024, 4, 1))
    story = (RAISED, ASSIGNED, REPLIED, suspended)
    (wait,) = ISSUE.tasks_of(matter(*story).state)
    assert (wait.why, wait.by) == ("挂账，待省厅解决", limits.review_limit(matter(*story).state))
    assert matter(*story, due).turns == {("housing", "review-1"), ("donggang", "review-1")}
