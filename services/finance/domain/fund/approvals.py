"""Two people approve large money (RZ-2.2.c): counted by beneficiary and day, so that no halves pass."""

from typing import Literal

from services.finance.domain.fund import holder_rules, rules
from services.finance.domain.fund.books import approval_of
from services.finance.domain.fund.state import FUND, Fund
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import Context, Events, refuse
from shared.kernel.aggregate.context import names_a_service
from shared.schemas.finance import fund_keeping

Act = Literal["allocation", "advance", "payment"]


def approvers(
    fund: Fund, act: Act, beneficiary: str, fen: int, context: Context
) -> tuple[str, ...]:
    """The two who approve a large amount: one before, and who acts now. Nobody for others.

    Large is what exceeds the threshold together with what the beneficiary, a project, a town
    or a county, already had of this fund today: as allocations, or as payments and advances.
    """
    threshold = context.parameter("finance.two_approvers_above_fen")
    if _of_the_day(fund, act, beneficiary, fen, context) <= threshold:
        return ()
    first = fund.kept.approvals.get(approval_of(act, beneficiary, fen), "")
    second = context.actor.person
    if first in ("", second) or names_a_service(first):
        refuse(holder_rules.TWO_APPROVERS, threshold=threshold, first=first or "—")
    return (first, second)


@FUND.command(title="大额资金第一审批", clause=rules.CLAUSE, by=HOLDERS)
def approve_spending(fund: Fund, cmd: fund_keeping.ApproveSpending, context: Context) -> Events:
    """The first of two approvals of an amount that goes above the threshold today."""
    threshold = context.parameter("finance.two_approvers_above_fen")
    if _of_the_day(fund, cmd.act, cmd.beneficiary, cmd.amount_fen, context) <= threshold:
        refuse(holder_rules.ONE_APPROVER_IS_ENOUGH, threshold=threshold)
    person = context.actor.person
    if fund.kept.approvals.get(approval_of(cmd.act, cmd.beneficiary, cmd.amount_fen)) != person:
        yield fund_keeping.SpendingApproved.of(cmd, approver=person, approved_on=context.today)


def _of_the_day(fund: Fund, act: Act, beneficiary: str, fen: int, context: Context) -> int:
    return fen + fund.kept.day.moved_fen(context.today, act, beneficiary)
