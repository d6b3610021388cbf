"""FiscalSystem (`fiscal-system-<county>`): 县乡财政体制 and authority over funds, RZ-2.2.b.

The sentence names 东港区, 莒县 and 五莲县; 岚山区 may publish its own, which is not counted here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from immutables import Map

from services.finance.domain import fiscal_system_rules as rules
from shared.kernel.aggregate import (
    COUNTY,
    Aggregate,
    Context,
    county_department,
    refuse,
    to_named,
    to_region,
)
from shared.schemas.finance.fiscal_system import (
    DelegateFundAuthority,
    FiscalSystemPublished,
    FundAuthorityDelegated,
    FundAuthorityWithdrawn,
    PublishFiscalSystem,
    SystemBasis,
    WithdrawFundAuthority,
)

CLAUSE = rules.CLAUSE
UNCLASSIFIED = "未分类"
Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class Delegated:
    limit_fen: int
    effective_from: date


_NOTHING: Map[str, tuple[Delegated, ...]] = Map()


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
        known = self.delegated.get(town, _NOTHING).get(matter, ())
        begun = [d for d in known if d.effective_from <= day]
        return begun[-1].limit_fen if begun else None

    def matters_of(self, town: str, day: date) -> list[str]:
        known = self.delegated.get(town, _NOTHING)
        return sorted(m for m in known if self.limit_of(town, m, day) is not None)


FISCAL_SYSTEM = Aggregate(
    "fiscal-system",
    FiscalSystem(),
    key="county",
    title="县乡财政体制",
    sight=[to_region(), to_named()],
)


@FISCAL_SYSTEM.evolve
def evolve(system: FiscalSystem, event: object) -> FiscalSystem:
    match event:
        case FiscalSystemPublished():
            return replace(
                system,
                county=event.county,
                version=event.version,
                effective_from=event.effective_from,
                matters=frozenset(power.matter for power in event.powers),
            )
        case FundAuthorityDelegated(town=town, matters=matters, limit_fen=fen):
            known = system.delegated.get(town, _NOTHING)
            new = Delegated(fen, event.effective_from)
            for matter in matters:
                before = (d for d in known.get(matter, ()) if d.effective_from < new.effective_from)
                known = known.set(matter, (*before, new))
            return replace(system, delegated=system.delegated.set(town, known))
        case FundAuthorityWithdrawn(town=town, matters=matters):
            known = system.delegated.get(town, _NOTHING)
            left = Map({m: d for m, d in known.items() if m not in matters})
            return replace(system, delegated=system.delegated.set(town, left))
    return system


@FISCAL_SYSTEM.command(title="公布县乡财政体制", clause=CLAUSE, by=[COUNTY], creates=None)
def publish_fiscal_system(
    system: FiscalSystem, cmd: PublishFiscalSystem, context: Context
) -> Events:
    """A new version takes the place of the last one from its day on; both stay in the log."""
    _check_matters(cmd)
    _check_shares(cmd)
    _check_classes(cmd, context)
    if cmd.effective_from <= system.effective_from:
        refuse(rules.LATER_VERSION, last=system.effective_from)
    return [
        FiscalSystemPublished(
            cmd.county, system.version + 1, _basis(cmd.county, context), cmd.effective_from,
            cmd.powers, cmd.duties, cmd.splits, context.today, cmd.document,
        )
    ]  # fmt: skip


@FISCAL_SYSTEM.command(title="下放资金管理权限", clause=CLAUSE, by=[COUNTY])
def delegate_fund_authority(
    system: FiscalSystem, cmd: DelegateFundAuthority, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or town.county != system.county or not town.pilot:
        refuse(rules.PILOT_TOWN_OF_THE_COUNTY, town=cmd.town, county=system.county)
    unknown = [matter for matter in cmd.matters if matter not in system.matters]
    if not cmd.matters or unknown:
        refuse(rules.DELEGATED_MATTERS_ARE_LISTED, unknown="、".join(unknown) or "—")
    known = system.delegated.get(cmd.town, _NOTHING)
    new = Delegated(cmd.limit_fen, cmd.effective_from)
    if any(known.get(matter, ())[-1:] != (new,) for matter in cmd.matters):
        yield FundAuthorityDelegated(
            cmd.county, cmd.town, _basis(system.county, context), cmd.matters, cmd.limit_fen,
            cmd.effective_from, cmd.reason, cmd.document,
        )  # fmt: skip


@FISCAL_SYSTEM.command(
    title="收回资金管理权限", clause=CLAUSE, by=[COUNTY, county_department("finance")]
)
def withdraw_fund_authority(
    system: FiscalSystem, cmd: WithdrawFundAuthority, context: Context
) -> Events:
    """At once; what the town decided within it stays."""
    known = system.delegated.get(cmd.town, _NOTHING)
    without = [matter for matter in cmd.matters if matter not in known]
    if not cmd.matters or without:
        refuse(
            rules.ONLY_DELEGATED_IS_WITHDRAWN,
            without="、".join(without) or "—",
            known="、".join(sorted(known)) or "—",
        )
    return [
        FundAuthorityWithdrawn(
            county=cmd.county,
            town=cmd.town,
            basis=_basis(system.county, context),
            matters=tuple(dict.fromkeys(cmd.matters)),
            withdrawn_on=context.today,
            reason=cmd.reason,
            document=cmd.document,
        )
    ]


def _basis(county: str, context: Context) -> SystemBasis:
    return "policy" if county in context.registry.clauses[CLAUSE].scope else "own"


def _check_matters(cmd: PublishFiscalSystem) -> None:
    powers, duties = [p.matter for p in cmd.powers], [d.matter for d in cmd.duties]
    named_once = len(set(powers)) == len(powers) and len(set(duties)) == len(duties)
    if not powers or not named_once or set(powers) != set(duties):
        refuse(rules.EVERY_POWER_HAS_ITS_DUTY, powers="、".join(powers))


def _check_shares(cmd: PublishFiscalSystem) -> None:
    parts = [(d.matter, d.county_percent, d.town_percent) for d in cmd.duties]
    parts += [(f"{s.revenue}/{s.town_class}", s.county_percent, s.town_percent) for s in cmd.splits]
    for what, county, town in parts:
        if county + town != 100:
            refuse(rules.SHARES_SUM_TO_100, what=what, total=county + town)


def _check_classes(cmd: PublishFiscalSystem, context: Context) -> None:
    """Each revenue is divided for every class that the county's towns have, once."""
    towns = (t for t in context.registry.towns.values() if t.county == cmd.county)
    classes = {town.town_class or UNCLASSIFIED for town in towns}
    divided = [(s.revenue, s.town_class) for s in cmd.splits]
    wanted = {(s.revenue, town_class) for s in cmd.splits for town_class in classes}
    if not divided or len(set(divided)) < len(divided) or set(divided) != wanted:
        refuse(rules.EVERY_CLASS_HAS_ITS_SPLIT, classes="、".join(sorted(classes)))
