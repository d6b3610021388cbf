"""A permit on its way through the green channel, and how each event changes it (RZ-2.1.b)."""

from datetime import date
from typing import Literal, assert_never

import msgspec

from shared.schemas.copying import replace
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_acceptance as permit_acceptance
from shared.schemas.projects import green_channel_clock as permit_clock
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.projects import green_channel_transmission as transmission

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


PermitEvent = (
    green_channel.PermitRequested
    | green_channel.PermitOverdue
    | green_channel.PermitFlagCleared
    | green_channel.DeliveryFlagCleared
    | permit_acceptance.Event
    | permit_clock.Event
    | permit_decisions.Event
    | transmission.Event
)


class Permit(msgspec.Struct, frozen=True):
    """One permit on its way; a new request starts it afresh, but for the flags.

    `organisation` was asked for it, then accepted it; `late` since this acceptance; `flagged`,
    `delivery_flagged` and `transmission_flagged` until resolved. Days are working days,
    `limit_days` with the extension. `under` is the power by which a town was asked, or accepted;
    where it only accepts, the case is to be passed on from `transmit_from` on.
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
    under: green_channel.UnderPower | None = None
    transmit_from: date | None = None
    transmission_days: int = 0
    transmitted: bool = False
    transmission_late: bool = False
    transmission_flagged: bool = False

    @property
    def awaits_transmission(self) -> bool:
        """Accepted by a town that does not decide, and not passed on yet."""
        return self.status == "accepted" and self.transmit_from is not None and not self.transmitted

    @property
    def decider(self) -> str:
        """Who decides: who accepted, or the organ for which a town only accepted."""
        if self.under is not None and self.under.form == "accept":
            return self.under.organ
        return self.organisation

    @property
    def organ(self) -> str | None:
        """The county department whose power a town exercises that decides by itself."""
        if self.under is None or self.under.form == "accept":
            return None
        return self.under.organ


def change(permit: Permit, event: PermitEvent) -> Permit:
    """The permit after an event."""
    match event:
        case green_channel.PermitRequested(
            organisation=by, requested_on=day, notice_working_days=days
        ):
            return Permit(
                status="requested", organisation=by, requested_on=day, notice_days=days,
                notified=permit.status == "deficient", flagged=permit.flagged,
                delivery_flagged=permit.delivery_flagged,
                transmission_flagged=permit.transmission_flagged, under=event.under,
            )  # fmt: skip
        case permit_acceptance.DeficiencyNotified():
            return replace(permit, status="deficient", notified=True)
        case permit_acceptance.PermitAccepted(organisation=by, accepted_on=day) as taken:
            return replace(
                permit, status="accepted", organisation=by, accepted_on=day, joint=taken.joint,
                limit_days=taken.green_channel_working_days,
                gaps=taken.gaps, fill_by=taken.fill_by, deemed=taken.deemed, under=taken.under,
                transmit_from=taken.transmission_from,
                transmission_days=taken.transmission_working_days or 0, transmitted=False,
                transmission_late=False,
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
                under=event.under,
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
        case transmission.CaseTransmitted():
            return replace(permit, transmitted=True)
        case transmission.TransmissionOverdue():
            return replace(permit, transmission_late=True, transmission_flagged=True)
        case transmission.TransmissionFlagCleared():
            return replace(permit, transmission_flagged=False)
        case green_channel.PermitOverdue():
            return replace(permit, late=True, flagged=True)
        case green_channel.PermitFlagCleared():
            return replace(permit, flagged=False)
    assert_never(event)
