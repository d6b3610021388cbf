"""What a project has of a bond is spent (RZ-2.2.g)."""

from services.finance.domain.bond_proceeds import rules
from services.finance.domain.bond_proceeds.allocation import OF_USE, require_unspent
from services.finance.domain.bond_proceeds.approvals import require_approvers, require_holder
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS, BondProceeds
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import Context, Events
from shared.schemas.finance import bond_proceeds


@BOND_PROCEEDS.command(title="债券资金支出", clause=rules.CLAUSE, by=HOLDERS, picks=[OF_USE])
def spend_proceeds(
    bond: BondProceeds, cmd: bond_proceeds.SpendProceeds, context: Context
) -> Events:
    """Contracts in force are paid also after the project has left the library."""
    require_holder(bond, context)
    use = bond.of(cmd.project)
    require_unspent(bond, cmd, context)
    both = require_approvers(bond, "spending", cmd.project, cmd.amount_fen, context)
    return [
        bond_proceeds.BondProceedsSpent.of(
            cmd, town=use.town, spent_on=context.today, approvers=both
        )
    ]
