"""What supervision does when a demand is not answered, or a guarantee is late, in credit (RZ-2.4).

Whoever guides or guarantees handles the issue; a bank never does.
"""

from collections.abc import Iterable

from services.supervision.reactions.late import raise_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit import guarantee as guarantees

STEPS = {"push": "推送", "contact": "对接", "decision": "答复"}
GUARANTEE_STEPS = {"accept": "受理", "decide": "审批", "review": "复审"}


@reaction(answers.DemandUnanswered)
def unanswered_demand_raises_an_issue(
    event: answers.DemandUnanswered, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: local-finance coordinates; whether to lend stays the institution's decision."""
    step = STEPS[event.stage]
    yield raise_issue(
        event, meta, (event.key, event.demand),
        title=f"融资需求逾期未{step}：{event.demand}",
        description=f"融资需求 {event.demand} 未在 {event.due_on} 前{step}"
        f"（机构 {event.institution or '—'}），请协调答复。",
        handler=event.organisation, key=event.key,
    )  # fmt: skip


@reaction(guarantees.GuaranteeOverdue)
def late_guarantee_raises_an_issue(
    event: guarantees.GuaranteeOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the guarantee company's centre handles the issue."""
    step = GUARANTEE_STEPS[event.step]
    yield raise_issue(
        event, meta, (event.key, event.guarantee),
        title=f"担保{step}超期：{event.guarantee}",
        description=f"担保申请 {event.guarantee} 未在 {event.due_on} 前{step}。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip
