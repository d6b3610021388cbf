"""转报: a town that only accepts passes the case on, within a day, to who decides (RZ-2.6.c)."""

from services.projects.domain.green_channel.requirements import require_by, require_permit
from services.projects.domain.green_channel.rules import (
    DECIDED_BY_WHO_ACCEPTED,
    TRANSMITTED_ONCE,
)
from services.projects.domain.green_channel.state import GREEN_CHANNEL, GreenChannel
from shared.kernel.aggregate import FLAG_STANDS, SYSTEM, TOWN, Context, Events, refuse
from shared.schemas.projects import green_channel_transmission as transmission

CLAUSE = transmission.CLAUSE


@GREEN_CHANNEL.command(title="转报许可申请", clause=CLAUSE, by=[TOWN])
def transmit_case(
    channel: GreenChannel, cmd: transmission.TransmitCase, context: Context
) -> Events:
    """Also of a case that it accepted before its power went back."""
    permit = require_permit(channel, cmd.permit, "accepted")
    require_by(permit.organisation, DECIDED_BY_WHO_ACCEPTED, context)
    if not permit.awaits_transmission or permit.under is None:
        refuse(TRANSMITTED_ONCE)
    yield transmission.CaseTransmitted.of(
        cmd, town=channel.town, organisation=permit.organisation, decider=permit.under.organ,
        transmitted_on=context.today,
    )  # fmt: skip


@GREEN_CHANNEL.command(title="解除转报预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_transmission_flag(
    channel: GreenChannel, cmd: transmission.ClearTransmissionFlag, _: Context
) -> Events:
    permit = channel.permits.get(cmd.permit)
    if permit is None or not permit.transmission_flagged:
        refuse(FLAG_STANDS, key=cmd.permit)
    yield transmission.TransmissionFlagCleared.of(cmd, town=channel.town)
