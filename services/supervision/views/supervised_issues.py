"""督办台账: the matters that are reminded of, escalated or under a designated supervisor (RZ-3.3.e)."""

from datetime import date
from typing import Any

from services.supervision.domain.issue.state import ISSUE
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision
from shared.schemas.supervision.stages import MatterEnd

ENDS: dict[type[Any], MatterEnd] = {
    issues.IssueResolved: "resolved",
    issue_course.IssueConcluded: "concluded",
    issues.IssueWithdrawn: "withdrawn",
    issue_course.IssueMerged: "merged",
}


@view(
    "supervised-issues",
    title="督办台账",
    key="issue",
    version=2,
    of=ISSUE,
    carried={"county": (), "parties": ("handler", "supervisor")},
)
class SupervisedIssues(Row):
    issue: str = column("事项")
    town: TownId = column("镇")
    handler: OrganisationId = column("承办单位")
    reminders: int = column("催办（次）")
    reminded_on: date | None = column("最近催办日期")
    escalated_on: date | None = column("升级督办日期")
    escalated_to: OrganisationId = column("督办单位")
    trigger: issue_supervision.Trigger = column("升级事由")
    reason: str = column("升级理由")
    supervisor: OrganisationId = column("指定督查单位")
    until: date | None = column("指定督查至")
    ended: MatterEnd = column("办结方式")
    designations: list[dict[str, Any]] = column("历次指定督查", factory=list)


@SupervisedIssues.on(issue_supervision.HandlerReminded)
def reminded(row: SupervisedIssues, event: issue_supervision.HandlerReminded) -> SupervisedIssues:
    return replace(
        row,
        town=event.town,
        handler=event.handler,
        reminders=event.times,
        reminded_on=event.reminded_on,
    )


@SupervisedIssues.on(issue_supervision.IssueEscalated)
def escalated(row: SupervisedIssues, event: issue_supervision.IssueEscalated) -> SupervisedIssues:
    return replace(
        row,
        town=event.town,
        handler=event.handler,
        escalated_on=event.escalated_on,
        escalated_to=event.to,
        trigger=event.trigger,
        reason=event.reason,
    )


@SupervisedIssues.on(issue_supervision.SupervisorDesignated)
def designated(
    row: SupervisedIssues, event: issue_supervision.SupervisorDesignated
) -> SupervisedIssues:
    designation = {
        "supervisor": event.supervisor,
        "scope": event.scope,
        "since": event.since.isoformat(),
        "until": event.until.isoformat(),
        "document": event.document,
    }
    return replace(
        row,
        town=event.town,
        supervisor=event.supervisor,
        until=event.until,
        designations=[*row.designations, designation],
    )


@SupervisedIssues.on(issues.IssueAssigned)
def assigned(row: SupervisedIssues, event: issues.IssueAssigned) -> SupervisedIssues | None:
    return replace(row, handler=event.handler) if row.town else None


@SupervisedIssues.on(*ENDS)
def ended(row: SupervisedIssues, event: Any) -> SupervisedIssues | None:
    """A matter that was never supervised does not come onto this ledger by ending."""
    return replace(row, ended=ENDS[type(event)]) if row.town else None
