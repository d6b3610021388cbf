"""BondProceeds (`bond-proceeds-<bond>`): on-lent government bonds, RZ-2.2.g. Money in fen.

What the city on-lends to a county is a bond of the county's, which owes it and disposes of it. Only
capital spending of live public-welfare projects; always Σ allocated ≤ proceeds, and of each
project spent ≤ allocated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from immutables import Map

from services.finance.domain.bond_proceeds import rules
from services.finance.domain.large_sums import LargeSums
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    part,
    to_county,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.finance import bond_proceeds, bond_proceeds_lending

CLAUSE = rules.CLAUSE
FREE = "free"
"""The deadline and key of what no project has."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one project has of a bond; `since` the last time that it got any."""

    town: str = ""
    allocated_fen: int = 0
    spent_fen: int = 0
    since: date | None = None
    idle_days: int = 0
    idle: bool = False

    @property
    def unspent_fen(self) -> int:
        return self.allocated_fen - self.spent_fen


@dataclass(frozen=True, slots=True)
class BondProceeds:
    """`by_project` is what each project takes of this bond; `annual_rate` in 1/10,000. `county` owes
    it, and got it out of the bond `upper`; the city owes what names none."""

    kind: bond_proceeds.BondKind | None = None
    proceeds_fen: int = 0
    annual_rate: int | None = None
    years: int | None = None
    allocated_fen: int = 0
    by_project: Map[str, Use] = Map()
    large: LargeSums = LargeSums()
    since: date | None = None
    idle_days: int = 0
    idle: bool = False
    county: str = ""
    upper: str = ""
    on_lent_fen: int = 0
    name: str = ""

    @property
    def free_fen(self) -> int:
        return self.proceeds_fen - self.on_lent_fen - self.allocated_fen

    @property
    def holder(self) -> str:
        """The finance department that disposes of it."""
        return f"{self.county}-finance" if self.county else "finance"

    def of(self, project: str) -> Use:
        return self.by_project.get(project, Use())

    def interest_fen(self, principal: int) -> int:
        """Simple interest until it is repaid, rounded up."""
        return -(-principal * (self.annual_rate or 0) * (self.years or 0) // 10_000)


BOND_PROCEEDS = Aggregate(
    "bond-proceeds",
    BondProceeds(),
    key="bond",
    title="债券资金",
    sight=[to_named(), to_county()],
    parts=[part("received", to_town()), part("reassigned", to_town("to_town"))],
)


@BOND_PROCEEDS.evolve
def evolve(
    bond: BondProceeds, event: bond_proceeds.Event | bond_proceeds_lending.Event
) -> BondProceeds:
    match event:
        case bond_proceeds.ProceedsRegistered(
            kind=kind, amount_fen=fen, annual_rate=rate, years=years
        ):
            days = event.idle_days or 0
            return BondProceeds(
                kind, fen, rate, years, since=event.registered_on, idle_days=days,
                county=event.county or "", upper=event.upper_bond or "", name=event.name,
            )  # fmt: skip
        case bond_proceeds_lending.BondProceedsOnLent(county=county, amount_fen=fen):
            bond = replace(bond, on_lent_fen=bond.on_lent_fen + fen)
            return _note_act(bond, "allocation", county, fen, event.on_lent_on)
        case bond_proceeds_lending.BondProceedsHandedBack(amount_fen=fen):
            return replace(bond, proceeds_fen=bond.proceeds_fen - fen)
        case bond_proceeds_lending.BondProceedsTakenBack(amount_fen=fen, taken_back_on=day):
            back = replace(bond, on_lent_fen=bond.on_lent_fen - fen)
            waits = (
                bond.free_fen and not bond.idle
            )  # no clock starts anew by lending and taking back
            return back if waits else replace(back, since=day, idle=False)
        case bond_proceeds.BondTermsRecorded(annual_rate=rate, years=years):
            return replace(bond, annual_rate=rate, years=years)
        case bond_proceeds.BondUseApproved(act=act, project=project, amount_fen=fen):
            large = bond.large.approve(act, project, fen, event.person, event.person_for)
            return replace(bond, large=large)
        case bond_proceeds.BondProceedsAllocated(project=project, town=town, amount_fen=fen):
            bond = _give(bond, project, town, fen, event.allocated_on, event.idle_days)
            return _note_act(bond, "allocation", project, fen, event.allocated_on)
        case bond_proceeds.BondProceedsSpent(project=project, amount_fen=fen, spent_on=day):
            bond = _with(bond, project, spent_fen=bond.of(project).spent_fen + fen)
            return _note_act(bond, "spending", project, fen, day)
        case bond_proceeds.BondProceedsReturned(project=project, amount_fen=fen):
            bond = replace(bond, since=event.returned_on, idle=False)
            return _give(bond, project, event.town, -fen, None, None)
        case bond_proceeds.BondProceedsReassigned(
            project=project, to_project=other, amount_fen=fen
        ):
            bond = _give(bond, project, event.town, -fen, None, None)
            day = event.reassigned_on
            bond = _give(bond, other, event.to_town, fen, day, event.idle_days)
            return _note_act(bond, "allocation", other, fen, day)
        case bond_proceeds.BondProceedsIdle(project=project):
            return _with(bond, project, idle=True) if project else replace(bond, idle=True)
    assert_never(event)


@BOND_PROCEEDS.deadlines
def deadlines(bond: BondProceeds) -> Iterable[Deadline]:
    """What lies unallocated, and what each project leaves unspent, until it is told as idle."""
    free = free_limit(bond)
    if free and bond.free_fen and not bond.idle:
        yield free
    for project, use in bond.by_project.items():
        limit = unspent_limit(project, use)
        if limit and use.unspent_fen and not use.idle:
            yield limit


def free_limit(bond: BondProceeds) -> Deadline | None:
    if not (bond.since and bond.idle_days):
        return None
    return Deadline(FREE, bond.since, bond.idle_days, "calendar", CLAUSE)


def unspent_limit(project: str, use: Use) -> Deadline | None:
    if use.since is None:
        return None
    return Deadline(f"unspent.{project}", use.since, use.idle_days, "calendar", CLAUSE)


@BOND_PROCEEDS.when_passed(clause=CLAUSE)
def lies_idle(bond: BondProceeds, passed: DeadlinePassed, _: Context) -> Events:
    id, key, due_on = passed.stream_id, passed.key, passed.due_on
    project = key.partition(".")[2]
    use = bond.of(project)
    if key == FREE and bond.free_fen and bond.since and not bond.idle:
        yield bond_proceeds.BondProceedsIdle(
            id, project=None, town=None, key=key, amount_fen=bond.free_fen, since=bond.since,
            due_on=due_on, county=bond.county or None,
        )  # fmt: skip
    elif project and use.unspent_fen and use.since and not use.idle:
        yield bond_proceeds.BondProceedsIdle(
            id, project=project, town=use.town, key=key, amount_fen=use.unspent_fen,
            since=use.since, due_on=due_on, county=bond.county or None,
        )  # fmt: skip


def _give(
    bond: BondProceeds, project: str, town: str, fen: int, day: date | None, days: int | None
) -> BondProceeds:
    use = bond.of(project)
    bond = replace(bond, allocated_fen=bond.allocated_fen + fen)
    changes: dict[str, Any] = {"town": town, "allocated_fen": use.allocated_fen + fen}
    if fen > 0:
        return _with(bond, project, **changes, since=day, idle_days=days or 0, idle=False)
    return _with(bond, project, **changes)


def _with(bond: BondProceeds, project: str, **changes: Any) -> BondProceeds:
    use = replace(bond.of(project), **changes)
    return replace(bond, by_project=bond.by_project.set(project, use))


def _note_act(
    bond: BondProceeds, act: bond_proceeds.BondAct, project: str, fen: int, on: date | None
) -> BondProceeds:
    return replace(bond, large=bond.large.use(act, project, fen, on))
