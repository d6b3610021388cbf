"""What commands require of the green channel and of a permit on its way (RZ-2.1.b)."""

from services.projects.domain.green_channel.permit import STATUSES, Permit, Status
from services.projects.domain.green_channel.rules import (
    ANSWERED_BY_WHO_WAS_ASKED,
    CHANNEL_IS_OPEN,
    DECIDED_BY_WHO_ACCEPTED,
    PERMIT_IS_LISTED,
    PERMIT_STATUS_ALLOWS,
)
from services.projects.domain.green_channel.state import GreenChannel
from shared.kernel.aggregate import Context, refuse


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


def require_asked(permit: Permit, context: Context) -> None:
    """Refuse unless the actor was asked for the permit."""
    if context.actor.organisation != permit.organisation:
        asked = context.registry.name_of(permit.organisation, context.today)
        refuse(ANSWERED_BY_WHO_WAS_ASKED, asked=asked, asked_en=permit.organisation)


def require_own(permit: Permit, context: Context) -> None:
    """Refuse unless the actor accepted (or granted) the permit; cases stay where they are."""
    if context.actor.organisation != permit.organisation:
        acceptor = context.registry.name_of(permit.organisation, context.today)
        refuse(DECIDED_BY_WHO_ACCEPTED, acceptor=acceptor, acceptor_en=permit.organisation)


def require_under_way(channel: GreenChannel, id: str, context: Context) -> Permit:
    """The permit, accepted by the actor and not yet decided, in an open channel."""
    permit = require_permit(channel, id, "accepted")
    require_own(permit, context)
    return permit


def require_granted(channel: GreenChannel, id: str, context: Context) -> Permit:
    """The permit, granted by the actor; also after the channel closed."""
    permit = _require_status(channel, id, "granted")
    require_own(permit, context)
    return permit
