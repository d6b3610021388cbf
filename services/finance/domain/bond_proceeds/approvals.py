"""Two people approve large bond money, counted by project and day (RZ-2.2.g)."""

from services.finance.domain.bond_proceeds import rules
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS, BondProceeds, approval
from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.finance import bond_proceeds


def approvers(
    bond: BondProceeds, act: bond_proceeds.BondAct, project: str, fen: int, context: Context
) -> tuple[str, ...]:
    """The two who approve a large amount: one before, and who acts now. Nobody for others."""
    threshold = context.parameter("finance.two_approvers_above_fen")
    if bond.moved_fen(act, project, context.today) + fen <= threshold:
        return ()
    first = bond.approvals.get(approval(act, project, fen), "")
    second = context.actor.person
    if first in ("", second):
        refuse(rules.TWO_APPROVE_BOND_USE, threshold=threshold, first=first or "—")
    return (first, second)


@BOND_PROCEEDS.command(title="债券资金第一审批", clause=rules.CLAUSE, by=[FINANCE])
def approve_bond_use(
    bond: BondProceeds, cmd: bond_proceeds.ApproveBondUse, context: Context
) -> Events:
    threshold = context.parameter("finance.two_approvers_above_fen")
    moved = bond.moved_fen(cmd.act, cmd.project, context.today)
    if moved + cmd.amount_fen <= threshold:
        refuse(rules.ONE_APPROVER_FOR_THE_BOND, threshold=threshold)
    person = context.actor.person
    if bond.approvals.get(approval(cmd.act, cmd.project, cmd.amount_fen)) == person:
        return []
    return [bond_proceeds.BondUseApproved.of(cmd, person=person, approved_on=context.today)]
