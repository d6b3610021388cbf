"""绿色通道 (RZ-2.1.b): the permits of an admitted project, by what each event makes of them."""

import msgspec
from immutables import Map

from services.projects.domain.green_channel.permit import Permit, change
from shared.kernel.aggregate import Aggregate, to_city, to_town
from shared.schemas.copying import replace
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_acceptance as permit_acceptance
from shared.schemas.projects import green_channel_clock as permit_clock
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.projects import green_channel_transmission as transmission

GreenChannelEvent = (
    green_channel.Event
    | permit_acceptance.Event
    | permit_clock.Event
    | permit_decisions.Event
    | transmission.Event
)


class GreenChannel(msgspec.Struct, frozen=True):
    """The permits by their id within the channel, such as `planning-permit`."""

    town: str = ""
    county: str = ""
    open: bool = False
    permits: Map[str, Permit] = Map()


GREEN_CHANNEL = Aggregate(
    "green-channel",
    GreenChannel(),
    key="project",
    title="绿色通道",
    sight=[to_town(), to_city()],
)


@GREEN_CHANNEL.evolve
def evolve(channel: GreenChannel, event: GreenChannelEvent) -> GreenChannel:
    match event:
        case green_channel.GreenChannelOpened(town=town, county=county, permits=permits):
            return GreenChannel(town, county, True, Map({permit: Permit() for permit in permits}))
        case green_channel.GreenChannelClosed():
            return replace(channel, open=False)
    permit = change(channel.permits[event.permit], event)
    return replace(channel, permits=channel.permits.set(event.permit, permit))
