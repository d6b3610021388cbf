"""What an allocation, and every movement of money, must satisfy (RZ-2.2.c)."""

from datetime import date
from typing import Any

from services.finance.domain.eligibility import Eligibility
from services.finance.domain.fund import keeping_rules, rules
from services.finance.domain.fund.approvals import require_approvers
from services.finance.domain.fund.state import Fund
from shared.kernel.aggregate import Context, Rule, refuse
from shared.kernel.aggregate.reforms import refuse_unless_opened
from shared.schemas.finance import fund as funds


def allocate_to_project(
    fund: Fund,
    id: str,
    project: str,
    fen: int,
    document: str | None,
    context: Context,
    *,
    matter: str | None = None,
) -> funds.FundsAllocated:
    """The allocation to a live project of whom the fund serves; under a delegated `matter`, if any."""
    town = require_live_project(project, context).town
    require_served(fund, town, context)
    require_usable(fund, context)
    require_within(rules.WITHIN_APPROPRIATION, fund.free_fen, fen)
    both = require_approvers(fund, "allocation", project, fen, context)
    return funds.FundsAllocated(
        id, project=project, town=town, amount_fen=fen, document=document, kind=fund.kind,
        year=fund.year, approvers=both, acted_on=context.today, matter=matter,
    )  # fmt: skip


def allocate_to_work(
    fund: Fund, cmd: funds.AllocateFunds, project: str, context: Context
) -> funds.PreliminaryFundsAllocated:
    """The allocation to listed work before a project's admission: a listed exception."""
    if cmd.receiver is None or cmd.purpose is None or not cmd.reason or not cmd.document:
        refuse(rules.EXCEPTION_IS_DOCUMENTED, project=project)
    town = _require_receiver(fund, cmd.receiver, cmd.amount_fen, context)
    both = require_approvers(fund, "allocation", project, cmd.amount_fen, context)
    return funds.PreliminaryFundsAllocated(
        cmd.fund, project=project, town=town, amount_fen=cmd.amount_fen, purpose=cmd.purpose,
        reason=cmd.reason, document=cmd.document, kind=fund.kind, year=fund.year, approvers=both,
        acted_on=context.today,
    )  # fmt: skip


def allocate_to_town(
    fund: Fund, cmd: funds.AllocateFunds, context: Context
) -> funds.TransferAllocated:
    """The allocation of a general transfer."""
    if cmd.project is not None or cmd.receiver is None:
        refuse(rules.GENERAL_GOES_TO_A_TOWN, fund=cmd.fund)
    return transfer_to_town(fund, cmd.fund, cmd.receiver, cmd.amount_fen, cmd.document, context)


def transfer_to_town(
    fund: Fund, id: str, receiver: str, fen: int, document: str | None, context: Context
) -> funds.TransferAllocated:
    """A general transfer to a registered town that the fund serves."""
    town = _require_receiver(fund, receiver, fen, context)
    both = require_approvers(fund, "allocation", town, fen, context)
    return funds.TransferAllocated(
        id, town=town, amount_fen=fen, kind=fund.kind, year=fund.year, document=document,
        approvers=both, acted_on=context.today,
    )  # fmt: skip


def require_live_project(project: str, context: Context) -> Eligibility:
    """The project's eligibility; refused unless it is admitted, has not left, and no adjustment
    of it waits to be confirmed."""
    eligibility = context.guard(Eligibility, project)
    if not eligibility.live:
        refuse(rules.PROJECT_IS_LIVE, project=project)
    if eligibility.suspended:
        refuse(rules.ADJUSTMENT_IS_CONFIRMED, project=project)
    if eligibility.code_awaited:
        refuse_unless_opened(rules.CODE_BEFORE_MONEY, eligibility.town, context, project=project)
    return eligibility


def require_usable(fund: Fund, context: Context) -> None:
    """Money is used in its year, and in the next once it was carried over; then it is surplus:
    neither allocated nor committed any more."""
    if fund.kept.closed or context.today.year > fund.last_year:
        refuse(keeping_rules.SURPLUS_IS_NOT_USED, last=fund.last_year)
    if context.today.year > fund.kept.carried_into:
        refuse(keeping_rules.CARRIED_OVER_FIRST, year=context.today.year)


def require_past_day(day: date, context: Context) -> date:
    """A day from which a limit runs; refused while it is still to come."""
    if day > context.today:
        refuse(rules.DATED_BY_NOW, day=day)
    return day


def require_within(rule: Rule, available: int, wanted: int, **values: Any) -> None:
    """Refuse what exceeds the available amount, saying by how much."""
    if wanted > available:
        refuse(rule, available=available, needs=wanted - available, **values)


def _require_receiver(fund: Fund, receiver: str, fen: int, context: Context) -> str:
    town = context.town(receiver)
    if town is None or not town.active:
        refuse(rules.TOWN_IS_REGISTERED, town=receiver)
    require_served(fund, town.id, context)
    require_usable(fund, context)
    require_within(rules.WITHIN_APPROPRIATION, fund.free_fen, fen)
    return town.id


def require_served(fund: Fund, town: str, context: Context) -> None:
    """Refuse a town that a county's fund is not for."""
    county = context.registry.county_of(town)
    if fund.county and fund.county != county:
        refuse(rules.COUNTY_SERVES_ITS_OWN, fund_county=fund.county, project_county=county)
