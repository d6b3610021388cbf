"""What supervision does when something is late in the empowerment service (RZ-2.6)."""

from collections.abc import Iterable

from services.supervision.domain.cause import late_cause, late_issue
from services.supervision.reactions.late import raise_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.empowerment import power_list as powers
from shared.schemas.supervision import issue as issues

LIST_STEPS: dict[powers.ListStep, str] = {
    "legality": "合法性审核",
    "publication": "公布",
    "filing": "报市备案",
}
"""A town's silence is no objection, so its opinion raises nothing."""
DELEGATION_STEPS: dict[delegations.DelegationStep, str] = {
    "handover": "交接",
    "withdrawal-answer": "答复镇的收回申请",
    "evaluation": "运行评估",
}
REFORM_STEPS: dict[reforms.ReformStep, str] = {
    "legality": "合法性审核",
    "report": "半年报告",
    "evaluation": "终期评估",
}


@reaction(powers.PowerListStepOverdue)
def late_list_raises_an_issue(
    event: powers.PowerListStepOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's office that is late handles the issue."""
    if event.step not in LIST_STEPS:
        return
    what = (f"list-{event.step}", event.county)
    yield issues.RaiseIssueFromCause(
        issue=late_issue(*what, due_on=event.due_on),
        title=f"赋权事项清单{LIST_STEPS[event.step]}超期",
        description=f"第 {event.edition} 版清单应于 {event.due_on} 前{LIST_STEPS[event.step]}。",
        clause=meta.clause,
        handler=event.organisation,
        cause=late_cause(*what),
        cause_service=meta.source,
        cause_stream=meta.stream,
        cause_key=event.step,
        county=event.county,
    )


@reaction(delegations.DelegationStepOverdue)
def late_delegation_raises_an_issue(
    event: delegations.DelegationStepOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county department whose power it is handles the issue."""
    step = DELEGATION_STEPS[event.step]
    yield raise_issue(
        event, meta, (event.step, event.delegation),
        title=f"下放事权{step}超期：{event.delegation}",
        description=f"下放 {event.delegation} 应于 {event.due_on} 前{step}。",
        handler=event.organisation, key=event.step,
    )  # fmt: skip


@reaction(running.SupportOverdue)
def late_support_raises_an_issue(
    event: running.SupportOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: whoever promised training, staff or money with a power handles the issue."""
    yield raise_issue(
        event, meta, ("support", event.support, event.delegation),
        title=f"下放事权保障逾期未落实：{event.delegation}",
        description=f"下放 {event.delegation} 的保障 {event.support} 应于 {event.due_on} 前落实。",
        handler=event.organisation, key=f"support:{event.support}",
    )  # fmt: skip


@reaction(reforms.ReformStepOverdue)
def late_reform_raises_an_issue(
    event: reforms.ReformStepOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: who is late handles the issue; for the town its county, which is responsible."""
    step = REFORM_STEPS[event.step]
    yield raise_issue(
        event, meta, ("reform", event.step, event.reform),
        title=f"改革试点{step}超期：{event.reform}",
        description=f"改革 {event.reform} 应于 {event.due_on} 前完成{step}，逾期单位："
        f"{event.organisation}。",
        handler=event.county if event.organisation == event.town else event.organisation,
        key=event.step,
    )  # fmt: skip
