"""What a town keeps of its quota's proceeds is handed over in time, or the county's finance
department is late; an offer that nobody answers lapses (RZ-2.3.h)."""

from collections.abc import Iterable

from services.land.domain.organisations import COUNTY_FINANCE
from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.accounts import Booking
from services.land.domain.quota_ledger.holdings import Offer
from services.land.domain.quota_ledger.state import CLAUSE, QUOTA_LEDGER, QuotaLedger
from shared.kernel.aggregate import (
    COUNTY,
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    pick,
    refuse,
    require_flag,
)
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_handover as quota_handover


@QUOTA_LEDGER.deadlines
def deadlines(ledger: QuotaLedger) -> Iterable[Deadline]:
    """Each offer until the town answers it, each entry until all that stays is handed over."""
    for id, offer in ledger.offers.items():
        if not offer.answer:
            yield answer_limit(id, offer)
    for entry, booking in ledger.proceeds.bookings.items():
        limit = handover_limit(entry, booking)
        if limit and booking.owed_fen > 0 and not booking.late:
            yield limit


def answer_limit(id: str, offer: Offer) -> Deadline:
    return Deadline(id, offer.offered_on, offer.days, "working", CLAUSE)


def handover_limit(entry: str, booking: Booking) -> Deadline | None:
    """None for an entry that was stored before hand-overs were kept."""
    days = booking.booked.handover_calendar_days
    if days is None:
        return None
    return Deadline(_key(entry), booking.booked.booked_on, days, "calendar", CLAUSE)


@QUOTA_LEDGER.when_passed(clause=CLAUSE)
def time_is_over(ledger: QuotaLedger, passed: DeadlinePassed, context: Context) -> Events:
    offer = ledger.offers.get(passed.key)
    if offer is not None and not offer.answer:
        yield quota_ledger.QuotaOfferLapsed(
            town=ledger.town, offer=passed.key, due_on=passed.due_on
        )
    for entry, booking in ledger.proceeds.bookings.items():
        debtor = booking.booked.debtor
        if _key(entry) == passed.key and debtor and booking.owed_fen > 0 and not booking.late:
            yield quota_handover.ProceedsHandoverOverdue(
                town=ledger.town, county=ledger.county, entry=entry, key=passed.key,
                organisation=debtor, amount_fen=booking.owed_fen, due_on=passed.due_on,
            )  # fmt: skip


def _require_owed(ledger: QuotaLedger, cmd: quota_handover.HandOverProceeds, _: Context) -> None:
    owed = require_booking(ledger, cmd.entry).owed_fen
    if cmd.amount_fen > owed:
        refuse(rules.HANDED_OVER_WITHIN_RETAINED, entry=cmd.entry, owed_fen=owed)


@QUOTA_LEDGER.command(
    title="划转指标收益",
    clause=CLAUSE,
    by=[COUNTY, COUNTY_FINANCE],
    picks=[pick("entry", _require_owed, {"amount_fen": 1})],
)
def hand_over_proceeds(
    ledger: QuotaLedger, cmd: quota_handover.HandOverProceeds, context: Context
) -> Events:
    """By the county's finance department, for which its government may act."""
    _require_owed(ledger, cmd, context)
    yield quota_handover.ProceedsHandedOver.of(
        cmd, organisation=context.actor.organisation, handed_over_on=context.today
    )


@QUOTA_LEDGER.command(title="解除指标收益超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_proceeds_flag(
    ledger: QuotaLedger, cmd: quota_handover.ClearProceedsFlag, context: Context
) -> Events:
    require_flag(ledger.proceeds.flags, cmd.key)
    yield quota_handover.ProceedsFlagCleared.of(cmd)


def require_booking(ledger: QuotaLedger, entry: str) -> Booking:
    bookings = ledger.proceeds.bookings
    if entry not in bookings:
        refuse(rules.ENTRY_IS_BOOKED, entries=", ".join(sorted(bookings)) or "—")
    return bookings[entry]


def _key(entry: str) -> str:
    """No offer's id has a point in it."""
    return f"proceeds.{entry}"
