"""An award round from its ranking to the awards: publicity, objections, granting (RZ-2.2.f)."""

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.bids import require_stage
from services.finance.domain.award_round.money import BACKED, FOLLOWED, allocate_awards
from services.finance.domain.award_round.ranking import share_out
from services.finance.domain.award_round.state import AWARD_ROUND, CLAUSE, AwardRound, Objection
from services.finance.domain.organisations import FINANCE, GOV_OFFICE
from shared.kernel.aggregate import (
    ANYONE,
    Context,
    Events,
    holds,
    pick,
    refuse,
)
from shared.schemas.finance import award_round, award_round_result


def _objected_during_publicity(round: AwardRound, _: Context) -> None:
    if round.publicity_over:
        refuse(rules.OBJECTED_DURING_PUBLICITY, last=round.publicity)


def _publicity_has_ended(round: AwardRound, _: Context) -> None:
    if not round.publicity_over:
        refuse(rules.PUBLICITY_HAS_ENDED, days=round.publicity_days, since=round.publicised_on)


def _no_open_objection(round: AwardRound, _: Context) -> None:
    if round.open_objections:
        refuse(rules.NO_OPEN_OBJECTION, objections="、".join(round.open_objections))


@AWARD_ROUND.command(
    title="公示结果", clause=CLAUSE, by=[FINANCE], when=[holds(require_stage, "scored")]
)
def publicise_result(
    round: AwardRound, cmd: award_round_result.PubliciseResult, context: Context
) -> Events:
    days = context.parameter("finance.award_publicity_working_days")
    return [
        award_round_result.AwardResultPublicised(
            cmd.round, publicity=round.publicity + 1, ranking=round.ranking,
            awards=_divide_prizes(round), publicised_on=context.today, working_days=days,
        )
    ]  # fmt: skip


@AWARD_ROUND.command(
    title="提出异议",
    clause=CLAUSE,
    by=[ANYONE],
    when=[holds(require_stage, "publicised"), _objected_during_publicity],
)
def lodge_objection(
    round: AwardRound, cmd: award_round_result.LodgeObjection, context: Context
) -> Events:
    if cmd.objection in round.objections:
        refuse(rules.OBJECTION_IS_NEW, objection=cmd.objection)
    if cmd.about is not None and cmd.about not in round.in_the_running:
        refuse(rules.BID_EXISTS, town=cmd.about)
    days = context.parameter("finance.award_objection_working_days")
    by = context.actor.organisation
    return [
        award_round_result.AwardObjectionLodged.of(
            cmd, organisation=by, lodged_on=context.today, working_days=days
        )
    ]


def _require_deciding(
    round: AwardRound, cmd: award_round_result.ResolveObjection, context: Context
) -> Objection:
    objection, by = round.objections.get(cmd.objection), context.actor.organisation
    if objection is None or not objection.open:
        refuse(rules.OBJECTION_IS_OPEN, objection=cmd.objection)
    if by == objection.party:
        refuse(rules.NOT_IN_ONES_OWN_CAUSE, organisation=by)
    if by != objection.decides:
        refuse(rules.RIGHT_BODY_DECIDES, decides=objection.decides)
    return objection


@AWARD_ROUND.command(
    title="处理异议",
    clause=CLAUSE,
    by=[FINANCE, GOV_OFFICE],
    when=[holds(require_stage, "open", "scored", "publicised")],
    picks=[pick("objection", _require_deciding)],
)
def resolve_objection(
    round: AwardRound, cmd: award_round_result.ResolveObjection, context: Context
) -> Events:
    """An upheld one voids the scores that it is about, all of them if about no single bid."""
    objection = _require_deciding(round, cmd, context)
    rescored: tuple[str, ...] = ()
    if cmd.upheld:
        about = objection.lodged.about
        running = sorted(round.in_the_running)
        rescored = tuple(town for town in running if about in (None, town))
    return [
        award_round_result.AwardObjectionResolved.of(
            cmd, rescored=rescored, decided_by=context.actor.organisation, decided_on=context.today
        )
    ]


@AWARD_ROUND.command(
    title="授予奖补",
    clause=CLAUSE,
    by=[FINANCE],
    guards=[BACKED, FOLLOWED],
    when=[holds(require_stage, "publicised"), _publicity_has_ended, _no_open_objection],
)
def grant_awards(
    round: AwardRound, cmd: award_round_result.GrantAwards, context: Context
) -> Events:
    awards = _divide_prizes(round)
    total = sum(award.amount_fen for award in awards)
    fund, allocations = allocate_awards(round, cmd, awards, context)
    return [
        award_round_result.AwardsGranted(
            cmd.round, ranking=round.ranking, awards=awards, total_fen=total,
            pool_fen=round.pool_fen, granted_on=context.today, document=cmd.document, fund=fund,
        ),
        *allocations,
    ]  # fmt: skip


def _divide_prizes(round: AwardRound) -> tuple[award_round.Award, ...]:
    return share_out(round.ranking, round.prizes_fen, round.in_the_running, round.minimum_score)
