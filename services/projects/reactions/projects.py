"""What follows in this service from its own events."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.projects import green_channel
from shared.schemas.projects import project as projects


@reaction(projects.ProjectAdmitted)
def green_channel_opens(event: projects.ProjectAdmitted, _: EventMeta) -> Iterable[object]:
    """RZ-2.1.b: an admitted project gets its green channel."""
    yield green_channel.OpenGreenChannel(
        event.project, town=event.town, county=event.county, kind=event.kind
    )


@reaction(projects.ProjectExited)
def green_channel_closes(event: projects.ProjectExited, _: EventMeta) -> Iterable[object]:
    """RZ-2.1.a: leaving the library closes the green channel."""
    yield green_channel.CloseGreenChannel(event.project, reason=event.reason)
