"""Proceeds of quota: what the town keeps, and what it may be spent on (RZ-2.3.h). Money in fen."""

from collections.abc import Iterable

from services.land.domain import quota_rules as rules
from services.land.domain.quota_ledger import (
    CLAUSE,
    NATURAL_RESOURCES,
    QUOTA_LEDGER,
    QuotaLedger,
    new_id,
)
from shared.kernel.aggregate import COUNTY_DEPARTMENTS, TOWN, Context, organisation, refuse
from shared.schemas.land.quota_ledger import QuotaMode
from shared.schemas.land.quota_proceeds import (
    BookProceeds,
    ProceedsBooked,
    ProceedsSpent,
    SpendProceeds,
)

Events = Iterable[object]


@QUOTA_LEDGER.command(
    title="收益入账",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, organisation("finance"), COUNTY_DEPARTMENTS],
)
def book_proceeds(ledger: QuotaLedger, cmd: BookProceeds, context: Context) -> Events:
    """retained = received − the investor's share by contract − what the town lets go."""
    new_id(cmd.entry, ledger.entries)
    transfer = ledger.transfers.get(cmd.transfer)
    available = transfer.price_fen - transfer.booked_fen if transfer else 0
    if transfer is None or cmd.received_fen > available:
        refuse(rules.TRANSFER_ON_RECORD, transfer=cmd.transfer, available_fen=available)
    investor = cmd.received_fen * transfer.investor_percent // 100
    town = cmd.received_fen - investor
    mode: QuotaMode = context.parameter("land.proceeds_mode")[ledger.town]
    lets_go = mode == "first-refusal" and cmd.consent is not None and cmd.released_fen <= town
    if cmd.released_fen and not lets_go:
        refuse(rules.PROCEEDS_STAY, mode=mode, town_fen=town)
    yield ProceedsBooked(
        cmd.town, cmd.entry, cmd.transfer, cmd.received_fen, transfer.investor_percent, investor,
        cmd.released_fen, town - cmd.released_fen, mode, cmd.consent, context.today,
        cmd.document,
    )  # fmt: skip


@QUOTA_LEDGER.command(title="收益支出", clause=CLAUSE, by=[TOWN])
def spend_proceeds(ledger: QuotaLedger, cmd: SpendProceeds, context: Context) -> Events:
    new_id(cmd.spending, ledger.entries)
    purposes = context.parameter("land.proceeds_purposes")
    if cmd.purpose not in purposes:
        refuse(rules.PROCEEDS_ARE_EARMARKED, purposes=", ".join(purposes))
    available = ledger.retained_fen - ledger.spent_fen
    if cmd.amount_fen > available:
        refuse(rules.SPENT_WITHIN_RETAINED, available_fen=available)
    yield ProceedsSpent(
        cmd.town, cmd.spending, cmd.amount_fen, cmd.purpose, context.today, cmd.document
    )
