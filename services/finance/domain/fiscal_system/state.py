"""FiscalSystem (`fiscal-system-<county>`): 县乡财政体制 and authority over funds, RZ-2.2.b.

The sentence names 东港区, 莒县 and 五莲县; 岚山区 may publish its own, which is not counted here.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.finance.domain.fiscal_system import rules
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    to_named,
    to_region,
)
from shared.schemas.copying import replace
from shared.schemas.finance import fiscal_system

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class Delegated:
    limit_fen: int
    effective_from: date


NOTHING: Map[str, tuple[Delegated, ...]] = Map()


@dataclass(frozen=True, slots=True)
class FiscalSystem:
    """`delegated` is each town's authority by matter: every limit with the day it holds from."""

    county: str = ""
    version: int = 0
    effective_from: date = date.min
    matters: frozenset[str] = frozenset()
    delegated: Map[str, Map[str, tuple[Delegated, ...]]] = Map()

    def limit_of(self, town: str, matter: str, day: date) -> int | None:
        """The town's limit for the matter that is in force on a day."""
        known = self.delegated.get(town, NOTHING).get(matter, ())
        begun = [d for d in known if d.effective_from <= day]
        return begun[-1].limit_fen if begun else None

    def matters_of(self, town: str, day: date) -> list[str]:
        known = self.delegated.get(town, NOTHING)
        return sorted(m for m in known if self.limit_of(town, m, day) is not None)


FISCAL_SYSTEM = Aggregate(
    "fiscal-system",
    FiscalSystem(),
    key="county",
    title="县乡财政体制",
    sight=[to_region(), to_named()],
)


@FISCAL_SYSTEM.evolve
def evolve(system: FiscalSystem, event: fiscal_system.Event) -> FiscalSystem:
    match event:
        case fiscal_system.FiscalSystemPublished():
            return replace(
                system,
                county=event.county,
                version=event.version,
                effective_from=event.effective_from,
                matters=frozenset(power.matter for power in event.powers),
            )
        case fiscal_system.FundAuthorityDelegated(town=town, matters=matters, limit_fen=fen):
            known = system.delegated.get(town, NOTHING)
            new = Delegated(fen, event.effective_from)
            for matter in matters:
                before = (d for d in known.get(matter, ()) if d.effective_from < new.effective_from)
                known = known.set(matter, (*before, new))
            return replace(system, delegated=system.delegated.set(town, known))
        case fiscal_system.FundAuthorityWithdrawn(town=town, matters=matters):
            known = system.delegated.get(town, NOTHING)
            left = Map({m: d for m, d in known.items() if m not in matters})
            return replace(system, delegated=system.delegated.set(town, left))
    assert_never(event)


FISCAL_SYSTEM.asks_nobody("体制已公布，修订、下放和收回由区县决定")


def basis_of(county: str, context: Context) -> fiscal_system.SystemBasis:
    """Whether the sentence names the county, or it publishes a system of its own accord."""
    return "policy" if county in context.registry.clauses[CLAUSE].scope else "own"
