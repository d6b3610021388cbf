"""What supervision found about matters that this service raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.projects.domain.green_channel.state import GREEN_CHANNEL
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_transmission as transmission
from shared.schemas.supervision import issue as issues


@reaction(issues.IssueResolved)
def permit_flag_clears(event: issues.IssueResolved, _: EventMeta) -> Iterable[object]:
    """The cause names the channel's stream and, as its key, the permit, or its delivery or
    transmission."""
    if event.cause_service != "projects" or not event.cause_stream or not event.cause_key:
        return
    permit, _colon, awaited = event.cause_key.partition(":")
    channel, issue = GREEN_CHANNEL.id_of(event.cause_stream), event.issue
    match awaited:
        case "delivery":
            yield green_channel.ClearDeliveryFlag(channel, permit=permit, issue=issue)
        case "transmission":
            yield transmission.ClearTransmissionFlag(channel, permit=permit, issue=issue)
        case _:
            yield green_channel.ClearPermitFlag(channel, permit=permit, issue=issue)
