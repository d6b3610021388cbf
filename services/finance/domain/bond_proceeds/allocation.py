"""Bond proceeds go to projects, come back, or go to another one 用途调整 (RZ-2.2.g)."""

from services.finance.domain.bond_financing import BOND_FINANCING, BondFinancing
from services.finance.domain.bond_proceeds import rules
from services.finance.domain.bond_proceeds.approvals import require_approvers, require_holder
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS, BondProceeds, evolve
from services.finance.domain.bond_proceeds.terms import record_financing
from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from services.finance.domain.fund.allocation import require_live_project, require_within
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import SYSTEM, Context, Events, guard, pick, pick_id, refuse
from shared.schemas.finance import bond_proceeds, eligibility
from shared.schemas.words import say

OfUse = (
    bond_proceeds.ReturnProceeds | bond_proceeds.ReassignProceeds | bond_proceeds.SpendProceeds
)  # fmt: skip


def _require_welfare_project(bond: BondProceeds, project: str, context: Context) -> Eligibility:
    found = require_live_project(project, context)
    if bond.county and bond.county != found.county:
        refuse(
            rules.ON_LENT_MONEY_SERVES_ITS_COUNTY,
            bond_county=bond.county, project=project, project_county=found.county or "—",
        )  # fmt: skip
    if not found.public_welfare:
        refuse(
            rules.PUBLIC_WELFARE_ONLY, project=project, kind=found.kind or "—",
            kind_zh=say(eligibility.ProjectKind, found.kind),
        )  # fmt: skip
    return found


def require_unspent(bond: BondProceeds, cmd: OfUse, _: Context) -> None:
    fen = bond.of(cmd.project).unspent_fen
    require_within(rules.WITHIN_UNSPENT, fen, fen if cmd.amount_fen is None else cmd.amount_fen)


OF_USE = pick("project", require_unspent, {"amount_fen": 1})


@BOND_PROCEEDS.command(
    title="安排债券资金",
    clause=rules.CLAUSE,
    by=HOLDERS,
    guards=[guard(ELIGIBILITY), guard(BOND_FINANCING)],
    picks=[pick_id("project", _require_welfare_project)],
)
def allocate_proceeds(
    bond: BondProceeds, cmd: bond_proceeds.AllocateProceeds, context: Context
) -> Events:
    require_holder(bond, context)
    if cmd.spending != "capital":
        refuse(rules.CAPITAL_SPENDING_ONLY)
    project = _require_welfare_project(bond, cmd.project, context)
    require_within(rules.WITHIN_PROCEEDS, bond.free_fen, cmd.amount_fen)
    plan = _require_cover(bond, cmd.bond, cmd.project, cmd.amount_fen, context)
    if plan is not None and cmd.revenue_plan_fen not in (None, plan):
        refuse(rules.REVENUE_PLAN_IS_RECORDED, project=cmd.project, plan=plan)
    both = require_approvers(bond, "allocation", cmd.project, cmd.amount_fen, context)
    allocated = bond_proceeds.BondProceedsAllocated.of(
        cmd, town=project.town, revenue_plan_fen=plan, allocated_on=context.today,
        idle_days=context.parameter("finance.bond_idle_days"), approvers=both,
    )  # fmt: skip
    return [allocated, *record_financing(evolve(bond, allocated), cmd.bond, cmd.project)]


@BOND_PROCEEDS.command(
    title="收回债券资金",
    clause=rules.CLAUSE,
    by=[*HOLDERS, SYSTEM],
    guards=[guard(BOND_FINANCING)],
    picks=[OF_USE],
)
def return_proceeds(
    bond: BondProceeds, cmd: bond_proceeds.ReturnProceeds, context: Context
) -> Events:
    """What a project has not spent; with its exit, all of that by itself."""
    require_holder(bond, context)
    use = bond.of(cmd.project)
    fen = use.unspent_fen if cmd.amount_fen is None else cmd.amount_fen
    require_unspent(bond, cmd, context)
    if not fen:
        return []
    returned = bond_proceeds.BondProceedsReturned.of(
        cmd, town=use.town, amount_fen=fen, returned_on=context.today
    )
    return [returned, *record_financing(evolve(bond, returned), cmd.bond, cmd.project)]


@BOND_PROCEEDS.command(
    title="债券资金用途调整",
    clause=rules.CLAUSE,
    by=HOLDERS,
    guards=[
        guard(ELIGIBILITY, "to_project"),
        guard(BOND_FINANCING, lambda _, cmd: sorted({cmd.project, cmd.to_project})),
    ],
    picks=[OF_USE, pick_id("to_project", _require_welfare_project)],
)
def reassign_proceeds(
    bond: BondProceeds, cmd: bond_proceeds.ReassignProceeds, context: Context
) -> Events:
    """To another public-welfare project, whose revenue must cover it as in any allocation."""
    require_holder(bond, context)
    if cmd.to_project == cmd.project:
        refuse(rules.ANOTHER_PROJECT, project=cmd.project)
    use, other = bond.of(cmd.project), _require_welfare_project(bond, cmd.to_project, context)
    require_unspent(bond, cmd, context)
    _require_cover(bond, cmd.bond, cmd.to_project, cmd.amount_fen, context)
    both = require_approvers(bond, "allocation", cmd.to_project, cmd.amount_fen, context)
    reassigned = bond_proceeds.BondProceedsReassigned.of(
        cmd, town=use.town, to_town=other.town, reassigned_on=context.today,
        idle_days=context.parameter("finance.bond_idle_days"), approvers=both,
    )  # fmt: skip
    now = evolve(bond, reassigned)
    return [
        reassigned,
        *record_financing(now, cmd.bond, cmd.project),
        *record_financing(now, cmd.bond, cmd.to_project),
    ]


def _require_cover(
    bond: BondProceeds, id: str, project: str, fen: int, context: Context
) -> int | None:
    """The project's recorded revenue, where a special bond is to be repaid from it; refused unless
    it covers principal and interest of all the project's financing, this included."""
    if bond.kind != "special":
        return None
    if bond.annual_rate is None or bond.years is None:
        refuse(rules.TERMS_ARE_KNOWN, bond=id)
    financing = context.guard(BondFinancing, project)
    if not financing.revenue_fen:
        refuse(rules.REVENUE_PLAN_IS_RECORDED, project=project, plan="—")
    principal = bond.of(project).allocated_fen + fen
    others = financing.repays_fen - financing.bonds.get(id, 0)
    needs = others + principal + bond.interest_fen(principal)
    if financing.revenue_fen < needs:
        refuse(rules.REVENUE_COVERS_A_SPECIAL_BOND, plan=financing.revenue_fen, needs=needs)
    return financing.revenue_fen
