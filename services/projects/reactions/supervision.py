"""What supervision found about matters that this service raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.projects.domain.green_channel import GREEN_CHANNEL
from shared.log.recorded import EventMeta
from shared.schemas.projects.green_channel import ClearPermitFlag
from shared.schemas.supervision.issue import IssueResolved
from shared.subscription.reaction import reaction


@reaction(IssueResolved)
def permit_flag_clears(event: IssueResolved, _: EventMeta) -> Iterable[object]:
    """An issue raised by a late permit names the channel's stream and, as its key, the permit."""
    stream, permit = event.cause_stream, event.cause_key
    if event.cause_service == "projects" and stream and permit:
        yield ClearPermitFlag(GREEN_CHANNEL.id_of(stream), permit, event.issue)
