"""What commands require of the green channel and of a permit on its way (RZ-2.1.b)."""

from services.projects.domain.green_channel.permit import STATUSES, Permit, Status
from services.projects.domain.green_channel.rules import (
    CASE_IS_TRANSMITTED,
    CHANNEL_IS_OPEN,
    DECIDED_BY_WHO_ACCEPTED,
    PERMIT_IS_LISTED,
    PERMIT_STATUS_ALLOWS,
)
from services.projects.domain.green_channel.state import GreenChannel
from shared.kernel.aggregate import Context, Rule, refuse


def require_open(channel: GreenChannel) -> None:
    """Refuse unless the channel is open."""
    if not channel.open:
        refuse(CHANNEL_IS_OPEN)


def require_permit(channel: GreenChannel, id: str, *needed: Status) -> Permit:
    """The permit, at one of these points of its way through an open channel."""
    require_open(channel)
    return _require_status(channel, id, *needed)


def _require_status(channel: GreenChannel, id: str, *needed: Status) -> Permit:
    permit = channel.permits.get(id)
    if permit is None:
        refuse(PERMIT_IS_LISTED, permit=id, listed=", ".join(sorted(channel.permits)))
    if permit.status not in needed:
        refuse(
            PERMIT_STATUS_ALLOWS,
            status=STATUSES[permit.status],
            status_en=permit.status,
            needed="、".join(STATUSES[status] for status in needed),
            needed_en=", ".join(needed),
        )
    return permit


def require_by(organisation: str, rule: Rule, context: Context) -> None:
    """Refuse, by a rule that names who was asked or who accepted, unless that one acts."""
    if context.actor.organisation != organisation:
        name = context.registry.name_of(organisation, context.today)
        refuse(rule, asked=name, asked_en=organisation, acceptor=name, acceptor_en=organisation)


def require_accepted(channel: GreenChannel, id: str, context: Context) -> Permit:
    """The permit, accepted and not yet decided; the actor accepted it, or decides it."""
    permit = require_permit(channel, id, "accepted")
    if context.actor.organisation != permit.decider:
        require_by(permit.organisation, DECIDED_BY_WHO_ACCEPTED, context)
    return permit


def require_decides(permit: Permit, context: Context) -> None:
    """Refuse unless the actor decides an accepted permit, and has it in hand."""
    require_by(permit.decider, DECIDED_BY_WHO_ACCEPTED, context)
    if permit.awaits_transmission:
        town = context.registry.name_of(permit.organisation, context.today)
        refuse(CASE_IS_TRANSMITTED, town=town, town_en=permit.organisation)


def require_under_way(channel: GreenChannel, id: str, context: Context) -> Permit:
    """The permit, accepted and not yet decided, in the hand of the actor, who decides it."""
    permit = require_permit(channel, id, "accepted")
    require_decides(permit, context)
    return permit


def require_granted(channel: GreenChannel, id: str, context: Context) -> Permit:
    """The permit, granted by the actor; also after the channel closed."""
    permit = _require_status(channel, id, "granted")
    require_by(permit.organisation, DECIDED_BY_WHO_ACCEPTED, context)
    return permit


def require_answerable(channel: GreenChannel, id: str, context: Context) -> Permit:
    """The permit, granted by the actor, or by a town under a power that the actor passed down
    (行政许可法§69: who decided, or who stands above it)."""
    permit = _require_status(channel, id, "granted")
    if context.actor.organisation != permit.organ:
        require_by(permit.organisation, DECIDED_BY_WHO_ACCEPTED, context)
    return permit
