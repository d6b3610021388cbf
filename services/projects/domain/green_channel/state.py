"""绿色通道 (RZ-2.1.b): the permits of an admitted project, and how each event changes them.

What commands require of a permit on its way stands here as well.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from immutables import Map

from services.projects.domain.green_channel.rules import (
    ANSWERED_BY_WHO_WAS_ASKED,
    CHANNEL_IS_OPEN,
    DECIDED_BY_WHO_ACCEPTED,
    PERMIT_IS_LISTED,
    PERMIT_STATUS_ALLOWS,
)
from shared.kernel.aggregate import Aggregate, Context, refuse, to_city, to_town
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_acceptance as permit_acceptance
from shared.schemas.projects import green_channel_clock as permit_clock
from shared.schemas.projects import green_channel_decisions as permit_decisions

Status = Literal[
    "required",
    "requested",
    "deficient",
    "declined",
    "withdrawn",
    "accepted",
    "granted",
    "refused",
    "lapsed",
    "revoked",
]

STATUSES: dict[Status, str] = {
    "required": "待申请",
    "requested": "待受理",
    "deficient": "待补正",
    "declined": "不予受理",
    "withdrawn": "已撤回申请",
    "accepted": "办理中",
    "granted": "已准予",
    "refused": "不予许可",
    "lapsed": "受理失效",
    "revoked": "已撤销",
}
DECIDED = ("granted", "refused", "revoked")

GreenChannelEvent = (
    green_channel.GreenChannelOpened
    | green_channel.GreenChannelClosed
    | green_channel.PermitRequested
    | permit_acceptance.DeficiencyNotified
    | permit_acceptance.AcceptanceDeclined
    | permit_acceptance.PermitRequestWithdrawn
    | permit_acceptance.PermitAccepted
    | permit_acceptance.GapFilled
    | permit_acceptance.AcceptanceLapsed
    | permit_clock.ClockPaused
    | permit_clock.ClockResumed
    | permit_clock.PermitExtended
    | permit_decisions.PermitGranted
    | permit_decisions.CommitmentVerified
    | permit_decisions.CommitmentBreached
    | permit_decisions.PermitRefused
    | permit_decisions.PermitRevoked
    | permit_decisions.PermitDelivered
    | permit_decisions.PermitDeliveryOverdue
    | green_channel.DeliveryFlagCleared
    | green_channel.PermitOverdue
    | green_channel.PermitFlagCleared
)


@dataclass(frozen=True)
class Permit:
    """One permit on its way; a new request starts it afresh, but for the flags.

    `organisation` was asked for it, then accepted it; `late` since this acceptance; `flagged` and
    `delivery_flagged` until resolved. Days are working days, `limit_days` with the extension.
    """

    status: Status = "required"
    organisation: str = ""
    requested_on: date = date.min
    notice_days: int = 0
    notified: bool = False
    deemed: bool = False
    accepted_on: date = date.min
    limit_days: int = 0
    joint: bool = False
    gaps: tuple[str, ...] = ()
    fill_by: date | None = None
    paused_on: date | None = None
    stopped: tuple[tuple[date, date], ...] = ()
    extended: bool = False
    late: bool = False
    flagged: bool = False
    decided_on: date = date.min
    delivery_days: int = 0
    delivered: bool = False
    delivery_late: bool = False
    delivery_flagged: bool = False
    commitment: Literal["none", "given", "verified", "breached"] = "none"


@dataclass(frozen=True)
class GreenChannel:
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
    permit = _changed(channel.permits[event.permit], event)
    return replace(channel, permits=channel.permits.set(event.permit, permit))


def _changed(permit: Permit, event: GreenChannelEvent) -> Permit:
    match event:
        case green_channel.PermitRequested(
            organisation=by, requested_on=day, notice_working_days=days
        ):
            return Permit(
                status="requested", organisation=by, requested_on=day, notice_days=days,
                notified=permit.status == "deficient", flagged=permit.flagged,
                delivery_flagged=permit.delivery_flagged,
            )  # fmt: skip
        case permit_acceptance.DeficiencyNotified():
            return replace(permit, status="deficient", notified=True)
        case permit_acceptance.PermitAccepted(organisation=by, accepted_on=day) as taken:
            return replace(
                permit, status="accepted", organisation=by, accepted_on=day, joint=taken.joint,
                limit_days=taken.green_channel_working_days,
                gaps=taken.gaps, fill_by=taken.fill_by, deemed=taken.deemed,
            )  # fmt: skip
        case permit_acceptance.GapFilled(gap=gap):
            return replace(permit, gaps=tuple(open for open in permit.gaps if open != gap))
        case permit_acceptance.AcceptanceLapsed():
            return replace(permit, status="lapsed")
        case permit_acceptance.AcceptanceDeclined():
            return replace(permit, status="declined")
        case permit_acceptance.PermitRequestWithdrawn():
            return replace(permit, status="withdrawn")
        case permit_clock.ClockPaused(paused_on=day):
            return replace(permit, paused_on=day)
        case permit_clock.ClockResumed(paused_on=since, resumed_on=day):
            return replace(permit, paused_on=None, stopped=(*permit.stopped, (since, day)))
        case permit_clock.PermitExtended(working_days=days):
            return replace(permit, limit_days=permit.limit_days + days, extended=True)
        case permit_decisions.PermitGranted(
            decided_on=day, delivery_working_days=days, commitment=promise
        ):
            return replace(
                permit, status="granted", decided_on=day, delivery_days=days,
                organisation=event.organisation, commitment="given" if promise else "none",
            )  # fmt: skip
        case permit_decisions.CommitmentVerified():
            return replace(permit, commitment="verified")
        case permit_decisions.CommitmentBreached():
            return replace(permit, commitment="breached")
        case permit_decisions.PermitRefused():
            return replace(permit, status="refused")
        case permit_decisions.PermitRevoked():
            return replace(permit, status="revoked")
        case permit_decisions.PermitDelivered():
            return replace(permit, delivered=True)
        case permit_decisions.PermitDeliveryOverdue():
            return replace(permit, delivery_late=True, delivery_flagged=True)
        case green_channel.DeliveryFlagCleared():
            return replace(permit, delivery_flagged=False)
        case green_channel.PermitOverdue():
            return replace(permit, late=True, flagged=True)
        case green_channel.PermitFlagCleared():
            return replace(permit, flagged=False)
    return permit


def require_open(channel: GreenChannel) -> None:
    """Refuse unless the channel is open."""
    if not channel.open:
        refuse(CHANNEL_IS_OPEN)


def require_permit(channel: GreenChannel, id: str, *needed: Status) -> Permit:
    """The permit, at one of these points of its way through an open channel."""
    require_open(channel)
    return _at(channel, id, *needed)


def _at(channel: GreenChannel, id: str, *needed: Status) -> Permit:
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
    permit = _at(channel, id, "granted")
    require_own(permit, context)
    return permit
