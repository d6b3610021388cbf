"""Bonds b-1 and b-2 of 1000 fen, two welfare projects, told by commands, for several test modules.

A special bond bears 2.50% a year for ten years: 400 fen cost 100 fen of interest.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from services.finance.domain.bond_financing import BOND_FINANCING
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS
from services.finance.domain.debt_limit import DEBT_LIMIT
from services.finance.domain.eligibility import ELIGIBILITY
from shared.schemas.finance.bond_financing import RecordRevenuePlan
from shared.schemas.finance.bond_proceeds import (
    AllocateProceeds,
    BondProceedsAllocated,
    RegisterProceeds,
)
from shared.schemas.finance.debt_limit import DebtLimitSet, SetDebtLimit
from shared.schemas.finance.eligibility import EligibilityRecognised
from tests.given import NOON, Given, Outcome, given

TODAY = date(2024, 3, 1)
REGISTER = RegisterProceeds(
    "b-1", name="演示-债券", year=2024, amount_fen=1000, document="鲁财债〔2024〕1号", kind="general",
)  # fmt: skip
SPECIAL = replace(REGISTER, kind="special", annual_rate=250, years=10)
SCHOOL = EligibilityRecognised(
    "p-1", name="演示-学校", town="taoluo", county="donggang", admitted_on=date(2024, 2, 1),
    kind="social",
)  # fmt: skip
HEATING = EligibilityRecognised(
    "p-2", name="演示-供热", town="jufeng", county="lanshan", admitted_on=date(2024, 2, 1),
    kind="infrastructure",
)  # fmt: skip
LIMITS = tuple(
    DebtLimitSet(
        "donggang", year=2024, kind=kind, limit_fen=800, document="鲁财债〔2024〕限额", set_on=TODAY
    )
    for kind in ("general", "special")
)
"""What 东港区 may come to owe in 2024, of either kind."""
PLAN = RecordRevenuePlan("p-1", revenue_fen=5000, document="演示-收益测算")
ALLOCATE = AllocateProceeds("b-1", project="p-1", amount_fen=400, spending="capital")
ALLOCATED = BondProceedsAllocated(
    "b-1", project="p-1", town="taoluo", amount_fen=400, spending="capital",
    revenue_plan_fen=None, document=None, allocated_on=TODAY, idle_days=365,
)  # fmt: skip


class Bonds:
    """Streams of bonds, projects' financing and debt limits, as commands leave them."""

    def __init__(self, **streams: tuple[object, ...]) -> None:
        limits = {DEBT_LIMIT.stream("donggang"): LIMITS}
        self.streams: dict[str, tuple[object, ...]] = limits | streams
        self.projects: dict[str, tuple[object, ...]] = {"p-1": (SCHOOL,), "p-2": (HEATING,)}

    def when(self, command: Any, **how: Any) -> Outcome:
        return self._story(command).when(command, **{"by": "finance", "at": NOON, **how})

    def give(self, *commands: Any, **how: Any) -> "Bonds":
        """The same world after these, each of which must be accepted."""
        world = self
        for command in commands:
            outcome = world.when(command, **how)
            assert outcome.refusal is None, outcome.refusal
            world = world.told(outcome)
        return world

    def told(self, outcome: Outcome) -> "Bonds":
        streams = dict(self.streams)
        for decided in outcome.decided:
            streams[decided.stream] = (*streams.get(decided.stream, ()), decided.event)
        world = Bonds(**streams)
        world.projects = self.projects
        return world

    def bond(self, id: str = "b-1") -> Any:
        return BOND_PROCEEDS.replay(self._of(BOND_PROCEEDS.stream(id)))

    def limit(self, county: str = "donggang") -> Any:
        return DEBT_LIMIT.replay(self._of(DEBT_LIMIT.stream(county)))

    def financing(self, project: str = "p-1") -> Any:
        return BOND_FINANCING.replay(self._of(BOND_FINANCING.stream(project)))

    @property
    def events(self) -> list[object]:
        return [event for events in self.streams.values() for event in events]

    def story(self, id: str = "b-1") -> Given:
        """A bond's own story, with what it guards."""
        return self._guarded(given(BOND_PROCEEDS, id, *self._of(BOND_PROCEEDS.stream(id))))

    def _story(self, command: Any) -> Given:
        if isinstance(command, RecordRevenuePlan):
            stream = BOND_FINANCING.stream(command.project)
            return self._guarded(given(BOND_FINANCING, command.project, *self._of(stream)))
        if isinstance(command, SetDebtLimit):
            stream = DEBT_LIMIT.stream(command.county)
            return given(DEBT_LIMIT, command.county, *self._of(stream))
        return self.story(command.bond)

    def _guarded(self, story: Given) -> Given:
        for stream, told in self.streams.items():
            if stream.startswith("bond-proceeds-"):
                story = story.and_given(BOND_PROCEEDS, stream.removeprefix("bond-proceeds-"), *told)
            if stream.startswith("debt-limit-"):
                story = story.and_given(DEBT_LIMIT, stream.removeprefix("debt-limit-"), *told)
        for project, events in self.projects.items():
            stream = BOND_FINANCING.stream(project)
            story = story.and_given(ELIGIBILITY, project, *events)
            story = story.and_given(BOND_FINANCING, project, *self._of(stream))
        return story

    def _of(self, stream: str) -> tuple[object, ...]:
        return self.streams.get(stream, ())
