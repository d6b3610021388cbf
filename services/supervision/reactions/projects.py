"""What supervision does when something happens in the projects service."""

from collections.abc import Iterable

from services.supervision.domain.cause import late_cause, late_issue, permit_cause, permit_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.supervision import issue as issues


@reaction(green_channel.PermitOverdue)
def late_permit_raises_an_issue(
    event: green_channel.PermitOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: whoever is late with the permit handles the issue."""
    yield issues.RaiseIssueFromCause(
        issue=permit_issue(event.project, event.permit, event.due_on),
        title=f"许可超期：{event.permit}",
        description=f"项目 {event.project} 的许可 {event.permit} 应于 {event.due_on} 前作出决定。",
        clause=meta.clause,
        handler=event.organisation,
        cause=permit_cause(event.project, event.permit),
        cause_service=meta.source,
        cause_stream=meta.stream,
        cause_key=event.permit,
        town=event.town,
    )


@reaction(permit_decisions.PermitDeliveryOverdue)
def late_delivery_raises_an_issue(
    event: permit_decisions.PermitDeliveryOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: whoever granted the permit delivers it. Its key tells it from the permit's own."""
    what = ("delivery", event.permit, event.project)
    yield issues.RaiseIssueFromCause(
        issue=late_issue(*what, due_on=event.due_on),
        title=f"许可送达超期：{event.permit}",
        description=f"项目 {event.project} 的许可 {event.permit} 应于 {event.due_on} 前送达。",
        clause=meta.clause,
        handler=event.organisation,
        cause=late_cause(*what),
        cause_service=meta.source,
        cause_stream=meta.stream,
        cause_key=f"{event.permit}:delivery",
        town=event.town,
    )
