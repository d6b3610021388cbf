"""FeeAccount (`fee-account-<town>`): 配套费 collected, what of it stays, its hand-over, RZ-2.2.d.

Always, of each collector's receipts and each level's share: what was handed over = Σ settled +
credit; each receipt's settled ≤ retained; while a receipt is owed anything there is no credit.
Money in fen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.finance.domain.fee_account import rules
from services.finance.domain.fee_account.debts import DebtEvent, Debts, debts_after, due, sum_due
from shared.kernel.aggregate import Aggregate, Deadline, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.finance import fee_account
from shared.schemas.finance import fee_account_correction as fee_correction
from shared.schemas.finance import fee_account_values as fee_values

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class Receipt:
    """`late` are those who keep a treasury out of which it was not handed over in time."""

    recorded: fee_account.FeeRecorded
    refunded: Map[str, int] = Map()
    debts: Debts = ()
    handover_days: int = 0
    in_force: bool = True
    late: frozenset[str] = frozenset()
    cancelled: bool = False

    @property
    def retained_fen(self) -> int:
        return sum(debt.retained_fen for debt in self.debts)

    @property
    def settled_fen(self) -> int:
        return sum(debt.settled_fen for debt in self.debts)

    @property
    def due_fen(self) -> int:
        return sum_due(self.debts)

    def due_from(self, owner: str) -> int:
        return sum(due(debt) for debt in self.debts if debt.owner == owner)


@dataclass(frozen=True, slots=True)
class FeeAccount:
    """`shares` by their first day; `owing` are the receipts with money due; `credits` by purse:
    what the town must give back and no receipt has set off."""

    town: str = ""
    shares: Map[date, fee_account.FeeSharesPublished] = Map()
    receipts: Map[str, Receipt] = Map()
    owing: Map[str, bool] = Map()
    credits: Map[str, int] = Map()
    flags: frozenset[str] = frozenset()

    def shares_on(self, day: date) -> fee_account.FeeSharesPublished | None:
        """What was published for the day."""
        first = max((start for start in self.shares if start <= day), default=None)
        return None if first is None else self.shares[first]

    def credit(self, collector: str, level: fee_values.Level) -> int:
        return self.credits.get(purse(collector, level), 0)


FeeAccountEvent = fee_account.Event | fee_correction.Event

FEE_ACCOUNT = Aggregate(
    "fee-account",
    FeeAccount(),
    key="town",
    title="配套费账户",
    sight=[to_town(), to_named()],
)


@FEE_ACCOUNT.evolve
def evolve(account: FeeAccount, event: FeeAccountEvent) -> FeeAccount:
    match event:
        case fee_account.FeeSharesPublished(town=town, effective_from=day):
            return replace(account, town=town, shares=account.shares.set(day, event))
        case fee_account.FeeRecorded(town=town, receipt=id):
            return _with(replace(account, town=town), id, Receipt(event))
        case fee_account.FeeHandoverOverdue(receipt=id, key=key):
            receipt = account.receipts[id]
            # Before debts were told by level, a receipt was late as a whole.
            late = {debt.owner for debt in receipt.debts} if key == id else {event.organisation}
            account = replace(account, flags=account.flags | {key})
            return _with(account, id, replace(receipt, late=receipt.late | late))
        case fee_account.FeeFlagCleared(key=key):
            return replace(account, flags=account.flags - {key})
        case fee_account.FeeRetained(receipt=id):
            receipt = account.receipts[id]
            receipt = replace(receipt, handover_days=event.handover_days, in_force=event.in_force)
            return _fold_debts(_with(account, id, receipt), event, id)
        case fee_account.FeeRefunded(receipt=id):
            return _fold_debts(_refund(account, event), event, id)
        case fee_correction.FeeCorrected(receipt=id):
            return _fold_debts(_correct(account, event), event, id)
        case fee_account.FeeHandedOver(receipt=id):
            return _fold_debts(account, event, id)
    assert_never(event)


@FEE_ACCOUNT.deadlines
def deadlines(account: FeeAccount) -> Iterable[Deadline]:
    """For each receipt and each who owes of it, until it is handed over or late."""
    for owner, id in owed(account):
        if owner not in account.receipts[id].late:
            yield handover_limit(account, owner, id)


def owed(account: FeeAccount) -> Iterable[tuple[str, str]]:
    """Who keeps a treasury that still holds what stays in the town, and of which receipt."""
    for id in account.owing:
        receipt = account.receipts[id]
        for owner in sorted({debt.owner for debt in receipt.debts}):
            if receipt.due_from(owner):
                yield owner, id


def handover_limit(account: FeeAccount, owner: str, id: str) -> Deadline:
    receipt = account.receipts[id]
    starts_on, days = receipt.recorded.collected_on, receipt.handover_days
    return Deadline(overdue_key(owner, id), starts_on, days, "calendar", CLAUSE)


def overdue_key(owner: str, receipt: str) -> str:
    """How a deadline and a flag name a receipt and who owes of it."""
    return f"{owner}.{receipt}"


def purse(collector: str, level: fee_values.Level) -> str:
    """Within which money is set off: the receipts of a collector, of them a level's share."""
    return f"{collector} {level}"


def _fold_debts(account: FeeAccount, event: DebtEvent, id: str) -> FeeAccount:
    """The debts of every receipt that an event tells of, and the credits that it leaves."""
    others = {offset.receipt for offset in getattr(event, "offsets", ())}
    others |= {back.receipt for back in getattr(event, "reversed", ())}
    for each in {id, *others}:
        receipt = account.receipts.get(each)
        if receipt is None:
            continue
        county = receipt.recorded.county
        debts = debts_after(receipt.debts, event, each, account.town, county)
        account = _with(account, each, replace(receipt, debts=debts))
    return _fold_credits(account, event, id)


def _fold_credits(account: FeeAccount, event: DebtEvent, id: str) -> FeeAccount:
    for left in getattr(event, "credits", ()):
        key = purse(account.receipts[id].recorded.collector, left.level)
        account = replace(account, credits=account.credits.set(key, left.amount_fen))
    match event:  # stored before credits were told by level: only sums
        case fee_account.FeeRefunded(debts=(), returned_fen=returned) if returned:
            left_fen = returned - sum(offset.amount_fen for offset in event.offsets)
            receipt = account.receipts[id]
            level = receipt.debts[0].level
            key = purse(receipt.recorded.collector, level)
            known = account.credits.get(key, 0)
            account = replace(account, credits=account.credits.set(key, known + left_fen))
        case fee_account.FeeRetained(debts=(), offset_fen=offset) if offset:
            account = replace(account, credits=_draw(account.credits, offset))
    return account


def _draw(credits: Map[str, int], fen: int) -> Map[str, int]:
    """The credits with so much less, whosever they are."""
    for key in sorted(credits):
        part = min(fen, credits[key])
        credits, fen = credits.set(key, credits[key] - part), fen - part
    return credits


def _refund(account: FeeAccount, event: fee_account.FeeRefunded) -> FeeAccount:
    receipt = account.receipts[event.receipt]
    refunded = receipt.refunded
    for part in event.components:
        refunded = refunded.set(part.name, refunded.get(part.name, 0) + part.amount_fen)
    return _with(account, event.receipt, replace(receipt, refunded=refunded))


def _correct(account: FeeAccount, event: fee_correction.FeeCorrected) -> FeeAccount:
    receipt, now = account.receipts[event.receipt], event.corrected
    recorded = replace(
        receipt.recorded, payer=now.payer, components=now.components, shares=now.shares,
        amount_fen=now.amount_fen, collected_on=now.collected_on, project=now.project,
    )  # fmt: skip
    receipt = replace(
        receipt,
        recorded=recorded,
        refunded=Map({part.name: part.amount_fen for part in now.refunded}),
        in_force=event.in_force,
        cancelled=event.cancelled,
    )
    return _with(account, event.receipt, receipt)


def _with(account: FeeAccount, id: str, receipt: Receipt) -> FeeAccount:
    owing = account.owing
    if receipt.due_fen:
        owing = owing.set(id, True)
    elif id in owing:
        owing = owing.delete(id)
    return replace(account, receipts=account.receipts.set(id, receipt), owing=owing)
