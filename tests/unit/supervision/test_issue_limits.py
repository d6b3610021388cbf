"""RZ-3.3.b, RZ-3.3.e: the due date of a plan, its lights, and what red sets in motion."""

from dataclasses import replace
from datetime import date

from services.supervision.domain.issue import ISSUE
from shared.aggregate.deadline import Deadline
from shared.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.supervision.issue import IssueOverdue, RecordFollowUpVisit
from shared.schemas.supervision.issue_course import DeadlineExtended
from shared.schemas.supervision.issue_supervision import IssueDueSoon, IssueEscalated
from tests.given import NOON, given
from tests.unit.supervision.matters import (
    ASSIGNED,
    FOR_CLOSURE,
    IN_PLAN,
    PLANNED,
    RAISED,
    REOPENED,
    TODAY,
)

DUE = date(2024, 3, 31)
SOON = IssueDueSoon("i1", "taoluo", "reform", 1, DUE)
OVERDUE = IssueOverdue("i1", "taoluo", "reform", 1, DUE)
RED = IssueEscalated("i1", "taoluo", "reform", "gov-office", "red", "办理逾期，亮红灯", TODAY)
LATER = date(2024, 4, 15)
EXTENDED = DeadlineExtended(
    "i1", "taoluo", 1, DUE, LATER, "雨季停工", date(2024, 3, 28), "reform", False
)


def test_the_plans_due_date_and_its_warning_run_until_closure_is_requested():
    runs = Deadline("plan-1", TODAY, 30, "calendar", "RZ-3.3.b")
    warns = Deadline("yellow-1", TODAY, 30, "calendar", "RZ-3.3.e", ahead=5)
    assert given(ISSUE, "i1", *IN_PLAN).deadlines == [runs, warns]
    assert given(ISSUE, "i1", RAISED, ASSIGNED).deadlines == []
    assert given(ISSUE, "i1", *FOR_CLOSURE).deadlines == []
    assert given(ISSUE, "i1", *FOR_CLOSURE, REOPENED).deadlines == []


def test_the_light_turns_yellow_once():
    given(ISSUE, "i1", *IN_PLAN).when_passed("yellow-1", date(2024, 3, 24)).then(SOON)
    warned = given(ISSUE, "i1", *IN_PLAN, SOON)
    assert [d.key for d in warned.deadlines] == ["plan-1"]
    warned.when_passed("yellow-1", date(2024, 3, 24)).refused(NOTHING_CHANGES)


def test_without_a_yellow_light_only_the_due_date_runs():
    plain = given(ISSUE, "i1", RAISED, ASSIGNED, replace(PLANNED, yellow_working_days=0))
    assert [d.key for d in plain.deadlines] == ["plan-1"]


def test_a_plan_that_runs_out_turns_red_once_and_escalates_by_itself():
    given(ISSUE, "i1", *IN_PLAN).when_passed("plan-1", DUE).then(OVERDUE, RED)
    late = given(ISSUE, "i1", *IN_PLAN, OVERDUE, RED)
    assert late.deadlines == []
    late.when_passed("plan-1", DUE).refused(NOTHING_CHANGES)


def test_red_does_not_escalate_what_is_escalated():
    escalated = given(ISSUE, "i1", *IN_PLAN, replace(RED, trigger="decision"))
    escalated.when_passed("plan-1", DUE).then(OVERDUE)


def test_a_new_plan_has_limits_of_its_own():
    again = replace(PLANNED, round=2, due_on=date(2024, 4, 10))
    reopened = given(ISSUE, "i1", *FOR_CLOSURE, REOPENED, again)
    assert [d.key for d in reopened.deadlines] == ["plan-2", "yellow-2"]
    reopened.when_passed("plan-1", DUE).refused(NOTHING_CHANGES)


def test_an_extended_limit_warns_and_runs_out_anew_and_the_former_one_is_not_said():
    extended = given(ISSUE, "i1", *IN_PLAN, SOON, EXTENDED)
    assert [(d.key, d.starts_on, d.days) for d in extended.deadlines] == [
        ("plan-1", date(2024, 3, 28), 18),
        ("yellow-1", date(2024, 3, 28), 18),
    ]
    extended.when_passed("plan-1", DUE).refused(NOTHING_CHANGES)
    extended.when_passed("yellow-1", date(2024, 3, 24)).refused(NOTHING_CHANGES)
    extended.when_passed("yellow-1", date(2024, 4, 7)).then(replace(SOON, due_on=LATER))
    extended.when_passed("plan-1", LATER).then(replace(OVERDUE, due_on=LATER), RED)


def test_a_matter_reopened_too_often_is_escalated():
    visit = RecordFollowUpVisit("i1", "housing", done=False, effective=False, evidence="照片")
    first = given(ISSUE, "i1", *FOR_CLOSURE).when(visit, by="assist-taoluo")
    assert not any(isinstance(e, IssueEscalated) for e in first.events)
    twice = (*FOR_CLOSURE, REOPENED, replace(PLANNED, round=2), replace(FOR_CLOSURE[-1], round=2))
    second = given(ISSUE, "i1", *twice).when(visit, by="assist-taoluo", at=NOON)
    assert second.events[-1] == replace(RED, trigger="reopened", reason="重办 2 次")
    assert second.context.used == {"supervision.reopenings_to_escalate": 2}
    often = {"supervision.reopenings_to_escalate": 3}
    third = given(ISSUE, "i1", *twice).when(visit, by="assist-taoluo", parameters=often)
    assert not any(isinstance(e, IssueEscalated) for e in third.events)
