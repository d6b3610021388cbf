"""Money of a town's quota: what was booked of its price, handed over, and spent. Amounts in fen."""

from dataclasses import dataclass
from typing import assert_never

from immutables import Map

from shared.schemas.copying import replace
from shared.schemas.land import quota_ledger_handover as quota_handover
from shared.schemas.land import quota_ledger_proceeds as quota_proceeds
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction

ProceedsEvent = (
    quota_proceeds.Event
    | quota_handover.Event
    | proceeds_correction.ProceedsCorrected
    | proceeds_correction.ProceedsHandoverCorrected
    | proceeds_correction.SpendingCorrected
)


@dataclass(frozen=True, slots=True)
class Booking:
    """`booked` as it was first; the figures as they stand. `late` stays a fact."""

    booked: quota_proceeds.ProceedsBooked
    received_fen: int
    released_fen: int
    retained_fen: int
    handed_over_fen: int = 0
    late: bool = False

    @property
    def owed_fen(self) -> int:
        return self.retained_fen - self.handed_over_fen


@dataclass(frozen=True, slots=True)
class Proceeds:
    """Bookings and spendings by their entries; `flags` are the keys of warnings that stand."""

    bookings: Map[str, Booking] = Map()
    spendings: Map[str, quota_proceeds.ProceedsSpent] = Map()
    flags: frozenset[str] = frozenset()

    @property
    def retained_fen(self) -> int:
        return sum(booking.retained_fen for booking in self.bookings.values())

    @property
    def handed_over_fen(self) -> int:
        return sum(booking.handed_over_fen for booking in self.bookings.values())

    @property
    def owed_fen(self) -> int:
        return self.retained_fen - self.handed_over_fen

    @property
    def spent_fen(self) -> int:
        return sum(spent.amount_fen for spent in self.spendings.values())

    @property
    def unspent_fen(self) -> int:
        """What the town has in hand."""
        return self.handed_over_fen - self.spent_fen

    def booked_fen(self, transfer: str) -> int:
        """What was received of a transfer's price."""
        of = (b for b in self.bookings.values() if b.booked.transfer == transfer)
        return sum(booking.received_fen for booking in of)


def evolve_proceeds(proceeds: Proceeds, event: ProceedsEvent) -> Proceeds:
    """What was booked before hand-overs were told of was the town's at once."""
    match event:
        case quota_proceeds.ProceedsBooked(entry=entry):
            at_once = event.retained_fen if event.debtor is None else 0
            figures = event.received_fen, event.released_fen, event.retained_fen
            booking = Booking(event, *figures, handed_over_fen=at_once)
            return replace(proceeds, bookings=proceeds.bookings.set(entry, booking))
        case proceeds_correction.ProceedsCorrected(entry=entry, corrected=now):
            booking = replace(
                proceeds.bookings[entry],
                received_fen=now.received_fen,
                released_fen=now.released_fen,
                retained_fen=now.retained_fen,
                handed_over_fen=now.handed_over_fen,
            )
            return replace(proceeds, bookings=proceeds.bookings.set(entry, booking))
        case quota_handover.ProceedsHandedOver(entry=entry):
            before = proceeds.bookings[entry].handed_over_fen
            return _hand_over(proceeds, entry, before + event.amount_fen)
        case proceeds_correction.ProceedsHandoverCorrected(entry=entry):
            return _hand_over(proceeds, entry, event.amount_fen)
        case quota_handover.ProceedsHandoverOverdue(entry=entry, key=key):
            late = replace(proceeds.bookings[entry], late=True)
            bookings = proceeds.bookings.set(entry, late)
            return replace(proceeds, bookings=bookings, flags=proceeds.flags | {key})
        case quota_handover.ProceedsFlagCleared(key=key):
            return replace(proceeds, flags=proceeds.flags - {key})
        case quota_proceeds.ProceedsSpent(spending=id):
            return replace(proceeds, spendings=proceeds.spendings.set(id, event))
        case proceeds_correction.SpendingCorrected(spending=id):
            right = replace(
                proceeds.spendings[id], amount_fen=event.amount_fen, purpose=event.purpose
            )
            return replace(proceeds, spendings=proceeds.spendings.set(id, right))
    assert_never(event)


def _hand_over(proceeds: Proceeds, entry: str, fen: int) -> Proceeds:
    booking = replace(proceeds.bookings[entry], handed_over_fen=fen)
    return replace(proceeds, bookings=proceeds.bookings.set(entry, booking))
