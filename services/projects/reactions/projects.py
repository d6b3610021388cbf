"""What follows in this service from its own events."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.projects.green_channel import CloseGreenChannel, OpenGreenChannel
from shared.schemas.projects.project import ProjectAdmitted, ProjectExited


@reaction(ProjectAdmitted)
def green_channel_opens(event: ProjectAdmitted, _: EventMeta) -> Iterable[object]:
    """RZ-2.1.b: an admitted project gets its green channel."""
    yield OpenGreenChannel(event.project, town=event.town, county=event.county, kind=event.kind)


@reaction(ProjectExited)
def green_channel_closes(event: ProjectExited, _: EventMeta) -> Iterable[object]:
    """RZ-2.1.a: leaving the library closes the green channel."""
    yield CloseGreenChannel(event.project, reason=event.reason)
