"""BondFinancing (`bond-financing-<project>`): what a project must repay, and its revenue (RZ-2.2.g).

One stream a project over all bonds: one revenue plan carries no two of them. Money in fen.
"""

from dataclasses import dataclass
from typing import assert_never

from immutables import Map

from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    Rule,
    guard,
    refuse,
    to_county,
    to_named,
)
from shared.schemas.copying import replace
from shared.schemas.finance import bond_financing

CLAUSE = "RZ-2.2.g"
PLAN_CORRECTED_WITH_REASON = Rule(
    "plan-corrected-with-reason",
    CLAUSE,
    zh="已登记的收益计划只能注明理由后更正",
    en="A revenue plan that was recorded is corrected with a reason.",
    pass_zh="原收益 {revenue:money}、其他融资本息 {other:money}，请填写更正理由",
    pass_en="It was {revenue} fen, other financing {other}; give the reason.",
)
COUNTY_PLANS_FOR_ITS_OWN = Rule(
    "county-plans-for-its-own",
    CLAUSE,
    zh="区县财政局登记本区县在库项目的收益计划",
    en="A county's finance department records the plans of the county's own projects.",
    pass_zh="项目 {project} 属 {project_county}",
    pass_en="Project {project} is of {project_county}.",
)


@dataclass(frozen=True, slots=True)
class BondFinancing:
    """`county` is the project's; `bonds` is principal and interest of each special bond;
    `other_fen` of what else it owes."""

    county: str = ""
    revenue_fen: int = 0
    other_fen: int = 0
    bonds: Map[str, int] = Map()

    @property
    def repays_fen(self) -> int:
        return self.other_fen + sum(self.bonds.values())


BOND_FINANCING = Aggregate(
    "bond-financing",
    BondFinancing(),
    key="project",
    title="项目融资平衡",
    sight=[to_named(), to_county()],
)


@BOND_FINANCING.evolve
def evolve(financing: BondFinancing, event: bond_financing.Event) -> BondFinancing:
    match event:
        case bond_financing.RevenuePlanRecorded(revenue_fen=revenue, other_fen=other):
            county = event.county or financing.county
            return replace(financing, county=county, revenue_fen=revenue, other_fen=other)
        case bond_financing.ProjectFinanced(
            bond=bond, principal_fen=principal, interest_fen=interest
        ):
            return replace(financing, bonds=financing.bonds.set(bond, principal + interest))
    assert_never(event)


BOND_FINANCING.asks_nobody("收益计划有变动时登记")


@BOND_FINANCING.command(
    title="登记项目收益计划",
    clause=CLAUSE,
    by=HOLDERS,
    guards=[guard(ELIGIBILITY)],
    creates=None,
)
def record_revenue_plan(
    financing: BondFinancing, cmd: bond_financing.RecordRevenuePlan, context: Context
) -> Events:
    """What is planned, and what else was borrowed; a plan that no longer covers shows as such."""
    county = context.guard(Eligibility, cmd.project).county
    of_county = context.actor.organisation != "finance"
    if of_county and not (county and county == (financing.county or cmd.county)):
        refuse(COUNTY_PLANS_FOR_ITS_OWN, project=cmd.project, project_county=county or "—")
    before = (financing.revenue_fen, financing.other_fen)
    if before == (cmd.revenue_fen, cmd.other_fen):
        return []
    known = financing.revenue_fen > 0
    if known and cmd.reason is None:
        refuse(PLAN_CORRECTED_WITH_REASON, revenue=before[0], other=before[1])
    return [
        bond_financing.RevenuePlanRecorded.of(
            cmd,
            county=county or None,
            recorded_on=context.today,
            previous_revenue_fen=before[0] if known else None,
            previous_other_fen=before[1] if known else None,
        )
    ]
