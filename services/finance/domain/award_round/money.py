"""The money behind an award round: reserved at its opening, allocated by the grant (RZ-2.2.f).

Both go into the fund's own stream in the same append as the round's event: no award without
money, no pool that the fund has promised elsewhere.
"""

from collections.abc import Iterable

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.state import AwardRound
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.allocation import require_served
from services.finance.domain.fund.reserve import Grant, allocate_reserved, release, reserve
from services.finance.domain.fund.state import FUND, Fund
from shared.kernel.aggregate import Context, Events, elsewhere, guard, refuse
from shared.schemas.finance import award_round, award_round_result
from shared.schemas.finance import award_round_changes as award_changes
from shared.schemas.finance import fund as funds

ByRound = (
    award_round.OpenRound | award_round_result.GrantAwards | award_changes.CancelRound
    | award_changes.RevokeAward | award_changes.RecoverAward
)  # fmt: skip


def fund_of(
    round: AwardRound,
    cmd: ByRound,
) -> list[str]:
    """The round's fund; a round stored without one names it when it grants."""
    named = round.fund or getattr(cmd, "fund", None)
    return [named] if named else []


BACKED = guard(FUND, fund_of)
FOLLOWED = guard(ELIGIBILITY, lambda round, _: sorted({p for p in round.projects.values() if p}))
"""The projects that awards of project money go to."""


def reserve_pool(cmd: award_round.OpenRound, context: Context) -> tuple[Fund, Events]:
    """The fund, and the pool reserved in it; refused beyond its free money, or if it does not
    serve every town of the round."""
    if cmd.fund is None:
        refuse(rules.FUND_BACKS_THE_POOL)
    fund = context.guard(Fund, cmd.fund)
    events = reserve(fund, cmd.fund, cmd.round, cmd.pool_fen, context)
    for town in cmd.towns:
        require_served(fund, town, context)
    return fund, elsewhere(Fund, cmd.fund, events)


def allocate_awards(
    round: AwardRound,
    cmd: award_round_result.GrantAwards,
    awards: Iterable[award_round.Award],
    context: Context,
) -> tuple[str, Events]:
    """The fund, and the awards allocated out of it under the rules of any allocation."""
    named = fund_of(round, cmd)
    if not named:
        refuse(rules.FUND_BACKS_THE_POOL)
    (id,) = named
    fund = context.guard(Fund, id)
    grants = [
        Grant(award.town, round.projects.get(award.town) or None, award.amount_fen)
        for award in awards
        if award.amount_fen
    ]
    events = allocate_reserved(fund, id, cmd.round, grants, cmd.document, context)
    return id, elsewhere(Fund, id, events)


def release_pool(round: AwardRound, cmd: award_changes.CancelRound, context: Context) -> Events:
    """The pool of a round that ends without awards is free again."""
    for id in fund_of(round, cmd):
        fund = context.guard(Fund, id)
        yield from elsewhere(Fund, id, release(fund, id, cmd.round))


def uncommitted_fen(round: AwardRound, town: str, context: Context) -> int:
    """What of the awarded project's money no contract binds; a general transfer is the town's."""
    project = round.projects.get(town)
    if not project or not round.fund:
        return 0
    return context.guard(Fund, round.fund).of(project).uncommitted_fen


def recalled(
    round: AwardRound, town: str, fen: int, reason: str, context: Context
) -> Iterable[object]:
    """So much of the awarded project's money is free again."""
    if not fen:
        return []
    fund = context.guard(Fund, round.fund)
    back = funds.FundsRecalled(
        round.fund, project=round.projects[town], town=town, amount_fen=fen, reason=reason,
        kind=fund.kind, year=fund.year,
    )  # fmt: skip
    return elsewhere(Fund, round.fund, [back])
