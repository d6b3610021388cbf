"""督办台账: the matters that are reminded of, escalated or under a designated supervisor (RZ-3.3.e)."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.supervision.domain.issue.state import ISSUE
from shared.kernel.views.row import Row, column, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.supervision.issue import (
    IssueAssigned,
    IssueResolved,
    IssueWithdrawn,
)
from shared.schemas.supervision.issue_course import IssueConcluded, IssueMerged
from shared.schemas.supervision.issue_supervision import (
    HandlerReminded,
    IssueEscalated,
    SupervisorDesignated,
    Trigger,
)
from shared.schemas.supervision.stages import MatterEnd

ENDS: dict[type[Any], MatterEnd] = {
    IssueResolved: "resolved",
    IssueConcluded: "concluded",
    IssueWithdrawn: "withdrawn",
    IssueMerged: "merged",
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
    trigger: Trigger = column("升级事由")
    reason: str = column("升级理由")
    supervisor: OrganisationId = column("指定督查单位")
    until: date | None = column("指定督查至")
    ended: MatterEnd = column("办结方式")
    designations: list[dict[str, Any]] = column("历次指定督查", factory=list)


@SupervisedIssues.on(HandlerReminded)
def reminded(row: SupervisedIssues, event: HandlerReminded) -> SupervisedIssues:
    return replace(
        row,
        town=event.town,
        handler=event.handler,
        reminders=event.times,
        reminded_on=event.reminded_on,
    )


@SupervisedIssues.on(IssueEscalated)
def escalated(row: SupervisedIssues, event: IssueEscalated) -> SupervisedIssues:
    return replace(
        row,
        town=event.town,
        handler=event.handler,
        escalated_on=event.escalated_on,
        escalated_to=event.to,
        trigger=event.trigger,
        reason=event.reason,
    )


@SupervisedIssues.on(SupervisorDesignated)
def designated(row: SupervisedIssues, event: SupervisorDesignated) -> SupervisedIssues:
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


@SupervisedIssues.on(IssueAssigned)
def assigned(row: SupervisedIssues, event: IssueAssigned) -> SupervisedIssues | None:
    return replace(row, handler=event.handler) if row.town else None


@SupervisedIssues.on(*ENDS)
def ended(row: SupervisedIssues, event: Any) -> SupervisedIssues | None:
    """A matter that was never supervised does not come onto this ledger by ending."""
    return replace(row, ended=ENDS[type(event)]) if row.town else None
