"""Issue 事项 (`issue-<issue>`), RZ-3.3: from a town's lips, or a cause, to a visited end.

提出→交办→方案→办理→申请销号→回访→销号 or 重办; also 挂账, 解释答复, 撤回, 合并.
"""

from dataclasses import dataclass
from datetime import date

from services.supervision.domain.issue.step import Limits, Step
from services.supervision.domain.issue.watch import Watch, WatchEvent, watch_on
from shared.kernel.aggregate import (
    Aggregate,
    to_county,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a conclusion needs besides the legal basis: a visit, and the town's view."""

    given: issue_course.MatterExplained
    visited_on: date | None = None
    view: issue_course.TownViewGiven | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter. `round` counts its plans; `handlers` are all who ever handled it, `copied`
    all who were told of it.

    `runs_from` is the day on which the present due date was set; `warned`, `overdue` and
    `review_due` say which of its limits have passed.
    """

    town: str = ""
    county: str = ""
    step: Step = Step.NEW
    raised: issues.IssueRaised | None = None
    handler: str = ""
    co_handlers: tuple[str, ...] = ()
    handlers: frozenset[str] = frozenset()
    copied: frozenset[str] = frozenset()
    round: int = 0
    plan: issues.PlanProposed | None = None
    runs_from: date = date.min
    due_on: date = date.min
    warned: bool = False
    overdue: bool = False
    reopened: int = 0
    suspended: issue_course.IssueSuspended | None = None
    review_due: bool = False
    explanation: Explanation | None = None
    watch: Watch = Watch()
    limits: Limits = Limits()

    @property
    def cause(self) -> str:
        return (self.raised and self.raised.cause) or ""

    @property
    def parties(self) -> frozenset[str]:
        """Who has or had it in hand, has a copy, or was designated to watch over it."""
        watching = (designated.supervisor for designated in self.watch.designated)
        return self.handlers | self.copied | {*watching}

    @property
    def suspensions(self) -> int:
        return self.suspended.times if self.suspended else 0


IssueEvent = issues.Event | issue_course.Event | issue_supervision.Event

ISSUE = Aggregate(
    "issue",
    Issue(),
    key="issue",
    title="事项",
    sight=[to_town(), to_county(), to_named("RZ-3.3.b", "RZ-3.3.e"), to_party("parties")],
)


@ISSUE.evolve
def evolve(issue: Issue, event: IssueEvent) -> Issue:
    match event:
        case issues.IssueRaised(town=town, county=county):
            limits = Limits(assign=event.assign_working_days).begin(event.raised_on)
            return replace(
                issue, town=town, county=county, step=Step.RAISED, raised=event, limits=limits
            )
        case issues.IssueAssigned(handler=handler, co_handlers=helpers):
            handlers = issue.handlers | {handler, *helpers}
            return replace(
                issue,
                step=Step.ASSIGNED,
                handler=handler,
                co_handlers=helpers,
                handlers=handlers,
                copied=issue.copied | {*event.copied},
                limits=_assign(issue.limits, event),
            )
        case issues.PlanProposed(round=round):
            planned = _set_due(issue, event.planned_on, event.due_on)
            return replace(planned, step=Step.PLANNED, plan=event, round=round)
        case issues.ProgressReported():
            return replace(issue, step=Step.HANDLING)
        case issues.ClosureRequested():
            limits = replace(issue.limits, visit=event.visit_working_days)
            limits = limits.begin(event.requested_on)
            return replace(issue, step=Step.CLOSURE_REQUESTED, limits=limits)
        case issues.IssueStepOverdue():
            return _pass_step(issue, event)
        case issue_supervision.IssueDueSoon():
            return replace(issue, warned=True)
        case issues.IssueOverdue():
            return replace(issue, overdue=True)
        case issues.IssueReopened(times=times):
            limits = issue.limits.begin(event.reopened_on)
            return replace(issue, step=Step.REOPENED, reopened=times, limits=limits)
        case issues.IssueResolved():
            return replace(issue, step=Step.RESOLVED)
        case issues.IssueWithdrawn():
            return replace(issue, step=Step.WITHDRAWN)
        case issues.FollowUpVisited():
            return issue  # what was found; that it is resolved or reopened is told beside it
    return _take_other_course(issue, event)


def _take_other_course(issue: Issue, event: issue_course.Event | WatchEvent) -> Issue:
    match event:
        case issue_course.IssueMerged():
            return replace(issue, step=Step.MERGED)
        case issue_course.AssignmentReturned():
            limits = replace(issue.limits.begin(event.returned_on), assigned_on=None)
            return replace(issue, step=Step.RAISED, handler="", co_handlers=(), limits=limits)
        case issue_course.DeadlineExtended():
            return _set_due(issue, event.extended_on, event.due_on)
        case issue_course.IssueSuspended():
            return replace(issue, step=Step.SUSPENDED, suspended=event, review_due=False)
        case issue_course.SuspensionReviewDue():
            return replace(issue, review_due=True)
        case issue_course.IssueResumed():
            step = Step.ASSIGNED if issue.handler else Step.RAISED
            return replace(issue, step=step, limits=issue.limits.begin(event.resumed_on))
        case issue_course.MatterExplained():
            limits = replace(issue.limits, visit=event.visit_working_days)
            limits = limits.begin(event.explained_on)
            return replace(
                issue, step=Step.EXPLAINED, explanation=Explanation(event), limits=limits
            )
        case issue_course.ExplanationVisited():
            return replace(issue, explanation=_visit(issue.explanation, event))
        case issue_course.TownViewGiven():
            heard = issue.explanation and replace(issue.explanation, view=event)
            return replace(issue, explanation=heard)
        case issue_course.IssueConcluded():
            return replace(issue, step=Step.CONCLUDED)
        case issue_course.IssueAbsorbed():
            return issue  # learns of the other, whose own stream ends
    return replace(issue, watch=watch_on(issue.watch, event))


def _visit(
    explanation: Explanation | None, event: issue_course.ExplanationVisited
) -> Explanation | None:
    """Only a visit that finds it right counts."""
    if explanation is None or not event.holds:
        return explanation
    return replace(explanation, visited_on=event.visited_on)


def _assign(limits: Limits, event: issues.IssueAssigned) -> Limits:
    """Whoever is named has the whole time, to plan and to reply."""
    return replace(
        limits.begin(event.assigned_on),
        plan=event.plan_working_days,
        reply=event.reply_working_days,
        assigned_on=event.assigned_on,
        passed=frozenset(),
    )


def _pass_step(issue: Issue, event: issues.IssueStepOverdue) -> Issue:
    key = f"reply-{event.organisation}" if event.step == "reply" else event.step
    return replace(issue, limits=replace(issue.limits, passed=issue.limits.passed | {key}))


def _set_due(issue: Issue, set_on: date, due_on: date) -> Issue:
    return replace(issue, runs_from=set_on, due_on=due_on, warned=False, overdue=False)
