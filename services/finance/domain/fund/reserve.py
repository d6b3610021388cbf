"""Money set aside in a fund for what another aggregate decides, such as an award round (RZ-2.2.c).

The other aggregate's command guards the fund and appends these events `elsewhere`: to reserve, to
let go, and to allocate what it granted out of what it had reserved.

    @AWARD_ROUND.command(..., guards=[guard(FUND, "fund")])
    def grant_awards(round, cmd, context):
        fund = context.guard(Fund, round.fund)
        grants = [Grant("taoluo", "p-1", 500)]
        events = allocate_reserved(fund, round.fund, "award-2024", grants, cmd.document, context)
        return [AwardsGranted(...), *elsewhere(Fund, round.fund, events)]

A grant to a project needs its eligibility guarded too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from services.finance.domain.fund import rules
from services.finance.domain.fund.allocation import (
    allocate_to_project,
    require_usable,
    require_within,
    transfer_to_town,
)
from services.finance.domain.fund.state import FUND, Fund
from shared.kernel.aggregate import Context, refuse
from shared.schemas.finance import fund_keeping


@dataclass(frozen=True, slots=True)
class Grant:
    """What one project receives; a general transfer names the town alone."""

    town: str
    project: str | None
    amount_fen: int


def reserve(fund: Fund, id: str, purpose: str, fen: int, context: Context) -> list[object]:
    """So much of the fund's free money waits for a purpose; refused beyond what is free."""
    if not fund.year:
        refuse(rules.FUND_IS_REGISTERED, fund=id)
    require_usable(fund, context)
    require_within(rules.WITHIN_APPROPRIATION, fund.free_fen, fen)
    return [fund_keeping.FundsReserved(id, purpose=purpose, amount_fen=fen)]


def release(fund: Fund, id: str, purpose: str) -> list[object]:
    """What the purpose still has reserved is free again; nothing if it has nothing."""
    fen = fund.kept.reserved.get(purpose, 0)
    return [fund_keeping.FundsReleased(id, purpose=purpose, amount_fen=fen)] if fen else []


def allocate_reserved(
    fund: Fund, id: str, purpose: str, grants: Iterable[Grant], document: str | None,
    context: Context,
) -> list[object]:  # fmt: skip
    """The purpose's money is let go and allocated by grant, under the rules of any allocation:
    live projects of whom the fund serves, within what is free, two approvers of large money."""
    events = release(fund, id, purpose)
    now = FUND.replay(events, fund)
    for grant in grants:
        event = _allocate(now, id, grant, document, context)
        now = FUND.replay([event], now)
        events.append(event)
    return events


def _allocate(fund: Fund, id: str, grant: Grant, document: str | None, context: Context) -> object:
    if fund.kind == "general":
        return transfer_to_town(fund, id, grant.town, grant.amount_fen, document, context)
    if grant.project is None:
        refuse(rules.SPECIAL_NAMES_A_PROJECT, fund=id)
    return allocate_to_project(fund, id, grant.project, grant.amount_fen, document, context)
