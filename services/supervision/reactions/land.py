"""What supervision does when something happens in the land service."""

from collections.abc import Iterable

from services.supervision.domain.cause import reserve_cause, reserve_issue
from services.supervision.reactions.late import raise_issue, yuan
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.land import key_project, land_request, reserve_book
from shared.schemas.land import quota_ledger_handover as quota_handover
from shared.schemas.supervision import issue as issues


@reaction(reserve_book.ReserveBreached)
def short_reserve_raises_an_issue(
    event: reserve_book.ReserveBreached, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county that reserves too little handles the issue."""
    yield issues.RaiseIssueFromCause(
        issue=reserve_issue(event.county, meta.effective_at),
        title=f"预留规模低于 {event.required_percent}%",
        description=(
            f"建设用地规模 {event.scale} 平方米，预留 {event.reserved} 平方米，"
            f"低于 {event.required_percent}%。"
        ),
        clause=meta.clause,
        handler=event.county,
        cause=reserve_cause(event.county),
        cause_service=meta.source,
        cause_stream=meta.stream,
        county=event.county,
    )


@reaction(key_project.LandCoordinationOverdue)
def late_land_raises_an_issue(
    event: key_project.LandCoordinationOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the city's department handles the issue together with the county."""
    yield raise_issue(
        event, meta, ("land-coordination", event.project),
        title=f"重点项目用地统筹超期：{event.project}",
        description=f"市级重点项目 {event.project} 的用地应于 {event.due_on} 前由市、区县共同解决。",
        handler=event.organisation, key="land-coordination", county=event.county,
        co_handlers=(event.county,),
    )  # fmt: skip


@reaction(quota_handover.ProceedsHandoverOverdue)
def late_proceeds_raise_an_issue(
    event: quota_handover.ProceedsHandoverOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's finance department, to whose treasury they came, handles the issue."""
    yield raise_issue(
        event, meta, ("proceeds", event.entry, event.town),
        title=f"指标收益划转超期：{event.entry}",
        description=f"入账 {event.entry} 应留镇的 {yuan(event.amount_fen)} 元"
        f"未在 {event.due_on} 前划转。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(land_request.LandDecisionOverdue)
def late_decision_raises_an_issue(
    event: land_request.LandDecisionOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's land department, which was to decide, handles the issue."""
    yield raise_issue(
        event, meta, ("land-decision", event.request),
        title=f"用地申请办理超期：{event.request}",
        description=f"项目 {event.project} 的用地申请 {event.request} 未在 {event.due_on} 前办理。",
        handler=event.organisation, key="decision", county=event.county,
    )  # fmt: skip
