"""What supervision does when something happens in the projects service."""

from collections.abc import Iterable

from services.supervision.reactions.late import raise_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.projects import green_channel_transmission as transmission


@reaction(green_channel.PermitOverdue)
def late_permit_raises_an_issue(
    event: green_channel.PermitOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: whoever is late with the permit handles the issue; for a town the county department
    whose power it exercises, which answers for its support and its supervision."""
    yield raise_issue(
        event, meta, (event.permit, event.project),
        title=f"许可超期：{event.permit}",
        description=f"项目 {event.project} 的许可 {event.permit} 应于 {event.due_on} 前作出决定。",
        handler=event.organ or event.organisation, key=event.permit,
    )  # fmt: skip


@reaction(permit_decisions.PermitDeliveryOverdue)
def late_delivery_raises_an_issue(
    event: permit_decisions.PermitDeliveryOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: whoever granted the permit delivers it. Its key tells it from the permit's own."""
    yield raise_issue(
        event, meta, ("delivery", event.permit, event.project),
        title=f"许可送达超期：{event.permit}",
        description=f"项目 {event.project} 的许可 {event.permit} 应于 {event.due_on} 前送达。",
        handler=event.organ or event.organisation, key=f"{event.permit}:delivery",
    )  # fmt: skip


@reaction(transmission.TransmissionOverdue)
def late_transmission_raises_an_issue(
    event: transmission.TransmissionOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county department that awaits the case fetches it, and guides the town."""
    yield raise_issue(
        event, meta, ("transmission", event.permit, event.project),
        title=f"许可申请转报超期：{event.permit}",
        description=f"镇受理的项目 {event.project} 许可 {event.permit} 的申请应于 {event.due_on} "
        "前转报。",
        handler=event.organ, key=f"{event.permit}:transmission",
    )  # fmt: skip
