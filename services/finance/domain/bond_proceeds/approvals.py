"""Two people approve large bond money, counted by project and day (RZ-2.2.g)."""

from services.finance.domain.bond_proceeds import rules
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS, BondProceeds
from services.finance.domain.large_sums import require_large, require_two
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.finance import bond_proceeds


def require_approvers(
    bond: BondProceeds, act: bond_proceeds.BondAct, project: str, fen: int, context: Context
) -> tuple[str, ...]:
    """The two who approve a large amount: one before, and who acts now. Nobody for others."""
    return require_two(bond.large, act, project, fen, context, rules.TWO_APPROVE_BOND_USE)


def require_holder(bond: BondProceeds, context: Context) -> None:
    """Refused to anyone but who borrowed the money; the system acts for either."""
    if context.actor.organisation not in ("system", bond.holder, bond.county):
        refuse(rules.HOLDER_DISPOSES_OF_THE_BOND, holder=bond.holder)


@BOND_PROCEEDS.command(title="债券资金第一审批", clause=rules.CLAUSE, by=HOLDERS)
def approve_bond_use(
    bond: BondProceeds, cmd: bond_proceeds.ApproveBondUse, context: Context
) -> Events:
    require_holder(bond, context)
    of = cmd.act, cmd.project, cmd.amount_fen
    require_large(bond.large, *of, context, rules.ONE_APPROVER_FOR_THE_BOND)
    if bond.large.approvers(*of) != context.actor.persons:
        yield bond_proceeds.BondUseApproved.of(
            cmd,
            person=context.actor.person,
            person_for=context.actor.on_behalf_of or None,
            approved_on=context.today,
        )
