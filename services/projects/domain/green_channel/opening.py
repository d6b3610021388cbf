"""A green channel opens with the admission of its project, and closes with its end (RZ-2.1.b)."""

from services.projects.domain.green_channel.permit import DECIDED
from services.projects.domain.green_channel.requirements import require_open
from services.projects.domain.green_channel.rules import (
    CLAUSE,
)
from services.projects.domain.green_channel.state import GREEN_CHANNEL, GreenChannel
from shared.kernel.aggregate import SYSTEM, Context, Events
from shared.schemas.projects import green_channel


@GREEN_CHANNEL.command(title="开通绿色通道", clause=CLAUSE, by=[SYSTEM], creates=True)
def open_green_channel(
    _: GreenChannel, cmd: green_channel.OpenGreenChannel, context: Context
) -> Events:
    permits = tuple(context.parameter("projects.permits_required")[cmd.kind])
    return [green_channel.GreenChannelOpened.of(cmd, permits=permits, opened_on=context.today)]


@GREEN_CHANNEL.command(title="关闭绿色通道", clause=CLAUSE, by=[SYSTEM])
def close_green_channel(
    channel: GreenChannel, cmd: green_channel.CloseGreenChannel, _: Context
) -> Events:
    require_open(channel)
    undecided = tuple(
        id for id, permit in sorted(channel.permits.items()) if permit.status not in DECIDED
    )
    return [green_channel.GreenChannelClosed.of(cmd, town=channel.town, permits=undecided)]
