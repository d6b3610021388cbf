"""Two people approve large money (RZ-2.2.c): counted by beneficiary and day, so that no halves pass."""

from typing import Literal

from services.finance.domain.fund import holder_rules, rules
from services.finance.domain.fund.state import FUND, Fund
from services.finance.domain.large_sums import require_large, require_two
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import Context, Events
from shared.schemas.finance import fund_keeping

Act = Literal["allocation", "advance", "payment"]


def require_approvers(
    fund: Fund, act: Act, beneficiary: str, fen: int, context: Context
) -> tuple[str, ...]:
    """The two who approve a large amount: one before, and who acts now. Nobody for others.

    The beneficiary is a project, a town or a county; payments and advances count together.
    """
    return require_two(fund.kept.large, act, beneficiary, fen, context, holder_rules.TWO_APPROVERS)


@FUND.command(title="大额资金第一审批", clause=rules.CLAUSE, by=HOLDERS)
def approve_spending(fund: Fund, cmd: fund_keeping.ApproveSpending, context: Context) -> Events:
    """The first of two approvals of an amount that goes above the threshold today."""
    of = cmd.act, cmd.beneficiary, cmd.amount_fen
    require_large(fund.kept.large, *of, context, holder_rules.ONE_APPROVER_IS_ENOUGH)
    if fund.kept.large.approvers(*of) != context.actor.persons:
        yield fund_keeping.SpendingApproved.of(
            cmd,
            approver=context.actor.person,
            approver_for=context.actor.on_behalf_of or None,
            approved_on=context.today,
        )
