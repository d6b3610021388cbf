"""事项台账: every matter, where it stands, who handles it, by when."""

from dataclasses import replace
from datetime import date

from shared.schemas.supervision.issue import (
    ClosureRequested,
    IssueAssigned,
    IssueOverdue,
    IssueRaised,
    IssueReopened,
    IssueResolved,
    IssueWithdrawn,
    PlanProposed,
    ProgressReported,
)
from shared.views.definition import column, view


@view("issue-ledger", title="事项台账", key="issue", version=1, town_column="town")
class IssueLedger:
    issue: str = column("事项")
    town: str = column("镇")
    county: str = column("区县")
    kind: str = column("类别")
    title: str = column("标题")
    clause: str = column("条款")
    cause: str | None = column("事由")
    handler: str = column("承办单位")
    step: str = column("环节")
    raised_on: date | None = column("提出日期")
    due_on: date | None = column("办理时限")
    overdue: bool = column("逾期")
    reopened: int = column("重办次数")
    progress: str = column("最新进展")
    resolved_on: date | None = column("销号日期")
    copied: list[str] = column("抄送单位", factory=list)


@IssueLedger.on(IssueRaised)
def raised(row: IssueLedger, event: IssueRaised) -> IssueLedger:
    return replace(
        row,
        town=event.town,
        county=event.county,
        kind=event.kind,
        title=event.title,
        clause=event.clause,
        cause=event.cause,
        step="提出",
        raised_on=event.raised_on,
    )


@IssueLedger.on(IssueAssigned)
def assigned(row: IssueLedger, event: IssueAssigned) -> IssueLedger:
    return replace(row, step="交办", handler=event.handler, copied=list(event.copied))


@IssueLedger.on(PlanProposed)
def planned(row: IssueLedger, event: PlanProposed) -> IssueLedger:
    return replace(row, step="方案", due_on=event.due_on, overdue=False)


@IssueLedger.on(ProgressReported)
def progressed(row: IssueLedger, event: ProgressReported) -> IssueLedger:
    return replace(row, step="办理", progress=event.progress)


@IssueLedger.on(ClosureRequested)
def closure_requested(row: IssueLedger, event: ClosureRequested) -> IssueLedger:
    return replace(row, step="申请销号")


@IssueLedger.on(IssueOverdue)
def overdue(row: IssueLedger, event: IssueOverdue) -> IssueLedger:
    return replace(row, overdue=True)


@IssueLedger.on(IssueReopened)
def reopened(row: IssueLedger, event: IssueReopened) -> IssueLedger:
    return replace(row, step="重办", reopened=event.times)


@IssueLedger.on(IssueResolved)
def resolved(row: IssueLedger, event: IssueResolved) -> IssueLedger:
    return replace(row, step="销号", resolved_on=event.resolved_on)


@IssueLedger.on(IssueWithdrawn)
def withdrawn(row: IssueLedger, event: IssueWithdrawn) -> IssueLedger:
    return replace(row, step="撤回")
