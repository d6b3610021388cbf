"""BondProceeds (`bond-proceeds-<bond>`): on-lent government bonds, RZ-2.2.g. Money in fen.

Only capital spending of live public-welfare projects; always Σ allocated ≤ proceeds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from immutables import Map

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import FINANCE
from services.finance.domain.fund_allocation import live_project
from shared.aggregate import Aggregate, Context, Rule, guard, part, refuse, to_named, to_town
from shared.schemas.finance.bond_proceeds import (
    AllocateProceeds,
    BondProceedsAllocated,
    ProceedsRegistered,
    RegisterProceeds,
)

CLAUSE = "RZ-2.2.g"

ONLY_THE_PROVINCE_ISSUES = Rule(
    "only-the-province-issues",
    CLAUSE,
    zh="政府债券由省级发行并转贷，市、县、镇均不得发行（预算法§35）",
    en="The province issues government bonds and on-lends them; no city, county or town does"
    " (Budget Law art. 35).",
    pass_zh="发行层级须为 province，现为 {issuer}",
    pass_en="The issuer must be `province`; it is {issuer}.",
)
CAPITAL_SPENDING_ONLY = Rule(
    "capital-spending-only",
    CLAUSE,
    zh="债券资金只用于公益性资本支出，不得用于经常性支出（预算法§35）",
    en="Bond proceeds pay for capital spending, never for operating cost (Budget Law art. 35).",
    pass_zh="支出性质须为 capital",
    pass_en="The spending must be `capital`.",
)
PUBLIC_WELFARE_ONLY = Rule(
    "public-welfare-only",
    CLAUSE,
    zh="债券资金只用于公益性项目（社会事业、基础设施）",
    en="Bond proceeds are for public-welfare projects: social undertakings and infrastructure.",
    pass_zh="项目 {project} 为 {kind}",
    pass_en="Project {project} is of kind {kind}.",
)
REVENUE_COVERS_A_SPECIAL_BOND = Rule(
    "revenue-covers-a-special-bond",
    CLAUSE,
    zh="专项债券须有覆盖所用资金的项目收益计划",
    en="A special bond needs a revenue plan that covers what the project takes.",
    pass_zh="收益计划 {plan} 分，须不少于 {needs} 分",
    pass_en="The plan is {plan} fen; it must be {needs} or more.",
)
WITHIN_PROCEEDS = Rule(
    "within-proceeds",
    CLAUSE,
    zh="安排不超过债券资金",
    en="Allocations stay within the proceeds.",
    pass_zh="尚可安排 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be allocated; {needs} fen are missing.",
)

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class BondProceeds:
    """`by_project` is what each project takes of this bond."""

    kind: str = ""
    proceeds_fen: int = 0
    allocated_fen: int = 0
    by_project: Map[str, int] = Map()

    @property
    def free_fen(self) -> int:
        return self.proceeds_fen - self.allocated_fen


BOND_PROCEEDS = Aggregate(
    "bond-proceeds",
    BondProceeds(),
    key="bond",
    title="债券资金",
    sight=[to_named()],
    parts=[part("received", to_town())],
)


@BOND_PROCEEDS.evolve
def evolve(bond: BondProceeds, event: object) -> BondProceeds:
    match event:
        case ProceedsRegistered(kind=kind, amount_fen=fen):
            return BondProceeds(kind, fen)
        case BondProceedsAllocated(project=project, amount_fen=fen):
            taken = bond.by_project.set(project, bond.by_project.get(project, 0) + fen)
            return replace(bond, allocated_fen=bond.allocated_fen + fen, by_project=taken)
    return bond


@BOND_PROCEEDS.command(title="登记债券资金", clause=CLAUSE, by=[FINANCE], creates=True)
def register_proceeds(_: BondProceeds, cmd: RegisterProceeds, context: Context) -> Events:
    if cmd.issuer != "province":
        refuse(ONLY_THE_PROVINCE_ISSUES, issuer=cmd.issuer)
    return [
        ProceedsRegistered(
            cmd.bond, cmd.name, cmd.kind, cmd.issuer, cmd.year, cmd.amount_fen, cmd.document
        )
    ]


@BOND_PROCEEDS.command(
    title="安排债券资金", clause=CLAUSE, by=[FINANCE], guards=[guard(ELIGIBILITY)]
)
def allocate_proceeds(bond: BondProceeds, cmd: AllocateProceeds, context: Context) -> Events:
    if cmd.spending != "capital":
        refuse(CAPITAL_SPENDING_ONLY)
    project = live_project(cmd.project, context)
    if not project.public_welfare:
        refuse(PUBLIC_WELFARE_ONLY, project=cmd.project, kind=project.kind or "—")
    if cmd.amount_fen > bond.free_fen:
        short = cmd.amount_fen - bond.free_fen
        refuse(WITHIN_PROCEEDS, available=bond.free_fen, needs=short)
    takes, plan = bond.by_project.get(cmd.project, 0) + cmd.amount_fen, cmd.revenue_plan_fen or 0
    if bond.kind == "special" and plan < takes:
        refuse(REVENUE_COVERS_A_SPECIAL_BOND, plan=plan, needs=takes)
    return [
        BondProceedsAllocated(
            cmd.bond, cmd.project, project.town, cmd.amount_fen, cmd.spending,
            cmd.revenue_plan_fen, cmd.document,
        )
    ]  # fmt: skip
