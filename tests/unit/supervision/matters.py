"""Matters at each step, for the tests of issues."""

from datetime import date

from shared.kernel.aggregate import Deadline
from shared.schemas.supervision.issue import (
    ClosureRequested,
    IssueAssigned,
    IssueRaised,
    IssueReopened,
    IssueResolved,
    PlanProposed,
    RaiseIssueFromCause,
)
from shared.schemas.supervision.issue_supervision import PrincipalReplied
from tests.given import Given

TODAY = date(2024, 3, 1)
"""The local day of the tests' noon."""

CAUSE_ID = "late-planning-permit-p1"
STREAM = "green-channel-p1"
CAUSE_FIELDS = {
    "cause": CAUSE_ID,
    "cause_service": "projects",
    "cause_stream": STREAM,
    "cause_key": "planning-permit",
}

RAISED = IssueRaised(
    "i1", town="taoluo", county="donggang", kind="problem", title="演示-断头路", description="影响项目进场",
    clause="RZ-3.3.a", raised_on=TODAY, assign_working_days=3,
)  # fmt: skip


def assigned(
    handler: str,
    copied: tuple[str, ...] = (),
    co_handlers: tuple[str, ...] = (),
    *,
    issue: str = "i1",
    town: str = "taoluo",
) -> IssueAssigned:
    """The assignment as it is made today: five working days to plan, ten to reply."""
    return IssueAssigned(
        issue, town=town, handler=handler, copied=copied, co_handlers=co_handlers,
        assigned_on=TODAY, plan_working_days=5, reply_working_days=10,
    )  # fmt: skip


ASSIGNED = assigned("reform")
PLANNED = PlanProposed(
    "i1", town="taoluo", round=1, handler="reform", measures="限期打通", planned_on=TODAY,
    due_on=date(2024, 3, 31), yellow_working_days=5,
)  # fmt: skip
CLOSURE_REQUESTED = ClosureRequested(
    "i1", town="taoluo", round=1, result="已通车", requested_on=TODAY, visit_working_days=10
)
REOPENED = IssueReopened(
    "i1", town="taoluo", times=1, reason="回访发现未办结", handler="reform", reopened_on=TODAY
)
RESOLVED = IssueResolved("i1", town="taoluo", resolved_on=TODAY, handler="reform")
REPLIED = PrincipalReplied(
    "i1", town="taoluo", department="reform", principal="演示-主任", reply="全力解决", replied_on=TODAY,
)  # fmt: skip

IN_PLAN = (RAISED, ASSIGNED, PLANNED)
FOR_CLOSURE = (*IN_PLAN, CLOSURE_REQUESTED)

SELF_RAISED = IssueRaised(
    "i1", town="taoluo", county="donggang", kind="problem", title="许可超期",
    description="应于 3 月 1 日前决定", clause="RZ-2.1.b", raised_on=TODAY, **CAUSE_FIELDS,
)  # fmt: skip

RAISE_FROM_CAUSE = RaiseIssueFromCause(
    "i1", title="许可超期", description="应于 3 月 1 日前决定", clause="RZ-2.1.b", handler="approval",
    town="taoluo", **CAUSE_FIELDS,
)  # fmt: skip


def limits(told: Given) -> list[Deadline]:
    """The limits that run, but for the first steps' and the principals' replies."""
    others = ("reply-", "planning-", "assignment-", "visit-")
    return [d for d in told.deadlines if not d.key.startswith(others)]
