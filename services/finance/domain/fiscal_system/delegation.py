"""Authority over funds is delegated to towns, matter by matter, and withdrawn (RZ-2.2.b)."""

from services.finance.domain.fiscal_system import rules
from services.finance.domain.fiscal_system.state import (
    CLAUSE,
    FISCAL_SYSTEM,
    NOTHING,
    Delegated,
    FiscalSystem,
    basis_of,
)
from services.finance.domain.organisations import COUNTY_FINANCE
from shared.kernel.aggregate import (
    COUNTY,
    Context,
    Events,
    pick,
    refuse,
)
from shared.schemas.finance import fiscal_system


def _require_listed(
    system: FiscalSystem, cmd: fiscal_system.DelegateFundAuthority, _: Context
) -> None:
    unknown = [matter for matter in cmd.matters if matter not in system.matters]
    if not cmd.matters or unknown:
        refuse(rules.DELEGATED_MATTERS_ARE_LISTED, unknown="、".join(unknown) or "—")


@FISCAL_SYSTEM.command(
    title="下放资金管理权限",
    clause=CLAUSE,
    by=[COUNTY],
    picks=[pick("matters", _require_listed)],
)
def delegate_fund_authority(
    system: FiscalSystem, cmd: fiscal_system.DelegateFundAuthority, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or town.county != system.county or not town.pilot:
        refuse(rules.PILOT_TOWN_OF_THE_COUNTY, town=cmd.town, county=system.county)
    _require_listed(system, cmd, context)
    known = system.delegated.get(cmd.town, NOTHING)
    new = Delegated(cmd.limit_fen, cmd.effective_from)
    if any(known.get(matter, ())[-1:] != (new,) for matter in cmd.matters):
        yield fiscal_system.FundAuthorityDelegated.of(cmd, basis=basis_of(system.county, context))


def _require_delegated(
    system: FiscalSystem, cmd: fiscal_system.WithdrawFundAuthority, _: Context
) -> None:
    known = system.delegated.get(cmd.town, NOTHING)
    without = [matter for matter in cmd.matters if matter not in known]
    if not cmd.matters or without:
        refuse(
            rules.ONLY_DELEGATED_IS_WITHDRAWN,
            without="、".join(without) or "—",
            known="、".join(sorted(known)) or "—",
        )


@FISCAL_SYSTEM.command(
    title="收回资金管理权限",
    clause=CLAUSE,
    by=[COUNTY, COUNTY_FINANCE],
    picks=[pick("matters", _require_delegated)],
)
def withdraw_fund_authority(
    system: FiscalSystem, cmd: fiscal_system.WithdrawFundAuthority, context: Context
) -> Events:
    """At once; what the town decided within it stays."""
    _require_delegated(system, cmd, context)
    return [
        fiscal_system.FundAuthorityWithdrawn(
            county=cmd.county, town=cmd.town, basis=basis_of(system.county, context),
            matters=tuple(dict.fromkeys(cmd.matters)), withdrawn_on=context.today,
            reason=cmd.reason, document=cmd.document,
        )
    ]  # fmt: skip
