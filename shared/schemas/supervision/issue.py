"""Issues 事项: matters that a town raises, or that raise themselves, until a visit closes them."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.attachment import Attachments
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    ClauseId,
    Count,
    CountyId,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.words import words

IssueKind = Annotated[Literal["problem", "request"], words("类别", problem="问题", request="请求")]


@event("supervision", clause="RZ-3.3.a", title="事项提出")
class IssueRaised:
    """A matter stands on the ledger; the `cause_…` fields say what it raised itself from.

    `clause` is the sentence of the policy that the matter is about.
    """

    issue: Identifier
    town: TownId
    county: CountyId
    kind: IssueKind
    title: Name
    description: Text
    clause: str
    raised_on: date
    cause: Identifier | None = None
    cause_service: Identifier | None = None
    cause_stream: str | None = None
    cause_key: str | None = None
    assign_working_days: int = titled("交办时限（工作日）", 0)
    attachments: Attachments = titled("附件", ())


@event("supervision", clause="RZ-3.3.b", title="事项交办")
class IssueAssigned:
    """`copied` are the organisations told besides the handler; `co_handlers` 会办 help it.

    From `assigned_on` on there are so many working days to plan, and for each principal to reply;
    0: no limit, as before there were any.
    """

    issue: Identifier
    town: TownId
    handler: OrganisationId = titled("承办单位")
    copied: tuple[OrganisationId, ...] = titled("抄送单位", ())
    co_handlers: tuple[OrganisationId, ...] = titled("会办单位", ())
    assigned_on: date | None = None
    plan_working_days: int = titled("方案时限（工作日）", 0)
    reply_working_days: int = titled("主要负责人答复时限（工作日）", 0)


@event("supervision", clause="RZ-3.3.c", title="事项销号")
class IssueResolved:
    issue: Identifier
    town: TownId
    resolved_on: date
    cause: Identifier | None = None
    cause_service: Identifier | None = None
    cause_stream: str | None = None
    cause_key: str | None = None
    handler: OrganisationId | None = None


@event("supervision", clause="RZ-3.3.c", title="事项重办")
class IssueReopened:
    """`times` counts the reopenings; the handler plans anew within its working days."""

    issue: Identifier
    town: TownId
    times: Count
    reason: Reason
    handler: OrganisationId | None = None
    reopened_on: date | None = None


@event("supervision", clause="RZ-3.3.b", title="事项办理逾期")
class IssueOverdue:
    issue: Identifier
    town: TownId
    handler: OrganisationId
    round: Count
    due_on: date


IssueStepKind = Annotated[
    Literal["assignment", "plan", "visit", "reply"],
    words("环节", assignment="交办", plan="方案", visit="回访", reply="主要负责人答复"),
]


@event("supervision", clause="RZ-3.3.b", title="办理环节超期")
class IssueStepOverdue:
    """What should have been done by `due_on`, and who has not done it."""

    issue: Identifier
    town: TownId
    step: IssueStepKind
    organisation: OrganisationId
    due_on: date


@command_data
class RaiseIssue:
    """`clause`: what the matter is about; without it, the sentence on raising matters itself."""

    issue: Identifier
    town: TownId
    kind: IssueKind
    title: Name
    description: Text
    clause: ClauseId | None = None
    attachments: Attachments = titled("照片、附件", ())


@command_data
class RaiseIssueFromCause:
    """Without a town the matter is its county's, or the whole city's: a pilot town stands for it."""

    issue: Identifier
    title: Name
    description: Text
    clause: str
    handler: OrganisationId
    cause: Identifier
    cause_service: Identifier
    cause_stream: str
    cause_key: str | None = None
    town: TownId | None = None
    county: CountyId | None = None
    co_handlers: tuple[OrganisationId, ...] = titled("会办单位", ())


@command_data
class AssignIssue:
    issue: Identifier
    handler: OrganisationId = titled("承办单位")
    co_handlers: tuple[OrganisationId, ...] = titled("会办单位", ())


@command_data
class ProposePlan:
    issue: Identifier
    measures: Text = titled("办理措施")
    due_on: date = titled("办理时限")


@event("supervision", clause="RZ-3.3.b", title="办理方案提出")
class PlanProposed(ProposePlan):
    """What the handler will do, by when; `round` counts from 1 and grows with each new plan.

    The light turns yellow when `yellow_working_days` are left; 0: it does not.
    """

    town: TownId
    round: Count
    handler: OrganisationId
    planned_on: date
    yellow_working_days: int = titled("黄灯提前工作日", 0)


@command_data
class ReportProgress:
    issue: Identifier
    progress: Text = titled("进展")


@event("supervision", clause="RZ-3.3.b", title="办理进展")
class ProgressReported(ReportProgress):
    town: TownId
    organisation: OrganisationId | None = None


@command_data
class RequestClosure:
    issue: Identifier
    result: Text = titled("办理结果")


@event("supervision", clause="RZ-3.3.b", title="申请销号")
class ClosureRequested(RequestClosure):
    """The assistance group has so many working days to visit; 0: no limit."""

    town: TownId
    round: Count
    requested_on: date | None = None
    visit_working_days: int = titled("回访时限（工作日）", 0)


@command_data
class RecordFollowUpVisit:
    issue: Identifier
    visitor_unit: OrganisationId = titled("回访人所在单位")
    done: Flag = titled("是否办结")
    effective: Flag = titled("是否见效")
    evidence: Text = titled("核实依据")
    attachments: Attachments = titled("附件", ())


@event("supervision", clause="RZ-3.3.c", title="回访记录")
class FollowUpVisited(RecordFollowUpVisit):
    """What the assistance group found: is it done, and does it work."""

    town: TownId
    round: Count
    visited_on: date


@command_data
class WithdrawIssue:
    issue: Identifier
    reason: Reason


@event("supervision", clause="RZ-3.3.a", title="事项撤回")
class IssueWithdrawn(WithdrawIssue):
    town: TownId


Event = (
    IssueRaised | IssueAssigned | IssueResolved | IssueReopened | IssueOverdue | IssueStepOverdue
    | PlanProposed | ProgressReported | ClosureRequested | FollowUpVisited | IssueWithdrawn
)  # fmt: skip
