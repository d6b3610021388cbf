"""FeeAccount (`fee-account-<town>`): 配套费 collected, what of it stays, its hand-over, RZ-2.2.d.

Always: what was handed over = Σ settled + credit, and each receipt's settled ≤ retained. Money in
fen. The commands stand in `fee_receipts`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from immutables import Map

from shared.aggregate import Aggregate, Context, Deadline, DeadlinePassed
from shared.schemas.finance.fee_account import (
    FeeFlagCleared,
    FeeHandedOver,
    FeeHandoverOverdue,
    FeeRecorded,
    FeeRefunded,
    FeeRetained,
)

CLAUSE = "RZ-2.2.d"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`due_fen` is what the town still gets; `settled_fen` what it got, in money or set off."""

    recorded: FeeRecorded
    refunded: Map[str, int] = Map()
    retained_fen: int = 0
    settled_fen: int = 0
    handover_days: int = 0
    in_force: bool = True
    late: bool = False

    @property
    def due_fen(self) -> int:
        return max(0, self.retained_fen - self.settled_fen)


@dataclass(frozen=True, slots=True)
class FeeAccount:
    """`owing` are the receipts with money due; `credit_fen` is what the town must give back and
    no receipt has set off."""

    town: str = ""
    receipts: Map[str, Receipt] = Map()
    owing: Map[str, bool] = Map()
    credit_fen: int = 0
    flags: frozenset[str] = frozenset()


FEE_ACCOUNT = Aggregate("fee-account", FeeAccount(), key="town", title="配套费账户")


@FEE_ACCOUNT.evolve
def evolve(account: FeeAccount, event: object) -> FeeAccount:
    match event:
        case FeeRecorded(town=town, receipt=id):
            return _with(replace(account, town=town), id, Receipt(event))
        case FeeRetained(receipt=id):
            account = replace(account, credit_fen=account.credit_fen - event.offset_fen)
            receipt = replace(
                account.receipts[id],
                retained_fen=event.retained_fen,
                settled_fen=event.offset_fen,
                handover_days=event.handover_days,
                in_force=event.in_force,
            )
            return _with(account, id, receipt)
        case FeeHandedOver(receipt=id, amount_fen=fen):
            return settled(account, id, fen)
        case FeeRefunded():
            return _refunded(account, event)
        case FeeHandoverOverdue(receipt=id, key=key):
            account = replace(account, flags=account.flags | {key})
            return _with(account, id, replace(account.receipts[id], late=True))
        case FeeFlagCleared(key=key):
            return replace(account, flags=account.flags - {key})
    return account


@FEE_ACCOUNT.deadlines
def deadlines(account: FeeAccount) -> Iterable[Deadline]:
    """Each receipt with money due, until it is handed over or late."""
    for id in account.owing:
        receipt = account.receipts[id]
        if not receipt.late:
            starts_on = receipt.recorded.collected_on
            yield Deadline(id, starts_on, receipt.handover_days, "calendar", CLAUSE)


@FEE_ACCOUNT.when_passed(clause=CLAUSE)
def handover_is_late(account: FeeAccount, passed: DeadlinePassed, _: Context) -> list[object]:
    receipt = account.receipts.get(passed.key)
    if receipt is None or receipt.late or not receipt.due_fen:
        return []
    recorded = receipt.recorded
    return [
        FeeHandoverOverdue(
            account.town, recorded.county, passed.key, passed.key, recorded.collector,
            receipt.due_fen, passed.due_on,
        )
    ]  # fmt: skip


def settled(account: FeeAccount, id: str, fen: int) -> FeeAccount:
    """The account with more of a receipt settled."""
    receipt = account.receipts[id]
    return _with(account, id, replace(receipt, settled_fen=receipt.settled_fen + fen))


def _refunded(account: FeeAccount, event: FeeRefunded) -> FeeAccount:
    receipt = account.receipts[event.receipt]
    refunded = receipt.refunded
    for part in event.components:
        refunded = refunded.set(part.name, refunded.get(part.name, 0) + part.amount_fen)
    receipt = replace(
        receipt,
        refunded=refunded,
        retained_fen=event.retained_fen,
        settled_fen=receipt.settled_fen - event.returned_fen,
    )
    account = _with(account, event.receipt, receipt)
    for offset in event.offsets:
        account = settled(account, offset.receipt, offset.amount_fen)
    left = event.returned_fen - sum(offset.amount_fen for offset in event.offsets)
    return replace(account, credit_fen=account.credit_fen + left)


def _with(account: FeeAccount, id: str, receipt: Receipt) -> FeeAccount:
    owing = account.owing
    if receipt.due_fen:
        owing = owing.set(id, True)
    elif id in owing:
        owing = owing.delete(id)
    return replace(account, receipts=account.receipts.set(id, receipt), owing=owing)
