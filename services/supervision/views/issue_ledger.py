"""事项台账: every matter, where it stands, who handles it, by when, and its light."""

from dataclasses import replace
from datetime import date

from services.supervision.domain.issue.state import ISSUE
from shared.kernel.views.row import Row, column, view
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.supervision.issue import (
    ClosureRequested,
    IssueAssigned,
    IssueKind,
    IssueOverdue,
    IssueRaised,
    IssueReopened,
    IssueResolved,
    IssueStepOverdue,
    IssueWithdrawn,
    PlanProposed,
    ProgressReported,
)
from shared.schemas.supervision.issue_course import (
    AssignmentReturned,
    DeadlineExtended,
    IssueConcluded,
    IssueMerged,
    IssueResumed,
    IssueSuspended,
    MatterExplained,
    SuspensionReviewDue,
)
from shared.schemas.supervision.issue_supervision import (
    InstructionRecorded,
    IssueDueSoon,
    IssueEscalated,
    PrincipalReplied,
)
from shared.schemas.supervision.stages import Light, MatterStep


@view(
    "issue-ledger",
    title="事项台账",
    key="issue",
    version=4,
    of=ISSUE,
    carried={"parties": ("handler", "co_handlers", "copied")},
)
class IssueLedger(Row):
    issue: str = column("事项")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    kind: IssueKind = column("类别")
    title: str = column("标题")
    clause: str = column("条款")
    cause: str | None = column("事由")
    handler: OrganisationId = column("承办单位")
    step: MatterStep = column("环节")
    light: Light = column("红黄绿灯")
    raised_on: date | None = column("提出日期")
    due_on: date | None = column("办理时限")
    overdue: bool = column("逾期")
    extended: int = column("延期次数")
    reopened: int = column("重办次数")
    escalated: bool = column("已升级督办")
    instructions: int = column("批示件数")
    replied: bool = column("主要负责人已答复")
    superior: str = column("挂账待决单位")
    review_on: date | None = column("挂账复查日期")
    review_due: bool = column("挂账复查到期")
    progress: str = column("最新进展")
    resolved_on: date | None = column("销号日期")
    concluded_on: date | None = column("解释答复日期")
    merged_into: str = column("并入事项")
    co_handlers: list[OrganisationId] = column("会办单位", factory=list)
    copied: list[OrganisationId] = column("抄送单位", factory=list)
    late_steps: list[str] = column("超期环节", factory=list)


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
        step="raised",
        raised_on=event.raised_on,
    )


@IssueLedger.on(IssueAssigned)
def assigned(row: IssueLedger, event: IssueAssigned) -> IssueLedger:
    return replace(
        row,
        step="assigned",
        handler=event.handler,
        co_handlers=list(event.co_handlers),
        copied=list(event.copied),
        replied=row.replied and event.handler == row.handler,
    )


@IssueLedger.on(AssignmentReturned)
def returned(row: IssueLedger, event: AssignmentReturned) -> IssueLedger:
    return replace(row, step="raised", handler="", co_handlers=[], replied=False)


@IssueLedger.on(PlanProposed)
def planned(row: IssueLedger, event: PlanProposed) -> IssueLedger:
    return replace(row, step="planned", due_on=event.due_on, overdue=False, light="green")


@IssueLedger.on(DeadlineExtended)
def extended(row: IssueLedger, event: DeadlineExtended) -> IssueLedger:
    extended = row.extended + 1
    return replace(row, due_on=event.due_on, overdue=False, light="green", extended=extended)


@IssueLedger.on(ProgressReported)
def progressed(row: IssueLedger, event: ProgressReported) -> IssueLedger:
    return replace(row, step="handled", progress=event.progress)


@IssueLedger.on(ClosureRequested)
def closure_requested(row: IssueLedger, event: ClosureRequested) -> IssueLedger:
    return replace(row, step="closure-requested")


@IssueLedger.on(IssueDueSoon)
def due_soon(row: IssueLedger, event: IssueDueSoon) -> IssueLedger:
    return replace(row, light="yellow")


@IssueLedger.on(IssueOverdue)
def overdue(row: IssueLedger, event: IssueOverdue) -> IssueLedger:
    return replace(row, overdue=True, light="red")


@IssueLedger.on(IssueReopened)
def reopened(row: IssueLedger, event: IssueReopened) -> IssueLedger:
    return replace(row, step="reopened", reopened=event.times, light="")


@IssueLedger.on(IssueResolved)
def resolved(row: IssueLedger, event: IssueResolved) -> IssueLedger:
    return replace(row, step="resolved", resolved_on=event.resolved_on, light="")


@IssueLedger.on(IssueWithdrawn)
def withdrawn(row: IssueLedger, event: IssueWithdrawn) -> IssueLedger:
    return replace(row, step="withdrawn", light="")


@IssueLedger.on(IssueMerged)
def merged(row: IssueLedger, event: IssueMerged) -> IssueLedger:
    return replace(row, step="merged", merged_into=event.into, light="")


@IssueLedger.on(IssueSuspended)
def suspended(row: IssueLedger, event: IssueSuspended) -> IssueLedger:
    return replace(
        row,
        step="suspended",
        superior=event.superior,
        review_on=event.review_on,
        review_due=False,
        light="",
    )


@IssueLedger.on(SuspensionReviewDue)
def review_due(row: IssueLedger, event: SuspensionReviewDue) -> IssueLedger:
    return replace(row, review_due=True)


@IssueLedger.on(IssueResumed)
def resumed(row: IssueLedger, event: IssueResumed) -> IssueLedger:
    return replace(row, step="assigned" if row.handler else "raised", review_due=False)


@IssueLedger.on(MatterExplained)
def explained(row: IssueLedger, event: MatterExplained) -> IssueLedger:
    return replace(row, step="explained", review_due=False, light="")


@IssueLedger.on(IssueConcluded)
def concluded(row: IssueLedger, event: IssueConcluded) -> IssueLedger:
    return replace(row, step="concluded", concluded_on=event.concluded_on)


@IssueLedger.on(IssueEscalated)
def escalated(row: IssueLedger, event: IssueEscalated) -> IssueLedger:
    return replace(row, escalated=True)


@IssueLedger.on(InstructionRecorded)
def instructed(row: IssueLedger, event: InstructionRecorded) -> IssueLedger:
    return replace(row, instructions=event.number)


@IssueLedger.on(PrincipalReplied)
def replied(row: IssueLedger, event: PrincipalReplied) -> IssueLedger:
    return replace(row, replied=row.replied or event.department == row.handler)


@IssueLedger.on(IssueStepOverdue)
def step_overdue(row: IssueLedger, event: IssueStepOverdue) -> IssueLedger:
    """Who was late with what, and since when; it stays, whatever is done later."""
    said = f"{event.organisation}:{event.step}:{event.due_on}"
    return replace(row, late_steps=[*row.late_steps, said])
