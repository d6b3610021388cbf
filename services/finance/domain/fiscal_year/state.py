"""FiscalYear (`fiscal-year-<town>`): new fiscal capacity 2023–2025 stays in the town, RZ-2.2.e.

For each year that counts: retained = max(0, capacity − base); for any other: 0. Always, of a year:
what the town has of it ≤ what it is entitled to = min(claimed, retained); and in sum: what it has
+ credit = what was handed over. Money in fen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.finance.domain.fiscal_year import rules
from shared.kernel.aggregate import Aggregate, Deadline, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.finance import fiscal_year, fiscal_year_claims

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its number; one stored before hand-overs were kept runs against no limit."""

    number: int
    year: int
    amount_fen: int
    claimed_on: date | None
    handover_days: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class FiscalYears:
    """By year: capacities, the base year's among them, and who set them; the latest retention;
    what was claimed, handed over, and what the town has of it. `credit_fen` it must give back."""

    town: str = ""
    base_year: int = 0
    capacities: Map[int, int] = Map()
    set_by: Map[int, str] = Map()
    retained: Map[int, fiscal_year.IncrementRetained] = Map()
    claims: tuple[Claim, ...] = ()
    claimed: Map[int, int] = Map()
    handed_over: Map[int, int] = Map()
    settled: Map[int, int] = Map()
    credit_fen: int = 0
    flags: frozenset[str] = frozenset()

    def left(self, year: int) -> int:
        """What the town may still claim of a year."""
        known = self.retained.get(year)
        return max(0, known.retained_fen - self.claimed.get(year, 0)) if known else 0

    def entitled(self, year: int) -> int:
        known = self.retained.get(year)
        return min(self.claimed.get(year, 0), known.retained_fen) if known else 0

    def due(self, year: int) -> int:
        """What is still to be handed over of a year."""
        return self.entitled(year) - self.settled.get(year, 0)

    def unsettled(self, claim: Claim) -> int:
        """What of a claim is still due: a year's older claims are met first."""
        before = sum(
            c.amount_fen for c in self.claims if c.year == claim.year and c.number < claim.number
        )
        through = min(before + claim.amount_fen, self.entitled(claim.year))
        return max(0, through - max(before, self.settled.get(claim.year, 0)))


FiscalYearsEvent = fiscal_year.Event | fiscal_year_claims.Event

FISCAL_YEAR = Aggregate(
    "fiscal-year",
    FiscalYears(),
    key="town",
    title="年度财力",
    sight=[to_town(), to_named()],
)


@FISCAL_YEAR.evolve
def evolve(years: FiscalYears, event: FiscalYearsEvent) -> FiscalYears:
    match event:
        case fiscal_year.BaseCapacitySet(town=town, year=year):
            return _set_capacity(replace(years, town=town, base_year=year), event)
        case fiscal_year.CapacitySettled():
            return _set_capacity(years, event)
        case fiscal_year.IncrementRetained(year=year):
            years = replace(years, retained=years.retained.set(year, event))
            return _retain(years, event)
        case fiscal_year_claims.IncrementClaimed():
            return _claim(years, event)
        case fiscal_year_claims.IncrementClaimCorrected(claim=number, year=year):
            less = event.previous_fen - event.amount_fen
            return replace(
                years,
                claims=tuple(
                    replace(c, amount_fen=event.amount_fen) if c.number == number else c
                    for c in years.claims
                ),
                claimed=years.claimed.set(year, years.claimed[year] - less),
            )
        case fiscal_year_claims.IncrementHandedOver(year=year, amount_fen=fen):
            return _settle(_hand_over(years, year, fen), year, fen)
        case fiscal_year_claims.IncrementHandoverCorrected(year=year, offset_fen=drawn):
            fen = event.amount_fen - event.previous_fen
            years = replace(years, credit_fen=years.credit_fen - drawn)
            return _settle(_hand_over(years, year, fen), year, fen + drawn)
        case fiscal_year_claims.IncrementHandoverOverdue(key=key, claim=number):
            claims = tuple(replace(c, late=True) if c.number == number else c for c in years.claims)
            return replace(years, claims=claims, flags=years.flags | {key})
        case fiscal_year_claims.IncrementFlagCleared(key=key):
            return replace(years, flags=years.flags - {key})
    assert_never(event)


@FISCAL_YEAR.deadlines
def deadlines(years: FiscalYears) -> Iterable[Deadline]:
    """Each claim with money due, until it is handed over or late."""
    for claim in years.claims:
        limit = claim_limit(claim)
        if limit and not claim.late and years.unsettled(claim):
            yield limit


def claim_limit(claim: Claim) -> Deadline | None:
    if claim.claimed_on is None:
        return None
    return Deadline(claim_key(claim), claim.claimed_on, claim.handover_days, "calendar", CLAUSE)


def claim_key(claim: Claim) -> str:
    """How a deadline and a flag name a claim."""
    return f"increment-{claim.year}-{claim.number}"


def _set_capacity(
    years: FiscalYears, event: fiscal_year.BaseCapacitySet | fiscal_year.CapacitySettled
) -> FiscalYears:
    # A figure stored before its author was told counts as the city's: a county can't undo it.
    by = event.organisation or "finance"
    return replace(
        years,
        capacities=years.capacities.set(event.year, event.capacity_fen),
        set_by=years.set_by.set(event.year, by),
    )


def _retain(years: FiscalYears, event: fiscal_year.IncrementRetained) -> FiscalYears:
    credit = years.credit_fen + event.returned_fen - event.offset_fen
    years = _settle(years, event.year, event.offset_fen - event.returned_fen)
    for offset in event.offsets:
        years, credit = _settle(years, offset.year, offset.amount_fen), credit - offset.amount_fen
    return replace(years, credit_fen=credit)


def _claim(years: FiscalYears, event: fiscal_year_claims.IncrementClaimed) -> FiscalYears:
    number, year = event.claim or len(years.claims) + 1, event.year
    claim = Claim(number, year, event.amount_fen, event.claimed_on, event.handover_days or 0)
    total = years.claimed.get(year, 0) + event.amount_fen
    years = replace(
        years,
        claims=(*years.claims, claim),
        claimed=years.claimed.set(year, total),
        credit_fen=years.credit_fen - event.offset_fen,
    )
    return _settle(years, year, event.offset_fen)


def _hand_over(years: FiscalYears, year: int, fen: int) -> FiscalYears:
    total = years.handed_over.get(year, 0) + fen
    return replace(years, handed_over=years.handed_over.set(year, total))


def _settle(years: FiscalYears, year: int, fen: int) -> FiscalYears:
    return replace(years, settled=years.settled.set(year, years.settled.get(year, 0) + fen))
