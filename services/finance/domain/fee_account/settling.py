"""Sets what the town has too much of one fee receipt off against what it still gets of others.

Only within a purse: among the receipts of one collector, and of one level's share, whose treasury
has one owner. Oldest receipts first (RZ-2.2.d). Pure; money in fen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from services.finance.domain.fee_account.debts import Debts, due
from services.finance.domain.fee_account.state import FeeAccount, Receipt
from shared.schemas.copying import replace
from shared.schemas.finance import fee_account_values as fee_values


@dataclass(frozen=True, slots=True)
class Settled:
    """How a receipt stands, and what that does to others of its collector.

    `own_fen` lies in the town's own treasury; `offset_fen` came out of credit; `returned_fen` is
    what the town has beyond what stays.
    """

    debts: Debts = ()
    offsets: tuple[fee_values.Offset, ...] = ()
    reversed: tuple[fee_values.Offset, ...] = ()
    credits: tuple[fee_values.FeeCredit, ...] = ()
    own_fen: int = 0
    offset_fen: int = 0
    returned_fen: int = 0


def settle_within_purse(account: FeeAccount, id: str, collector: str, debts: Debts) -> Settled:
    """The receipt's debts as they are met out of its purse, or meet others in it.

    Before, they may be settled beyond what stays, or below nothing where a hand-over never was.
    """
    found = Settled()
    for debt in debts:
        if debt.owner == account.town:
            found = replace(
                found,
                debts=(*found.debts, replace(debt, settled_fen=debt.retained_fen)),
                own_fen=found.own_fen + debt.retained_fen,
            )
        else:
            found = _settle_level(account, id, collector, debt, found)
    return found


def own_fen(account: FeeAccount, debts: Debts) -> int:
    """What lies in the town's own treasury."""
    return sum(debt.retained_fen for debt in debts if debt.owner == account.town)


def _settle_level(
    account: FeeAccount, id: str, collector: str, debt: fee_values.FeeDebt, found: Settled
) -> Settled:
    level, credit = debt.level, account.credit(collector, debt.level)
    excess = max(0, debt.settled_fen - debt.retained_fen)
    drawn = min(credit, max(0, due(debt)))
    missing = max(0, -(debt.settled_fen + drawn))
    others = _find_others(account, id, collector) if excess or missing else []
    offsets = _take(excess, ((o, _sum_due(r, debt)) for o, r in others), level)
    left = excess - sum(offset.amount_fen for offset in offsets)
    back = _take(missing, ((o, _sum_set_off(r, debt)) for o, r in reversed(others)), level)
    standing = debt.settled_fen - excess + drawn + sum(offset.amount_fen for offset in back)
    now = credit + left - drawn
    return replace(
        found,
        debts=(*found.debts, replace(debt, settled_fen=standing)),
        offsets=(*found.offsets, *offsets),
        reversed=(*found.reversed, *back),
        credits=(*found.credits, fee_values.FeeCredit(level, amount_fen=now))
        if now != credit
        else found.credits,
        offset_fen=found.offset_fen + drawn,
        returned_fen=found.returned_fen + excess,
    )


def _take(
    fen: int, each: Iterable[tuple[str, int]], level: fee_values.Level
) -> tuple[fee_values.Offset, ...]:
    """The amount, out of what each receipt can take of it, in turn."""
    found = []
    for id, most in each:
        part = min(fen, most)
        if part > 0:
            found.append(fee_values.Offset(id, amount_fen=part, level=level))
            fen -= part
    return tuple(found)


def _find_others(account: FeeAccount, id: str, collector: str) -> list[tuple[str, Receipt]]:
    """The collector's other receipts, oldest first."""
    mine = (
        (other, receipt)
        for other, receipt in account.receipts.items()
        if receipt.recorded.collector == collector and other != id
    )
    return sorted(mine, key=lambda one: (one[1].recorded.collected_on, one[0]))


def _sum_due(receipt: Receipt, purse: fee_values.FeeDebt) -> int:
    return sum(due(debt) for debt in _find_debts(purse, receipt))


def _sum_set_off(receipt: Receipt, purse: fee_values.FeeDebt) -> int:
    """What was set off against a receipt, rather than handed over."""
    return sum(debt.settled_fen - debt.handed_over_fen for debt in _find_debts(purse, receipt))


def _find_debts(purse: fee_values.FeeDebt, receipt: Receipt) -> Iterable[fee_values.FeeDebt]:
    """The receipt's debts out of the same treasury: not what lies in the town's own by now."""
    return (d for d in receipt.debts if (d.level, d.owner) == (purse.level, purse.owner))
