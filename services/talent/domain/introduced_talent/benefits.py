"""A benefit is publicised, granted once a person and policy, stopped, recovered (RZ-2.5.e)."""

from services.talent.domain.benefit_once import (
    BENEFIT_ONCE,
    BenefitOnce,
    benefit_of,
    take_benefit,
)
from services.talent.domain.introduced_talent import rules
from services.talent.domain.introduced_talent.state import (
    CLAUSE,
    INTRODUCED_TALENT,
    Benefit,
    IntroducedTalent,
    require_here,
)
from services.talent.domain.organisations import COUNTY_HUMAN_RESOURCES, HUMAN_RESOURCES
from shared.kernel.aggregate import Context, Events, guard, holds, pick, pick_id, refuse
from shared.schemas.talent import introduced_talent as talents

BY = (HUMAN_RESOURCES, COUNTY_HUMAN_RESOURCES)


def _verified(talent: IntroducedTalent) -> None:
    if talent.verified is not True:
        refuse(rules.VERIFIED)


@INTRODUCED_TALENT.command(
    title="人才待遇公示", clause=CLAUSE, by=BY, when=[holds(_verified), holds(require_here)]
)
def publicise_benefit(
    talent: IntroducedTalent, cmd: talents.PubliciseBenefit, context: Context
) -> Events:
    if cmd.benefit_policy in talent.benefits:
        refuse(rules.PUBLICISED_ONCE, benefit_policy=cmd.benefit_policy)
    yield talents.BenefitPublicised.of(
        cmd,
        town=talent.town,
        publicised_on=context.today,
        publicity_working_days=context.parameter("talent.benefit_publicity_working_days"),
    )


def _require_publicised(
    talent: IntroducedTalent, cmd: talents.GrantBenefit, context: Context
) -> None:
    policy = cmd.benefit_policy
    publicised = talent.benefits.get(policy)
    if publicised is None or not publicised.over or cmd.amount_fen > publicised.publicised_fen:
        refuse(
            rules.PUBLICITY_OVER,
            benefit_policy=policy,
            days=context.parameter("talent.benefit_publicity_working_days"),
            amount_fen=publicised.publicised_fen if publicised else 0,
        )


@INTRODUCED_TALENT.command(
    title="兑现人才待遇",
    clause=CLAUSE,
    by=BY,
    guards=[guard(BENEFIT_ONCE, lambda t, cmd: benefit_of(t.person, cmd.benefit_policy))],
    when=[holds(_verified), holds(require_here)],
    picks=[pick("benefit_policy", _require_publicised, {"amount_fen": 1})],
)
def grant_benefit(talent: IntroducedTalent, cmd: talents.GrantBenefit, context: Context) -> Events:
    policy = cmd.benefit_policy
    taken = context.guard(BenefitOnce, benefit_of(talent.person, policy))
    once = take_benefit(taken, talent.person, policy, talent.town)
    _require_publicised(talent, cmd, context)
    yield talents.BenefitGranted.of(
        cmd, town=talent.town, county=talent.county, granted_on=context.today
    )
    yield from once


def _require_running(talent: IntroducedTalent, policy: str, _: Context) -> None:
    if _granted(talent, policy).stopped:
        refuse(rules.GRANTED, benefit_policy=policy)


@INTRODUCED_TALENT.command(
    title="停发人才待遇", clause=CLAUSE, by=BY, picks=[pick_id("benefit_policy", _require_running)]
)
def stop_benefit(talent: IntroducedTalent, cmd: talents.StopBenefit, context: Context) -> Events:
    _require_running(talent, cmd.benefit_policy, context)
    yield talents.BenefitStopped.of(cmd, town=talent.town, stopped_on=context.today)


def _require_left(talent: IntroducedTalent, cmd: talents.RecoverBenefit, _: Context) -> None:
    benefit = _granted(talent, cmd.benefit_policy)
    left_fen = benefit.granted_fen - benefit.recovered_fen
    if cmd.amount_fen > left_fen:
        refuse(rules.RECOVERED_WITHIN, left_fen=left_fen)


@INTRODUCED_TALENT.command(
    title="追回人才待遇",
    clause=CLAUSE,
    by=BY,
    picks=[pick("benefit_policy", _require_left, {"amount_fen": 1})],
)
def recover_benefit(
    talent: IntroducedTalent, cmd: talents.RecoverBenefit, context: Context
) -> Events:
    _require_left(talent, cmd, context)
    yield talents.BenefitRecovered.of(cmd, town=talent.town, recovered_on=context.today)


def _granted(talent: IntroducedTalent, policy: str) -> Benefit:
    benefit = talent.benefits.get(policy)
    if benefit is None or not benefit.granted_fen:
        refuse(rules.GRANTED, benefit_policy=policy)
    return benefit
