"""事项台账: every matter, where it stands, who handles it, by when, and its light."""

from datetime import date
from typing import TypedDict

from services.supervision.domain.issue.state import ISSUE
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, IssueId, OrganisationId, TownId
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision
from shared.schemas.supervision.stages import Light, MatterStep


class LateStep(TypedDict):
    """Who had not done what by which day."""

    organisation: OrganisationId
    step: issues.IssueStepKind
    due_on: str


@view(
    "issue-ledger",
    title="事项台账",
    key="issue",
    version=5,
    of=ISSUE,
    carried={"parties": ("handler", "co_handlers", "copied")},
    copied="copied",
)
class IssueLedger(Row):
    issue: str = column("事项")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    kind: issues.IssueKind = column("类别")
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
    merged_into: IssueId = column("并入事项")
    co_handlers: list[OrganisationId] = column("会办单位", factory=list)
    copied: list[OrganisationId] = column("抄送单位", factory=list)
    late_steps: list[LateStep] = column("超期环节", factory=list)


LIGHTS = figure(
    "issue-lights", "在办事项灯色", of=IssueLedger, by=("handler", "light"),
    where={"light": ("green", "yellow", "red")}, clause="RZ-3.3.b",
)  # fmt: skip
STEPS = figure(
    "issue-steps", "各镇事项办理", of=IssueLedger, by=("town", "step"),
)  # fmt: skip
RAISED = figure(
    "issues-raised", "逐月提出事项", of=IssueLedger, by=("raised_on", "town"),
)  # fmt: skip
RESOLVED = figure(
    "issues-resolved", "逐月销号事项", of=IssueLedger, by=("resolved_on", "town"),
)  # fmt: skip

ISSUES = totals(
    "issues", "Matters by light and who handles them", of=IssueLedger, by=("light", "handler")
)


@IssueLedger.on(issues.IssueRaised)
def raised(row: IssueLedger, event: issues.IssueRaised) -> IssueLedger:
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


@IssueLedger.on(issues.IssueAssigned)
def assigned(row: IssueLedger, event: issues.IssueAssigned) -> IssueLedger:
    return replace(
        row,
        step="assigned",
        handler=event.handler,
        co_handlers=list(event.co_handlers),
        copied=list(event.copied),
        replied=row.replied and event.handler == row.handler,
    )


@IssueLedger.on(issue_course.AssignmentReturned)
def returned(row: IssueLedger, event: issue_course.AssignmentReturned) -> IssueLedger:
    return replace(row, step="raised", handler="", co_handlers=[], replied=False)


@IssueLedger.on(issues.PlanProposed)
def planned(row: IssueLedger, event: issues.PlanProposed) -> IssueLedger:
    return replace(row, step="planned", due_on=event.due_on, overdue=False, light="green")


@IssueLedger.on(issue_course.DeadlineExtended)
def extended(row: IssueLedger, event: issue_course.DeadlineExtended) -> IssueLedger:
    extended = row.extended + 1
    return replace(row, due_on=event.due_on, overdue=False, light="green", extended=extended)


@IssueLedger.on(issues.ProgressReported)
def progressed(row: IssueLedger, event: issues.ProgressReported) -> IssueLedger:
    return replace(row, step="handled", progress=event.progress)


@IssueLedger.on(issues.ClosureRequested)
def closure_requested(row: IssueLedger, event: issues.ClosureRequested) -> IssueLedger:
    return replace(row, step="closure-requested")


@IssueLedger.on(issue_supervision.IssueDueSoon)
def due_soon(row: IssueLedger, event: issue_supervision.IssueDueSoon) -> IssueLedger:
    return replace(row, light="yellow")


@IssueLedger.on(issues.IssueOverdue)
def overdue(row: IssueLedger, event: issues.IssueOverdue) -> IssueLedger:
    return replace(row, overdue=True, light="red")


@IssueLedger.on(issues.IssueReopened)
def reopened(row: IssueLedger, event: issues.IssueReopened) -> IssueLedger:
    return replace(row, step="reopened", reopened=event.times, light="")


@IssueLedger.on(issues.IssueResolved)
def resolved(row: IssueLedger, event: issues.IssueResolved) -> IssueLedger:
    return replace(row, step="resolved", resolved_on=event.resolved_on, light="")


@IssueLedger.on(issues.IssueWithdrawn)
def withdrawn(row: IssueLedger, event: issues.IssueWithdrawn) -> IssueLedger:
    return replace(row, step="withdrawn", light="")


@IssueLedger.on(issue_course.IssueMerged)
def merged(row: IssueLedger, event: issue_course.IssueMerged) -> IssueLedger:
    return replace(row, step="merged", merged_into=event.into, light="")


@IssueLedger.on(issue_course.IssueSuspended)
def suspended(row: IssueLedger, event: issue_course.IssueSuspended) -> IssueLedger:
    return replace(
        row,
        step="suspended",
        superior=event.superior,
        review_on=event.review_on,
        review_due=False,
        light="",
    )


@IssueLedger.on(issue_course.SuspensionReviewDue)
def review_due(row: IssueLedger, event: issue_course.SuspensionReviewDue) -> IssueLedger:
    return replace(row, review_due=True)


@IssueLedger.on(issue_course.IssueResumed)
def resumed(row: IssueLedger, event: issue_course.IssueResumed) -> IssueLedger:
    return replace(row, step="assigned" if row.handler else "raised", review_due=False)


@IssueLedger.on(issue_course.MatterExplained)
def explained(row: IssueLedger, event: issue_course.MatterExplained) -> IssueLedger:
    return replace(row, step="explained", review_due=False, light="")


@IssueLedger.on(issue_course.IssueConcluded)
def concluded(row: IssueLedger, event: issue_course.IssueConcluded) -> IssueLedger:
    return replace(row, step="concluded", concluded_on=event.concluded_on)


@IssueLedger.on(issue_supervision.IssueEscalated)
def escalated(row: IssueLedger, event: issue_supervision.IssueEscalated) -> IssueLedger:
    return replace(row, escalated=True)


@IssueLedger.on(issue_supervision.InstructionRecorded)
def instructed(row: IssueLedger, event: issue_supervision.InstructionRecorded) -> IssueLedger:
    return replace(row, instructions=event.number)


@IssueLedger.on(issue_supervision.PrincipalReplied)
def replied(row: IssueLedger, event: issue_supervision.PrincipalReplied) -> IssueLedger:
    return replace(row, replied=row.replied or event.department == row.handler)


@IssueLedger.on(issues.IssueStepOverdue)
def step_overdue(row: IssueLedger, event: issues.IssueStepOverdue) -> IssueLedger:
    """Who was late with what, and since when; it stays, whatever is done later."""
    late: LateStep = {
        "organisation": event.organisation,
        "step": event.step,
        "due_on": event.due_on.isoformat(),
    }
    return replace(row, late_steps=[*row.late_steps, late])
