"""RZ-3.3.b, RZ-3.3.e: the due date of a plan, its lights, and what red sets in motion."""

from dataclasses import replace
from datetime import date

from services.supervision.domain.issue.state import ISSUE
from shared.kernel.aggregate.deadline import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.supervision.issue import (
    IssueAssigned,
    IssueOverdue,
    IssueStepOverdue,
    RecordFollowUpVisit,
)
from shared.schemas.supervision.issue_course import AssignmentReturned, DeadlineExtended
from shared.schemas.supervision.issue_supervision import IssueDueSoon, IssueEscalated
from tests.given import NOON, given
from tests.unit.supervision.matters import (
    ASSIGNED,
    FOR_CLOSURE,
    IN_PLAN,
    PLANNED,
    RAISED,
    REOPENED,
    REPLIED,
    RESOLVED,
    TODAY,
    assigned,
    limits,
)

DUE = date(2024, 3, 31)
SOON = IssueDueSoon("i1", town="taoluo", handler="reform", round=1, due_on=DUE)
OVERDUE = IssueOverdue("i1", town="taoluo", handler="reform", round=1, due_on=DUE)
RED = IssueEscalated(
    "i1", town="taoluo", handler="reform", to="gov-office", trigger="red", reason="办理逾期，亮红灯",
    escalated_on=TODAY,
)  # fmt: skip
LATER = date(2024, 4, 15)
EXTENDED = DeadlineExtended(
    "i1", town="taoluo", round=1, from_due_on=DUE, due_on=LATER, reason="雨季停工",
    extended_on=date(2024, 3, 28), extended_by="reform", beyond_cap=False,
)  # fmt: skip


def test_the_plans_due_date_and_its_warning_run_until_closure_is_requested():
    runs = Deadline("plan-1", TODAY, 30, "calendar", "RZ-3.3.b")
    warns = Deadline("yellow-1", TODAY, 30, "calendar", "RZ-3.3.e", ahead=5)
    assert limits(given(ISSUE, "i1", *IN_PLAN)) == [runs, warns]
    assert limits(given(ISSUE, "i1", RAISED, ASSIGNED)) == []
    assert limits(given(ISSUE, "i1", *FOR_CLOSURE)) == []
    assert limits(given(ISSUE, "i1", *FOR_CLOSURE, REOPENED)) == []


def test_the_light_turns_yellow_once():
    given(ISSUE, "i1", *IN_PLAN).when_passed("yellow-1", date(2024, 3, 24)).then(SOON)
    warned = given(ISSUE, "i1", *IN_PLAN, SOON)
    assert [d.key for d in limits(warned)] == ["plan-1"]
    warned.when_passed("yellow-1", date(2024, 3, 24)).refused(NOTHING_CHANGES)


def test_without_a_yellow_light_only_the_due_date_runs():
    plain = given(ISSUE, "i1", RAISED, ASSIGNED, replace(PLANNED, yellow_working_days=0))
    assert [d.key for d in limits(plain)] == ["plan-1"]


def test_a_plan_that_runs_out_turns_red_once_and_escalates_by_itself():
    given(ISSUE, "i1", *IN_PLAN).when_passed("plan-1", DUE).then(OVERDUE, RED)
    late = given(ISSUE, "i1", *IN_PLAN, OVERDUE, RED)
    assert limits(late) == []
    late.when_passed("plan-1", DUE).refused(NOTHING_CHANGES)


def test_red_does_not_escalate_what_is_escalated():
    escalated = given(ISSUE, "i1", *IN_PLAN, replace(RED, trigger="decision"))
    escalated.when_passed("plan-1", DUE).then(OVERDUE)


def test_a_new_plan_has_limits_of_its_own():
    again = replace(PLANNED, round=2, due_on=date(2024, 4, 10))
    reopened = given(ISSUE, "i1", *FOR_CLOSURE, REOPENED, again)
    assert [d.key for d in limits(reopened)] == ["plan-2", "yellow-2"]
    reopened.when_passed("plan-1", DUE).refused(NOTHING_CHANGES)


def test_an_extended_limit_warns_and_runs_out_anew_and_the_former_one_is_not_said():
    extended = given(ISSUE, "i1", *IN_PLAN, SOON, EXTENDED)
    assert [(d.key, d.starts_on, d.days) for d in limits(extended)] == [
        ("plan-1", date(2024, 3, 28), 18),
        ("yellow-1", date(2024, 3, 28), 18),
    ]
    extended.when_passed("plan-1", DUE).refused(NOTHING_CHANGES)
    extended.when_passed("yellow-1", date(2024, 3, 24)).refused(NOTHING_CHANGES)
    extended.when_passed("yellow-1", date(2024, 4, 7)).then(replace(SOON, due_on=LATER))
    extended.when_passed("plan-1", LATER).then(replace(OVERDUE, due_on=LATER), RED)


def test_a_matter_reopened_too_often_is_escalated():
    visit = RecordFollowUpVisit(
        "i1", visitor_unit="housing", done=False, effective=False, evidence="照片"
    )
    first = given(ISSUE, "i1", *FOR_CLOSURE).when(visit, by="assist-taoluo")
    assert not any(isinstance(e, IssueEscalated) for e in first.events)
    twice = (*FOR_CLOSURE, REOPENED, replace(PLANNED, round=2), replace(FOR_CLOSURE[-1], round=2))
    second = given(ISSUE, "i1", *twice).when(visit, by="assist-taoluo", at=NOON)
    assert second.events[-1] == replace(RED, trigger="reopened", reason="重办 2 次")
    assert second.context.used == {
        "supervision.reopenings_to_escalate": 2,
        "supervision.visiting_group": "leadership",
    }
    often = {"supervision.reopenings_to_escalate": 3}
    third = given(ISSUE, "i1", *twice).when(visit, by="assist-taoluo", parameters=often)
    assert not any(isinstance(e, IssueEscalated) for e in third.events)


def step_limits(*events: object) -> dict[str, tuple[date, int, str]]:
    told = given(ISSUE, "i1", *events).deadlines
    return {d.key: (d.starts_on, d.days, d.unit) for d in told if d not in limits_of(events)}


def limits_of(events: tuple[object, ...]) -> list[Deadline]:
    return limits(given(ISSUE, "i1", *events))


def test_each_step_has_a_limit_of_its_own_in_working_days():
    reply = {"reply-reform": (TODAY, 10, "working")}
    assert step_limits(RAISED) == {"assignment-1": (TODAY, 3, "working")}
    assert step_limits(RAISED, ASSIGNED) == {"planning-2": (TODAY, 5, "working"), **reply}
    assert step_limits(*IN_PLAN) == reply
    assert step_limits(*FOR_CLOSURE) == {"visit-3": (TODAY, 10, "working"), **reply}
    assert step_limits(*FOR_CLOSURE, REOPENED) == {"planning-4": (TODAY, 5, "working"), **reply}
    assert step_limits(*FOR_CLOSURE, REPLIED, RESOLVED) == {}


def test_who_is_late_with_a_step_is_said_once():
    due = date(2024, 3, 8)
    waiting = given(ISSUE, "i1", RAISED)
    nobody = IssueStepOverdue(
        "i1", town="taoluo", step="assignment", organisation="housing", due_on=due
    )
    waiting.when_passed("assignment-1", due).then(nobody)
    assert given(ISSUE, "i1", RAISED, nobody).deadlines == []
    unplanned = IssueStepOverdue(
        "i1", town="taoluo", step="plan", organisation="reform", due_on=due
    )
    given(ISSUE, "i1", RAISED, ASSIGNED).when_passed("planning-2", due).then(unplanned)
    unseen = IssueStepOverdue(
        "i1", town="taoluo", step="visit", organisation="assist-taoluo", due_on=due
    )
    given(ISSUE, "i1", *FOR_CLOSURE).when_passed("visit-3", due).then(unseen)
    unsaid = IssueStepOverdue("i1", town="taoluo", step="reply", organisation="reform", due_on=due)
    given(ISSUE, "i1", *IN_PLAN).when_passed("reply-reform", due).then(unsaid)
    assert step_limits(*IN_PLAN, unsaid) == {}
    given(ISSUE, "i1", *IN_PLAN).when_passed("planning-2", due).refused(NOTHING_CHANGES)


def test_an_assignment_that_is_returned_waits_for_the_next_with_a_new_limit():
    returned = AssignmentReturned(
        "i1", town="taoluo", handler="reform", reason="非本部门职责", returned_on=date(2024, 3, 6)
    )
    late = IssueStepOverdue(
        "i1", town="taoluo", step="assignment", organisation="housing", due_on=date(2024, 3, 5)
    )
    told = step_limits(RAISED, late, ASSIGNED, returned)
    assert told == {"assignment-3": (date(2024, 3, 6), 3, "working")}


def test_only_a_city_departments_principal_owes_a_reply_and_each_of_them():
    county = assigned("donggang", co_handlers=("finance",))
    assert "reply-finance" in step_limits(RAISED, county)
    assert "reply-donggang" not in step_limits(RAISED, county)


def test_what_earlier_releases_told_has_no_such_limits():
    before = replace(RAISED, assign_working_days=0)
    assert given(ISSUE, "i1", before).deadlines == []
    assert (
        given(ISSUE, "i1", before, IssueAssigned("i1", town="taoluo", handler="reform")).deadlines
        == []
    )
