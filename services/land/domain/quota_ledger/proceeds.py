"""Proceeds of quota: what the town keeps, and what it may be spent on (RZ-2.3.h). Money in fen."""

from services.land.domain.organisations import COUNTY_FINANCE, FINANCE, NATURAL_RESOURCES
from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.holdings import Transfer
from services.land.domain.quota_ledger.requirements import require_new_id
from services.land.domain.quota_ledger.state import CLAUSE, QUOTA_LEDGER, QuotaLedger
from shared.kernel.aggregate import TOWN, Context, Events, pick, refuse
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_proceeds as quota_proceeds
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction
from shared.schemas.words import say

BOOKS = [NATURAL_RESOURCES, FINANCE, COUNTY_FINANCE]
HANDOVER_DAYS = "land.proceeds_handover_calendar_days"


def _require_price_left(
    ledger: QuotaLedger, cmd: quota_proceeds.BookProceeds, _: Context
) -> Transfer:
    return require_price_left(ledger, cmd.transfer, cmd.received_fen)


@QUOTA_LEDGER.command(
    title="收益入账",
    clause=CLAUSE,
    by=BOOKS,
    picks=[pick("transfer", _require_price_left, {"received_fen": 1})],
)
def book_proceeds(
    ledger: QuotaLedger, cmd: quota_proceeds.BookProceeds, context: Context
) -> Events:
    """retained = received − the investor's share by contract − what the town lets go.

    The county's finance department, to whose treasury it came, owes the town the retained part.
    """
    _require_new_entry(cmd.entry, ledger)
    sold = _require_price_left(ledger, cmd, context)
    mode: quota_ledger.QuotaMode = context.parameter("land.proceeds_mode")[ledger.town]
    let_go = (cmd.released_fen, cmd.consent)
    figures = divide_proceeds(sold, cmd.received_fen, *let_go, mode)
    yield quota_proceeds.ProceedsBooked.of(
        cmd,
        investor_percent=sold.investor_percent,
        investor_fen=figures.investor_fen,
        retained_fen=figures.retained_fen,
        mode=mode,
        booked_on=context.today,
        debtor=f"{ledger.county}-finance",
        handover_calendar_days=context.parameter(HANDOVER_DAYS),
    )


@QUOTA_LEDGER.command(title="收益支出", clause=CLAUSE, by=[TOWN])
def spend_proceeds(
    ledger: QuotaLedger, cmd: quota_proceeds.SpendProceeds, context: Context
) -> Events:
    _require_new_entry(cmd.spending, ledger)
    require_purpose(cmd.purpose, context)
    require_in_hand(ledger, cmd.amount_fen)
    yield quota_proceeds.ProceedsSpent.of(cmd, spent_on=context.today)


def require_price_left(
    ledger: QuotaLedger, transfer: str, received_fen: int, booked_fen: int = 0
) -> Transfer:
    """A transfer of whose price no more was received than it is; `booked_fen` stood there before."""
    sold = ledger.transfers.get(transfer)
    available = 0
    if sold is not None and not sold.cancelled:
        available = sold.price_fen - ledger.proceeds.booked_fen(transfer) + booked_fen
    if sold is None or received_fen > available:
        refuse(rules.TRANSFER_ON_RECORD, transfer=transfer, available_fen=available)
    return sold


def divide_proceeds(
    sold: Transfer, received_fen: int, released_fen: int, consent: str | None,
    mode: quota_ledger.QuotaMode, *, handed_over_fen: int = 0,
) -> proceeds_correction.ProceedsFigures:  # fmt: skip
    """What becomes of money received of a transfer, of which `handed_over_fen` were handed over.

    Refused where the town lets go of more than the mode allows.
    """
    investor = received_fen * sold.investor_percent // 100
    town = received_fen - investor
    lets_go = mode == "first-refusal" and consent is not None and released_fen <= town
    if released_fen and not lets_go:
        refuse(
            rules.PROCEEDS_STAY, mode=mode, mode_zh=say(quota_ledger.QuotaMode, mode), town_fen=town
        )
    return proceeds_correction.ProceedsFigures(
        received_fen=received_fen, investor_fen=investor, released_fen=released_fen,
        retained_fen=town - released_fen, handed_over_fen=handed_over_fen,
    )  # fmt: skip


def require_purpose(purpose: str, context: Context) -> None:
    purposes = context.parameter("land.proceeds_purposes")
    if purpose not in purposes:
        refuse(
            rules.PROCEEDS_ARE_EARMARKED,
            purposes=", ".join(purposes),
            purposes_zh=say(quota_proceeds.ProceedsPurpose, *purposes),
        )


def require_in_hand(ledger: QuotaLedger, fen: int) -> None:
    """The town spends what was handed over to it, not what it is owed."""
    available = ledger.proceeds.unspent_fen
    if fen > available:
        owed = ledger.proceeds.owed_fen
        refuse(rules.SPENT_WITHIN_HANDED_OVER, available_fen=available, owed_fen=owed)


def _require_new_entry(id: str, ledger: QuotaLedger) -> None:
    require_new_id(id, (*ledger.proceeds.bookings, *ledger.proceeds.spendings))
