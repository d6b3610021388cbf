"""A town introduces somebody; who he is, is verified; and one day he leaves (RZ-2.5.e, f)."""

from services.talent.domain.introduced_talent import rules
from services.talent.domain.introduced_talent.state import (
    CLAUSE,
    INTRODUCED_TALENT,
    IntroducedTalent,
    require_here,
)
from services.talent.domain.organisations import COUNTY_HUMAN_RESOURCES, HUMAN_RESOURCES
from services.talent.domain.shortage_list import SHORTAGE_LIST, ShortageList
from shared.kernel.aggregate import TOWN, Context, Events, guard, holds, refuse
from shared.schemas.talent import introduced_talent as talents


@INTRODUCED_TALENT.command(
    title="引进急需紧缺人才", clause=CLAUSE, by=[TOWN], creates=True,
    guards=[guard(SHORTAGE_LIST, lambda _, cmd: [cmd.shortage_list] if cmd.shortage_list else [])],
    numbered="{town}-talent-{year}",
)  # fmt: skip
def introduce_talent(
    talent: IntroducedTalent, cmd: talents.IntroduceTalent, context: Context
) -> Events:
    county = _county(cmd, context)
    if cmd.special_document is None and not _listed(cmd, context):
        refuse(rules.ON_THE_LIST)
    yield talents.TalentIntroduced.of(
        cmd, county=county, introduced_on=context.today, verify_working_days=_days(context)
    )


@INTRODUCED_TALENT.command(
    title="引进乡村特色人才",
    clause=talents.RURAL,
    by=[TOWN],
    creates=True,
    numbered="{town}-specialist-{year}",
)
def introduce_specialist(
    talent: IntroducedTalent, cmd: talents.IntroduceSpecialist, context: Context
) -> Events:
    county = _county(cmd, context)
    yield talents.SpecialistIntroduced.of(
        cmd, county=county, introduced_on=context.today, verify_working_days=_days(context)
    )


def _unverified(talent: IntroducedTalent) -> None:
    if talent.verified is not None:
        refuse(rules.VERIFIED_ONCE)


@INTRODUCED_TALENT.command(
    title="核实人才",
    clause=CLAUSE,
    by=[HUMAN_RESOURCES, COUNTY_HUMAN_RESOURCES],
    when=[holds(_unverified)],
)
def verify_talent(talent: IntroducedTalent, cmd: talents.VerifyTalent, context: Context) -> Events:
    yield talents.TalentVerified.of(cmd, town=talent.town, verified_on=context.today)


@INTRODUCED_TALENT.command(
    title="人才离开",
    clause=CLAUSE,
    by=[TOWN, HUMAN_RESOURCES, COUNTY_HUMAN_RESOURCES],
    when=[holds(require_here)],
)
def end_engagement(
    talent: IntroducedTalent, cmd: talents.EndEngagement, context: Context
) -> Events:
    assert talent.arrived_on is not None
    if not talent.arrived_on <= cmd.ended_on <= context.today:
        refuse(rules.LEFT_AFTER_ARRIVAL, arrived_on=talent.arrived_on, today=context.today)
    yield talents.EngagementEnded.of(cmd, town=talent.town)


def _listed(cmd: talents.IntroduceTalent, context: Context) -> bool:
    if cmd.shortage_list is None or cmd.item is None:
        return False
    return cmd.item in context.guard(ShortageList, cmd.shortage_list).items


def _county(cmd: talents.IntroduceTalent | talents.IntroduceSpecialist, context: Context) -> str:
    """Of the pilot town in which somebody has arrived."""
    town = context.town(cmd.town)
    if town is None or not town.pilot:
        refuse(rules.FOR_PILOT, town=cmd.town)
    if cmd.arrived_on > context.today:
        refuse(rules.ARRIVED, today=context.today)
    return town.county


def _days(context: Context) -> int:
    days: int = context.parameter("talent.verify_working_days")
    return days
