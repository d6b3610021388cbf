"""Who owes what of a fee receipt, by level, after each event (RZ-2.2.d). Pure; money in fen.

The fee lies in the treasury whoever collected it: the city's share in the city's, the county's and,
where the town has no treasury of its own, the town's in the county's.
"""

from collections.abc import Iterable, Mapping

from services.finance.domain.fee_account.retention import sum_retained_by_level
from shared.schemas.copying import replace
from shared.schemas.finance import fee_account
from shared.schemas.finance import fee_account_correction as fee_correction
from shared.schemas.finance import fee_account_values as fee_values

Debts = tuple[fee_values.FeeDebt, ...]
DebtEvent = (
    fee_account.FeeRetained
    | fee_account.FeeHandedOver
    | fee_account.FeeRefunded
    | fee_correction.FeeCorrected
)
Owners = Mapping[fee_values.Level, str]


def owners_of(town: str, county: str, *, own_treasury: bool) -> dict[fee_values.Level, str]:
    """The finance department that keeps each level's treasury; the town itself where it has one."""
    keeper = f"{county}-finance"
    return {"city": "finance", "county": keeper, "town": town if own_treasury else keeper}


def owners_in(debts: Debts) -> dict[fee_values.Level, str]:
    """Who keeps each level's treasury, as a receipt's debts say."""
    return {debt.level: debt.owner for debt in debts}


def debts_of(terms: Iterable[fee_values.FeeTerm], owners: Owners, known: Debts = ()) -> Debts:
    """What of each level's share stays, and who owes it; what was settled of it stays settled.

    A level that no longer has a share is kept while anything was handed over of it.
    """
    retained = sum_retained_by_level(terms)
    levels = {
        level: fee_values.FeeDebt(
            level, owner=owners[level], retained_fen=0, handed_over_fen=0, settled_fen=0
        )
        for level in retained
    }
    for debt in known:
        if debt.level in retained or debt.handed_over_fen or debt.settled_fen:
            levels[debt.level] = _change_owner(debt, owners.get(debt.level, debt.owner))
    return tuple(
        replace(debt, retained_fen=retained.get(level, 0)) for level, debt in sorted(levels.items())
    )


def due(debt: fee_values.FeeDebt) -> int:
    """What the owner of a level's treasury still owes the town."""
    return debt.retained_fen - debt.settled_fen


def sum_due(debts: Debts) -> int:
    return sum(due(debt) for debt in debts)


def settle(debts: Debts, level: fee_values.Level, fen: int, *, handed_over: bool = False) -> Debts:
    """The debts with more, or less, of one level's share settled."""
    return tuple(
        replace(
            debt,
            settled_fen=debt.settled_fen + fen,
            handed_over_fen=debt.handed_over_fen + (fen if handed_over else 0),
        )
        if debt.level == level
        else debt
        for debt in debts
    )


def debts_after(debts: Debts, event: DebtEvent, receipt: str, town: str, county: str) -> Debts:
    """A receipt's debts after an event of its account, which may be about another receipt.

    Events stored before debts were told by level say only sums: these fill the levels in turn.
    """
    match event:
        case fee_account.FeeRetained(debts=told) if event.receipt == receipt:
            owed = told or debts_of(event.terms, owners_of(town, county, own_treasury=False))
            return owed if told else _fill(owed, event.offset_fen)
        case fee_account.FeeHandedOver(debts=told) if event.receipt == receipt:
            return told or _fill(debts, _sum_settled(debts) + event.amount_fen, event.amount_fen)
        case fee_account.FeeRefunded(debts=told) if event.receipt == receipt:
            owners = owners_of(town, county, own_treasury=False)
            left = _sum_settled(debts) - event.returned_fen
            return told or _fill(debts_of(event.terms, owners, debts), left)
        case fee_correction.FeeCorrected(debts=told) if event.receipt == receipt:
            return told
        case fee_account.FeeRefunded() | fee_correction.FeeCorrected():
            return _set_off(debts, event, receipt)
    return debts


def _set_off(
    debts: Debts, event: fee_account.FeeRefunded | fee_correction.FeeCorrected, receipt: str
) -> Debts:
    for offset in event.offsets:
        if offset.receipt == receipt and offset.level:
            debts = settle(debts, offset.level, offset.amount_fen)
        elif offset.receipt == receipt:
            debts = _fill(debts, _sum_settled(debts) + offset.amount_fen)
    for back in event.reversed if isinstance(event, fee_correction.FeeCorrected) else ():
        if back.receipt == receipt and back.level:
            debts = settle(debts, back.level, -back.amount_fen)
    return debts


def _change_owner(debt: fee_values.FeeDebt, owner: str) -> fee_values.FeeDebt:
    """Where another keeps the treasury, only what was handed over is settled."""
    if owner == debt.owner:
        return debt
    return replace(debt, owner=owner, settled_fen=debt.handed_over_fen)


def _sum_settled(debts: Debts) -> int:
    return sum(debt.settled_fen for debt in debts)


def _fill(debts: Debts, settled: int, handed_over: int = 0) -> Debts:
    """So much settled in all, and so much more handed over, each level filled before the next."""
    filled = []
    for debt in debts:
        part = min(settled, debt.retained_fen)
        settled -= part
        more = min(handed_over, max(0, part - debt.settled_fen))
        handed_over -= more
        filled.append(replace(debt, settled_fen=part, handed_over_fen=debt.handed_over_fen + more))
    return tuple(filled)
