"""Capacities of a town's years: set, settled, corrected; what stays of each (RZ-2.2.e).

A correction is a new event; every year whose retention it changes is told anew.
"""

from datetime import date

from services.finance.domain.fiscal_year import rules
from services.finance.domain.fiscal_year.state import FISCAL_YEAR, FiscalYears, evolve
from services.finance.domain.organisations import FINANCE
from services.finance.domain.retaining import find_retaining, name_retaining
from shared.kernel.aggregate import COUNTY, Context, Events, money, refuse
from shared.schemas.finance import fiscal_year

CLAUSE = rules.CLAUSE


@FISCAL_YEAR.command(title="核定基期财力", clause=CLAUSE, by=[FINANCE, COUNTY], creates=None)
def set_base_capacity(
    years: FiscalYears, cmd: fiscal_year.SetBaseCapacity, context: Context
) -> Events:
    _require_scope(cmd.town, context)
    year = context.parameter("finance.increment_base_year")
    if _check(years, cmd, year, context):
        base = fiscal_year.BaseCapacitySet.of(
            cmd, year=year, previous_fen=years.capacities.get(year),
            organisation=context.actor.organisation,
        )  # fmt: skip
        yield base
        yield from _retain_anew(evolve(years, base), context)


@FISCAL_YEAR.command(title="年度财力结算", clause=CLAUSE, by=[FINANCE, COUNTY])
def settle_year(years: FiscalYears, cmd: fiscal_year.SettleYear, context: Context) -> Events:
    """The year's capacity, and what of it stays; also of later years where they rest on it."""
    if cmd.year <= years.base_year:
        refuse(rules.AFTER_THE_BASE_YEAR, base=years.base_year)
    if _check(years, cmd, cmd.year, context):
        if _mode(context) == "previous-year" and cmd.year - 1 not in years.capacities:
            refuse(rules.PREVIOUS_YEAR_IS_SETTLED, previous=cmd.year - 1)
        settled = fiscal_year.CapacitySettled.of(
            cmd, previous_fen=years.capacities.get(cmd.year),
            organisation=context.actor.organisation,
        )  # fmt: skip
        yield settled
        yield from _retain_anew(evolve(years, settled), context)


def _check(
    years: FiscalYears,
    cmd: fiscal_year.SetBaseCapacity | fiscal_year.SettleYear,
    year: int,
    context: Context,
) -> bool:
    """Whether it says anything new, for a closed year, with what the figure is made of."""
    if year >= context.today.year:
        refuse(rules.YEAR_IS_CLOSED, year=year, next=year + 1)
    previous, by = years.capacities.get(year), context.actor.organisation
    if previous is not None and years.set_by.get(year) == "finance" != by:
        refuse(rules.CITYS_FIGURE_STANDS, year=year, previous=previous)
    parts = (cmd.own_revenue_fen, cmd.transfers_fen, cmd.remitted_fen)
    if None in parts:
        refuse(rules.CAPACITY_SAYS_WHAT_IT_IS, sum="—", capacity=cmd.capacity_fen)
    total = (parts[0] or 0) + (parts[1] or 0) - (parts[2] or 0)
    if total != cmd.capacity_fen:
        refuse(rules.CAPACITY_SAYS_WHAT_IT_IS, sum=total, capacity=cmd.capacity_fen)
    if previous == cmd.capacity_fen:
        return False
    if previous is not None and cmd.reason is None:
        refuse(rules.CORRECTION_NAMES_ITS_REASON, previous=previous)
    return True


def _retain_anew(years: FiscalYears, context: Context) -> Events:
    """The retention of each settled year, where it is new or no longer what it was."""
    for year in sorted(years.capacities):
        if year > years.base_year:
            retained = _retain(years, year, context)
            if retained is not None and not _is_same(retained, years.retained.get(year)):
                years = evolve(years, retained)
                yield retained


def _is_same(new: fiscal_year.IncrementRetained, old: fiscal_year.IncrementRetained | None) -> bool:
    """Whether the figures are the same, however they were met then."""
    return old is not None and (
        (new.capacity_fen, new.base_fen, new.base_year, new.base_mode, new.counts)
        == (old.capacity_fen, old.base_fen, old.base_year, old.base_mode, old.counts)
    )


def _retain(
    years: FiscalYears, year: int, context: Context
) -> fiscal_year.IncrementRetained | None:
    mode = _mode(context)
    base_year = years.base_year if mode == "fixed" else year - 1
    base = years.capacities.get(base_year)
    if base is None:
        return None
    capacity = years.capacities[year]
    within = year in context.parameter("finance.increment_years")
    pilot = _was_pilot(years, year, context)
    counts = within and pilot
    increment = max(0, capacity - base) if counts else 0
    if not pilot:
        why = f"{year}年末不在留用范围"
    elif not within:
        why = f"{year}年不在新增财力留用年度"
    else:
        why = f"{year}年财力 {money(capacity)} − {base_year}年财力 {money(base)}，小于零的按零计"
    claimed, has = years.claimed.get(year, 0), years.settled.get(year, 0)
    returned = max(0, has - min(claimed, increment))
    drawn = min(years.credit_fen, max(0, min(claimed, increment) - has))
    return fiscal_year.IncrementRetained(
        years.town, year=year, capacity_fen=capacity, base_fen=base, base_year=base_year,
        base_mode=mode, counts=counts, retained_fen=increment,
        over_claimed_fen=max(0, claimed - increment), why=why, returned_fen=returned,
        offset_fen=drawn, offsets=_set_off(years, year, returned), pilot=pilot,
    )  # fmt: skip


def _was_pilot(years: FiscalYears, year: int, context: Context) -> bool:
    """Whether the town kept increments at the year's end; a year that was settled keeps what it
    was settled by, whatever is decided later of the town's tier."""
    told = years.retained.get(year)
    if told is not None:
        return told.pilot
    return find_retaining(years.town, context, date(year, 12, 31)) is not None


def _set_off(
    years: FiscalYears, year: int, returned: int
) -> tuple[fiscal_year.IncrementOffset, ...]:
    """What the town must give back, against what other years still owe it, the oldest first."""
    found = []
    for other in sorted(years.claimed):
        part = min(returned, years.due(other)) if other != year else 0
        if part:
            found.append(fiscal_year.IncrementOffset(other, amount_fen=part))
            returned -= part
    return tuple(found)


def _mode(context: Context) -> fiscal_year.BaseMode:
    mode: fiscal_year.BaseMode = context.parameter("finance.increment_base_mode")
    return mode


def _require_scope(town: str, context: Context) -> None:
    if find_retaining(town, context, context.today) is None:
        named = name_retaining(context, context.today)
        refuse(rules.TOWN_RETAINS_INCREMENTS, towns=named, town=town)
