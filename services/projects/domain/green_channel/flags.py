"""Flags of late permits and late deliveries fall when supervision resolved what they raised."""

from services.projects.domain.green_channel.state import GREEN_CHANNEL, GreenChannel
from shared.kernel.aggregate import FLAG_STANDS, SYSTEM, Context, Events, refuse
from shared.schemas.projects import green_channel

CLAUSE = "RZ-3.3.c"


@GREEN_CHANNEL.command(title="解除许可预警", clause=CLAUSE, by=[SYSTEM])
def clear_permit_flag(
    channel: GreenChannel, cmd: green_channel.ClearPermitFlag, _: Context
) -> Events:
    permit = channel.permits.get(cmd.permit)
    if permit is None or not permit.flagged:
        refuse(FLAG_STANDS, key=cmd.permit)
    return [green_channel.PermitFlagCleared.of(cmd, town=channel.town)]


@GREEN_CHANNEL.command(title="解除送达预警", clause=CLAUSE, by=[SYSTEM])
def clear_delivery_flag(
    channel: GreenChannel, cmd: green_channel.ClearDeliveryFlag, _: Context
) -> Events:
    permit = channel.permits.get(cmd.permit)
    if permit is None or not permit.delivery_flagged:
        refuse(FLAG_STANDS, key=cmd.permit)
    return [green_channel.DeliveryFlagCleared.of(cmd, town=channel.town)]
