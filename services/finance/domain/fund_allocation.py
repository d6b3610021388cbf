"""What an allocation, and every movement of money, must satisfy (RZ-2.2.c)."""

from typing import Any

from services.finance.domain import fund_rules as rules
from services.finance.domain.eligibility import Eligibility
from services.finance.domain.fund import CARRIED_YEARS, Fund
from services.finance.domain.fund_books import approval_of
from shared.aggregate import Context, Rule, refuse
from shared.schemas.finance.fund import (
    AllocateFunds,
    FundsAllocated,
    PreliminaryFundsAllocated,
    TransferAllocated,
)


def money_for_project(
    fund: Fund, id: str, project: str, fen: int, document: str | None, context: Context
) -> FundsAllocated:
    """The allocation to a live project of whom the fund serves."""
    town = live_project(project, context).town
    _serves(fund, town, context)
    still_usable(fund, context)
    within(rules.WITHIN_APPROPRIATION, fund.free_fen, fen)
    both = approvers(fund, "allocation", project, fen, context)
    return FundsAllocated(id, project, town, fen, document, fund.kind, fund.year, both)


def money_for_work(
    fund: Fund, cmd: AllocateFunds, project: str, context: Context
) -> PreliminaryFundsAllocated:
    """The allocation to listed work before a project's admission: a listed exception."""
    if cmd.receiver is None or cmd.purpose is None or not cmd.reason or not cmd.document:
        refuse(rules.EXCEPTION_IS_DOCUMENTED, project=project)
    town = _receiver(fund, cmd, context)
    both = approvers(fund, "allocation", project, cmd.amount_fen, context)
    return PreliminaryFundsAllocated(
        cmd.fund, project, town, cmd.amount_fen, cmd.purpose, cmd.reason, cmd.document,
        fund.kind, fund.year, both,
    )  # fmt: skip


def money_for_town(fund: Fund, cmd: AllocateFunds, context: Context) -> TransferAllocated:
    """The allocation of a general transfer."""
    if cmd.project is not None or cmd.receiver is None:
        refuse(rules.GENERAL_GOES_TO_A_TOWN, fund=cmd.fund)
    town = _receiver(fund, cmd, context)
    both = approvers(fund, "allocation", town, cmd.amount_fen, context)
    return TransferAllocated(
        cmd.fund, town, cmd.amount_fen, fund.kind, fund.year, cmd.document, both
    )


def live_project(project: str, context: Context) -> Eligibility:
    """The project's eligibility; refused unless it is admitted, has not left, and no adjustment
    of it waits to be confirmed."""
    eligibility = context.guard(Eligibility, project)
    if not eligibility.live:
        refuse(rules.PROJECT_IS_LIVE, project=project)
    if eligibility.suspended:
        refuse(rules.ADJUSTMENT_IS_CONFIRMED, project=project)
    return eligibility


def approvers(
    fund: Fund, act: str, beneficiary: str, fen: int, context: Context
) -> tuple[str, ...]:
    """The two who approve a large amount: one before, and who acts now. Nobody for others."""
    threshold = context.parameter("finance.two_approvers_above_fen")
    if fen <= threshold:
        return ()
    first, second = (
        fund.kept.approvals.get(approval_of(act, beneficiary, fen), ""),
        context.actor.person,
    )
    if first in ("", second):
        refuse(rules.TWO_APPROVERS, threshold=threshold, first=first or "—")
    return (first, second)


def still_usable(fund: Fund, context: Context) -> None:
    """Money carried for two years is surplus: it is neither allocated nor committed any more."""
    last = fund.year + CARRIED_YEARS
    if fund.kept.closed or context.today.year > last:
        refuse(rules.SURPLUS_IS_NOT_USED, last=last)


def within(rule: Rule, available: int, wanted: int, **values: Any) -> None:
    """Refuse what exceeds the available amount, saying by how much."""
    if wanted > available:
        refuse(rule, available=available, needs=wanted - available, **values)


def _receiver(fund: Fund, cmd: AllocateFunds, context: Context) -> str:
    town = context.town(cmd.receiver or "")
    if town is None or not town.active:
        refuse(rules.TOWN_IS_REGISTERED, town=cmd.receiver)
    _serves(fund, town.id, context)
    still_usable(fund, context)
    within(rules.WITHIN_APPROPRIATION, fund.free_fen, cmd.amount_fen)
    return town.id


def _serves(fund: Fund, town: str, context: Context) -> None:
    county = context.registry.county_of(town)
    if fund.county and fund.county != county:
        refuse(rules.COUNTY_SERVES_ITS_OWN, fund_county=fund.county, project_county=county)
