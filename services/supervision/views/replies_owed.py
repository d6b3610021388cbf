"""主要负责人答复: what the head of each city department owes the towns, and has answered."""

from datetime import date
from typing import Any

from services.supervision.domain.issue.handlers import CITY_DEPARTMENTS
from services.supervision.domain.issue.state import ISSUE
from services.supervision.views.local_day import local_day
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import DocumentRef, OrganisationId, TownId
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision


@view(
    "replies-owed",
    title="主要负责人答复",
    key="issue",
    version=2,
    of=ISSUE,
    carried={"county": (), "parties": ("department",)},
)
class RepliesOwed(Row):
    """`owed` while a city department handles the matter and its principal has not replied;
    `replied_by` is who recorded the reply for the department."""

    issue: str = column("事项")
    town: TownId = column("镇")
    department: OrganisationId = column("市直部门")
    assigned_on: date | None = column("交办日期")
    owed: bool = column("待答复")
    principal: str = column("主要负责人")
    reply: str = column("答复")
    replied_on: date | None = column("答复日期")
    document: DocumentRef = column("答复文号")
    replied_by: str = column("经办人")
    replies: list[dict[str, Any]] = column("历次答复", factory=list)


OWED = figure(
    "replies-owed", "待主要负责人答复", of=RepliesOwed, by=("department", "town"),
    where={"owed": (True,)}, heads="department",
)  # fmt: skip

REPLIES = totals(
    "replies_owed",
    "Matters that the head of a department has to answer, by department",
    of=RepliesOwed,
    by=("department",),
    where={"owed": (True,)},
)


@RepliesOwed.on(issues.IssueAssigned)
def assigned(row: RepliesOwed, event: issues.IssueAssigned, meta: EventMeta) -> RepliesOwed:
    department = event.handler if event.handler in CITY_DEPARTMENTS else ""
    replied = any(reply["department"] == department for reply in row.replies)
    return replace(
        row,
        town=event.town,
        department=department,
        assigned_on=local_day(meta),
        owed=bool(department) and not replied,
    )


@RepliesOwed.on(issue_supervision.PrincipalReplied)
def replied(
    row: RepliesOwed, event: issue_supervision.PrincipalReplied, meta: EventMeta
) -> RepliesOwed:
    reply = {
        "department": event.department,
        "principal": event.principal,
        "reply": event.reply,
        "replied_on": event.replied_on.isoformat(),
        "document": event.document,
    }
    row = replace(row, replies=[*row.replies, reply])
    if event.department != row.department:
        return row
    return replace(
        row,
        owed=False,
        principal=event.principal,
        reply=event.reply,
        replied_on=event.replied_on,
        document=event.document or "",
        replied_by=meta.called,
    )


@RepliesOwed.on(
    issue_course.AssignmentReturned,
    issues.IssueResolved,
    issues.IssueWithdrawn,
    issue_course.IssueMerged,
    issue_course.IssueConcluded,
)
def no_longer_owed(row: RepliesOwed, event: Any) -> RepliesOwed:
    return replace(row, owed=False)
