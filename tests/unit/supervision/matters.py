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
    "i1", "taoluo", "donggang", "problem", "演示-断头路", "影响项目进场", "RZ-3.3.a", TODAY,
    assign_working_days=3,
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
    return IssueAssigned(issue, town, handler, copied, co_handlers, TODAY, 5, 10)


ASSIGNED = assigned("reform")
PLANNED = PlanProposed(
    "i1", "taoluo", 1, "reform", "限期打通", TODAY, date(2024, 3, 31), yellow_working_days=5
)
CLOSURE_REQUESTED = ClosureRequested("i1", "taoluo", 1, "已通车", TODAY, 10)
REOPENED = IssueReopened("i1", "taoluo", 1, "回访发现未办结", "reform", TODAY)
RESOLVED = IssueResolved("i1", "taoluo", TODAY, handler="reform")
REPLIED = PrincipalReplied("i1", "taoluo", "reform", "演示-主任", "全力解决", TODAY)

IN_PLAN = (RAISED, ASSIGNED, PLANNED)
FOR_CLOSURE = (*IN_PLAN, CLOSURE_REQUESTED)

SELF_RAISED = IssueRaised(
    "i1", "taoluo", "donggang", "problem", "许可超期", "应于 3 月 1 日前决定", "RZ-2.1.b", TODAY,
    **CAUSE_FIELDS,
)  # fmt: skip

RAISE_FROM_CAUSE = RaiseIssueFromCause(
    "i1", "许可超期", "应于 3 月 1 日前决定", "RZ-2.1.b", handler="approval", town="taoluo",
    **CAUSE_FIELDS,
)  # fmt: skip


def limits(told: Given) -> list[Deadline]:
    """The limits that run, but for the first steps' and the principals' replies."""
    others = ("reply-", "planning-", "assignment-", "visit-")
    return [d for d in told.deadlines if not d.key.startswith(others)]
