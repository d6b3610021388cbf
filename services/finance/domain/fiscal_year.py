"""FiscalYear (`fiscal-year-<town>`): new fiscal capacity 2023–2025 stays in the town, RZ-2.2.e.

For each year that counts: retained = max(0, capacity − base); for any other: 0. Money in fen.
A correction is a new event; every year whose retention it changes is told anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from immutables import Map

from services.finance.domain import fiscal_year_rules as rules
from services.finance.domain.fund import FINANCE
from shared.aggregate import COUNTY, TOWN, Aggregate, Context, refuse
from shared.schemas.finance.fiscal_year import (
    BaseCapacitySet,
    BaseMode,
    CapacitySettled,
    ClaimIncrement,
    IncrementClaimed,
    IncrementRetained,
    SetBaseCapacity,
    SettleYear,
)

CLAUSE = rules.CLAUSE
Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class FiscalYears:
    """Capacities by year, the base year's among them; the latest retention of each year."""

    town: str = ""
    base_year: int = 0
    capacities: Map[int, int] = Map()
    retained: Map[int, IncrementRetained] = Map()
    claimed: Map[int, int] = Map()

    def left(self, year: int) -> int:
        """What the town may still claim of a year."""
        known = self.retained.get(year)
        return max(0, known.retained_fen - self.claimed.get(year, 0)) if known else 0


FISCAL_YEAR = Aggregate("fiscal-year", FiscalYears(), key="town", title="年度财力")


@FISCAL_YEAR.evolve
def evolve(years: FiscalYears, event: object) -> FiscalYears:
    match event:
        case BaseCapacitySet(town=town, year=year, capacity_fen=fen):
            known = years.capacities.set(year, fen)
            return replace(years, town=town, base_year=year, capacities=known)
        case CapacitySettled(year=year, capacity_fen=fen):
            return replace(years, capacities=years.capacities.set(year, fen))
        case IncrementRetained(year=year):
            return replace(years, retained=years.retained.set(year, event))
        case IncrementClaimed(year=year, amount_fen=fen):
            total = years.claimed.get(year, 0) + fen
            return replace(years, claimed=years.claimed.set(year, total))
    return years


@FISCAL_YEAR.command(title="核定基期财力", clause=CLAUSE, by=[FINANCE, COUNTY], creates=None)
def set_base_capacity(years: FiscalYears, cmd: SetBaseCapacity, context: Context) -> Events:
    _in_scope(cmd.town, context)
    year = context.parameter("finance.increment_base_year")
    previous = years.capacities.get(year)
    if previous == cmd.capacity_fen:
        return
    _corrected(previous, cmd.reason)
    base = BaseCapacitySet(cmd.town, year, cmd.capacity_fen, cmd.document, previous, cmd.reason)
    yield base
    yield from _retained_anew(evolve(years, base), context)


@FISCAL_YEAR.command(title="年度财力结算", clause=CLAUSE, by=[FINANCE, COUNTY])
def settle_year(years: FiscalYears, cmd: SettleYear, context: Context) -> Events:
    """The year's capacity, and what of it stays; also of later years where they rest on it."""
    if cmd.year <= years.base_year:
        refuse(rules.AFTER_THE_BASE_YEAR, base=years.base_year)
    if cmd.year > context.today.year:
        refuse(rules.YEAR_HAS_COME, year=cmd.year)
    previous = years.capacities.get(cmd.year)
    if previous == cmd.capacity_fen:
        return
    _corrected(previous, cmd.reason)
    if _mode(context) == "previous-year" and cmd.year - 1 not in years.capacities:
        refuse(rules.PREVIOUS_YEAR_IS_SETTLED, previous=cmd.year - 1)
    settled = CapacitySettled(
        cmd.town, cmd.year, cmd.capacity_fen, cmd.document, previous, cmd.reason
    )
    yield settled
    yield from _retained_anew(evolve(years, settled), context)


@FISCAL_YEAR.command(title="申领新增财力", clause=CLAUSE, by=[TOWN])
def claim_increment(years: FiscalYears, cmd: ClaimIncrement, context: Context) -> Events:
    counted = context.parameter("finance.increment_years")
    if cmd.year not in counted:
        refuse(rules.ONLY_THESE_YEARS_COUNT, years="、".join(map(str, counted)), year=cmd.year)
    left = years.left(cmd.year)
    if cmd.amount_fen > left:
        refuse(rules.WITHIN_INCREMENT, available=left, needs=cmd.amount_fen - left)
    return [IncrementClaimed(cmd.town, cmd.year, cmd.amount_fen, cmd.document)]


def _retained_anew(years: FiscalYears, context: Context) -> Events:
    """The retention of each settled year, where it is new or no longer what it was."""
    for year in sorted(years.capacities):
        if year > years.base_year:
            retained = _retention(years, year, context)
            if retained is not None and retained != years.retained.get(year):
                yield retained


def _retention(years: FiscalYears, year: int, context: Context) -> IncrementRetained | None:
    mode = _mode(context)
    base_year = years.base_year if mode == "fixed" else year - 1
    base = years.capacities.get(base_year)
    if base is None:
        return None
    capacity = years.capacities[year]
    counts = year in context.parameter("finance.increment_years")
    increment = max(0, capacity - base) if counts else 0
    if not counts:
        why = f"{year}年不在新增财力留用年度"
    else:
        why = f"{year}年财力 {capacity} 分 − {base_year}年财力 {base} 分，小于零的按零计"
    over = max(0, years.claimed.get(year, 0) - increment)
    return IncrementRetained(
        years.town, year, capacity, base, base_year, mode, counts, increment, over, why
    )


def _mode(context: Context) -> BaseMode:
    mode: BaseMode = context.parameter("finance.increment_base_mode")
    return mode


def _in_scope(town: str, context: Context) -> None:
    towns = context.parameter("finance.retention_towns")
    if town not in towns:
        refuse(rules.TOWN_RETAINS_INCREMENTS, towns="、".join(towns), town=town)


def _corrected(previous: int | None, reason: str | None) -> None:
    if previous is not None and reason is None:
        refuse(rules.CORRECTION_NAMES_ITS_REASON, previous=previous)
