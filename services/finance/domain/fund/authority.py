"""Who disposes of a fund's money: its holder, or a town within the authority delegated to it.

A county delegates what it holds (RZ-2.2.b); a city's own money is nobody's to delegate but its own.
"""

from typing import Protocol

from services.finance.domain.fiscal_system.state import FISCAL_SYSTEM, FiscalSystem
from services.finance.domain.fund import holder_rules
from services.finance.domain.fund.state import Fund
from shared.kernel.aggregate import Context, guard, refuse


class ByAuthority(Protocol):
    """A command that a town may give too: it names itself and the delegated matter."""

    @property
    def town(self) -> str | None: ...

    @property
    def matter(self) -> str | None: ...


AUTHORITY = guard(
    FISCAL_SYSTEM, lambda fund, cmd: [fund.county] if cmd.town and fund.county else []
)


def may_dispose(fund: Fund, context: Context) -> None:
    """The condition that somebody holds the money, or is a town whose county does."""
    town = context.town(context.actor.organisation)
    if not _holds(fund, context) and (town is None or town.county != fund.county):
        refuse(holder_rules.HOLDER_DISPOSES, holder=fund.holder)


def _holds(fund: Fund, context: Context) -> bool:
    return context.actor.organisation in ("system", fund.holder, fund.county)


def require_authority(
    fund: Fund, cmd: ByAuthority, act: str, project: str, of_town: str, fen: int, context: Context
) -> None:
    """Refused to a town beyond its limit in force: for its own projects, and counted by project and
    day."""
    if _holds(fund, context):
        return
    by = context.actor.organisation
    if by != cmd.town:
        refuse(holder_rules.HOLDER_DISPOSES, holder=fund.holder)
    if of_town != by:
        refuse(holder_rules.AUTHORITY_OVER_ITS_OWN, town=by)
    system = context.guard(FiscalSystem, fund.county)
    limit = system.limit_of(by, cmd.matter or "", context.today)
    if limit is None:
        known = "、".join(system.matters_of(by, context.today)) or "—"
        refuse(holder_rules.AUTHORITY_IS_IN_FORCE, matters=known)
    left = limit - fund.kept.large.moved_fen(context.today, act, project)
    if fen > left:
        refuse(holder_rules.WITHIN_AUTHORITY, limit=limit, available=max(0, left), needs=fen - left)
