"""A sale of quota set right or cancelled, and the money of it (RZ-2.3.h). Amounts in fen."""

from services.land.domain.organisations import COUNTY_FINANCE, COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.handover import require_booking
from services.land.domain.quota_ledger.holdings import Transfer
from services.land.domain.quota_ledger.proceeds import (
    BOOKS,
    divide_proceeds,
    require_in_hand,
    require_price_left,
    require_purpose,
)
from services.land.domain.quota_ledger.state import CLAUSE, QUOTA_LEDGER, QuotaLedger
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, pick, refuse
from shared.schemas.copying import replace
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction


def _require_standing(
    ledger: QuotaLedger, cmd: proceeds_correction.CorrectTransferPrice, _: Context
) -> Transfer:
    return _require_transfer(ledger, cmd.transfer)


@QUOTA_LEDGER.command(
    title="更正流转价款",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    picks=[pick("transfer", _require_standing)],
)
def correct_transfer_price(
    ledger: QuotaLedger, cmd: proceeds_correction.CorrectTransferPrice, context: Context
) -> Events:
    sold, booked = _require_standing(ledger, cmd, context), ledger.proceeds.booked_fen(cmd.transfer)
    if cmd.price_fen < booked:
        refuse(rules.PRICE_COVERS_BOOKED, transfer=cmd.transfer, booked_fen=booked)
    if cmd.price_fen != sold.price_fen:
        yield proceeds_correction.TransferPriceCorrected.of(
            cmd, previous_fen=sold.price_fen, corrected_by=context.actor.organisation,
            corrected_on=context.today,
        )  # fmt: skip


def _require_unpaid(
    ledger: QuotaLedger, cmd: proceeds_correction.CancelTransfer, _: Context
) -> Transfer:
    sold, booked = _require_transfer(ledger, cmd.transfer), ledger.proceeds.booked_fen(cmd.transfer)
    if booked:
        refuse(rules.PRICE_IS_GIVEN_BACK, transfer=cmd.transfer, booked_fen=booked)
    return sold


@QUOTA_LEDGER.command(
    title="解除指标流转",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    picks=[pick("transfer", _require_unpaid)],
)
def cancel_transfer(
    ledger: QuotaLedger, cmd: proceeds_correction.CancelTransfer, context: Context
) -> Events:
    """The receiver withdrew, or the contract was ended: the quota is the lot's again.

    What was received of its price has been given back before.
    """
    sold = _require_unpaid(ledger, cmd, context)
    yield proceeds_correction.QuotaTransferCancelled.of(
        cmd, lot=sold.lot, area=sold.area, cancelled_by=context.actor.organisation,
        cancelled_on=context.today,
    )  # fmt: skip


@QUOTA_LEDGER.command(title="更正收益入账", clause=CLAUSE, by=BOOKS)
def correct_proceeds(
    ledger: QuotaLedger, cmd: proceeds_correction.CorrectProceeds, context: Context
) -> Events:
    """Under the mode in which it was booked; never below what the town was handed.

    What the town had at once goes with it, of what it has not spent.
    """
    booking = require_booking(ledger, cmd.entry)
    booked, handed_over = booking.booked, booking.handed_over_fen
    sold = require_price_left(ledger, booked.transfer, cmd.received_fen, booking.received_fen)
    now = divide_proceeds(
        sold, cmd.received_fen, cmd.released_fen, cmd.consent, booked.mode,
        handed_over_fen=handed_over,
    )  # fmt: skip
    if booked.debtor is None:
        now = replace(now, handed_over_fen=now.retained_fen)
        require_in_hand(ledger, handed_over - now.handed_over_fen)
    if now.retained_fen < now.handed_over_fen:
        refuse(rules.RETAINED_COVERS_HANDED_OVER, entry=cmd.entry, handed_over_fen=handed_over)
    before = proceeds_correction.ProceedsFigures(
        received_fen=booking.received_fen,
        investor_fen=booking.received_fen - booking.released_fen - booking.retained_fen,
        released_fen=booking.released_fen,
        retained_fen=booking.retained_fen,
        handed_over_fen=handed_over,
    )
    if now != before:
        yield proceeds_correction.ProceedsCorrected(
            town=cmd.town, entry=cmd.entry, transfer=booked.transfer, previous=before,
            corrected=now, consent=cmd.consent, reason=cmd.reason,
            corrected_by=context.actor.organisation, corrected_on=context.today,
            document=cmd.document,
        )  # fmt: skip


@QUOTA_LEDGER.command(title="更正收益划转", clause=CLAUSE, by=[COUNTY, COUNTY_FINANCE])
def correct_proceeds_handover(
    ledger: QuotaLedger, cmd: proceeds_correction.CorrectProceedsHandover, context: Context
) -> Events:
    """Entered wrongly, or given back by the town, of what it has not spent."""
    booking = require_booking(ledger, cmd.entry)
    before = booking.handed_over_fen
    if cmd.amount_fen > booking.retained_fen:
        owed = booking.owed_fen
        refuse(rules.HANDED_OVER_WITHIN_RETAINED, entry=cmd.entry, owed_fen=owed)
    require_in_hand(ledger, before - cmd.amount_fen)
    if cmd.amount_fen != before:
        yield proceeds_correction.ProceedsHandoverCorrected.of(
            cmd, previous_fen=before, corrected_by=context.actor.organisation,
            corrected_on=context.today,
        )  # fmt: skip


@QUOTA_LEDGER.command(title="更正收益支出", clause=CLAUSE, by=[TOWN])
def correct_spending(
    ledger: QuotaLedger, cmd: proceeds_correction.CorrectSpending, context: Context
) -> Events:
    spent = ledger.proceeds.spendings.get(cmd.spending)
    if spent is None:
        known = ", ".join(sorted(ledger.proceeds.spendings)) or "—"
        refuse(rules.SPENDING_ON_RECORD, spendings=known)
    require_purpose(cmd.purpose, context)
    require_in_hand(ledger, cmd.amount_fen - spent.amount_fen)
    if (cmd.amount_fen, cmd.purpose) != (spent.amount_fen, spent.purpose):
        yield proceeds_correction.SpendingCorrected.of(
            cmd, previous_fen=spent.amount_fen, previous_purpose=spent.purpose,
            corrected_on=context.today,
        )  # fmt: skip


def _require_transfer(ledger: QuotaLedger, id: str) -> Transfer:
    sold = ledger.transfers.get(id)
    if sold is None or sold.cancelled:
        standing = sorted(id for id, sold in ledger.transfers.items() if not sold.cancelled)
        refuse(rules.TRANSFER_STANDS, transfers=", ".join(standing) or "—")
    return sold
