"""What supervision does when something is late in the talent service."""

from collections.abc import Iterable

from services.supervision.domain.cause import late_cause, late_issue
from services.supervision.reactions.late import raise_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.supervision import issue as issues
from shared.schemas.talent import engagement as engagements
from shared.schemas.talent import first_secretary as secretaries
from shared.schemas.talent import introduced_talent as talents
from shared.schemas.talent import post_demand as demands
from shared.schemas.talent import recruitment_plan as plans
from shared.schemas.talent import secondment as secondments
from shared.schemas.talent import strength as strengths
from shared.schemas.talent import upward_loan as loans


@reaction(strengths.OverStrengthOverdue)
def over_strength_raises_an_issue(
    event: strengths.OverStrengthOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's staffing office, which was to digest it, handles the issue."""
    yield raise_issue(
        event, meta, ("over-strength", event.town, event.posts),
        title="超编逾期未消化",
        description=f"超编 {event.over} 名应于 {event.due_on} 前消化。",
        handler=event.organisation, key=f"over-strength-{event.posts}",
    )  # fmt: skip


@reaction(loans.LoanOverdue)
def overdue_loan_raises_an_issue(event: loans.LoanOverdue, meta: EventMeta) -> Iterable[object]:
    """RZ-3.3.a: the department that borrowed handles the issue."""
    yield raise_issue(
        event, meta, ("upward-loan", event.loan),
        title=f"借调逾期未还：{event.loan}",
        description=f"借调 {event.loan} 应于 {event.due_on} 前返回。",
        handler=event.organisation, key="return",
    )  # fmt: skip


@reaction(secondments.SecondeeOverdue)
def unanswered_request_raises_an_issue(
    event: secondments.SecondeeOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's organization department handles the issue."""
    yield raise_issue(
        event, meta, ("secondee", event.secondment),
        title=f"挂职需求逾期未答复：{event.secondment}",
        description=f"挂职需求 {event.secondment} 应于 {event.due_on} 前答复。",
        handler=event.organisation, key="answer",
    )  # fmt: skip


@reaction(secondments.SecondmentDue)
def passed_secondment_raises_an_issue(
    event: secondments.SecondmentDue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: who decided on the secondment sees to its end."""
    yield raise_issue(
        event, meta, ("secondment", event.secondment),
        title=f"挂职期满未处理：{event.secondment}",
        description=f"挂职 {event.secondment} 已于 {event.due_on} 期满，尚未返回、延期或留任。",
        handler=event.organisation, key="end",
    )  # fmt: skip


@reaction(secretaries.RotationOverdue)
def late_rotation_raises_an_issue(
    event: secretaries.RotationOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: who sent the first secretary sees to who follows."""
    yield raise_issue(
        event, meta, ("first-secretary", event.village),
        title=f"第一书记期满未轮换：{event.village}",
        description=f"{event.village} 的第一书记已于 {event.due_on} 任期届满，尚未轮换。",
        handler=event.organisation, key="rotate",
    )  # fmt: skip


@reaction(demands.PostDemandOverdue)
def unanswered_demand_raises_an_issue(
    event: demands.PostDemandOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's department of human resources handles the issue."""
    yield raise_issue(
        event, meta, ("post-demand", event.demand),
        title=f"用人需求逾期未答复：{event.demand}",
        description=f"用人需求 {event.demand} 应于 {event.due_on} 前答复。",
        handler=event.organisation, key="answer",
    )  # fmt: skip


@reaction(plans.PostUseOverdue)
def unapproved_post_use_raises_an_issue(
    event: plans.PostUseOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's staffing office handles the issue, which is the county's own."""
    what = ("post-use", event.plan)
    yield issues.RaiseIssueFromCause(
        issue=late_issue(*what, due_on=event.due_on),
        title=f"用编申请逾期未核准：{event.plan}",
        description=f"用编申请 {event.plan} 应于 {event.due_on} 前核准。",
        clause=meta.clause,
        handler=event.organisation,
        cause=late_cause(*what),
        cause_service=meta.source,
        cause_stream=meta.stream,
        cause_key="approval",
        county=event.county,
    )


@reaction(talents.TalentVerificationOverdue)
def late_verification_raises_an_issue(
    event: talents.TalentVerificationOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's department of human resources handles the issue."""
    yield raise_issue(
        event, meta, ("talent", event.talent),
        title=f"引进人才逾期未核实：{event.talent}",
        description=f"引进人才 {event.talent} 应于 {event.due_on} 前核实。",
        handler=event.organisation, key="verify",
    )  # fmt: skip


@reaction(engagements.ExpertDrawOverdue)
def late_draw_raises_an_issue(
    event: engagements.ExpertDrawOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the expert secretary handles the issue."""
    yield raise_issue(
        event, meta, ("experts", event.engagement),
        title=f"专家逾期未抽取：{event.engagement}",
        description=f"{event.engagement} 应于 {event.due_on} 前抽取专家。",
        handler=event.organisation, key="draw",
    )  # fmt: skip


@reaction(engagements.ExpertOpinionOverdue)
def late_opinion_raises_an_issue(
    event: engagements.ExpertOpinionOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the expert secretary handles the issue."""
    yield raise_issue(
        event, meta, ("opinion", event.engagement),
        title=f"专家意见逾期：{event.engagement}",
        description=f"{event.engagement} 尚缺 {event.missing} 份意见，应于 {event.due_on} 前提出。",
        handler=event.organisation, key="opinions",
    )  # fmt: skip


@reaction(engagements.OpinionAnswerOverdue)
def unanswered_opinion_raises_an_issue(
    event: engagements.OpinionAnswerOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: who asked for the opinion answers it."""
    yield raise_issue(
        event, meta, ("opinion-answer", event.engagement, event.expert),
        title=f"专家意见逾期未答复：{event.engagement}",
        description=f"专家 {event.expert} 的意见应于 {event.due_on} 前答复。",
        handler=event.organisation, key=f"answer-{event.expert}",
    )  # fmt: skip
