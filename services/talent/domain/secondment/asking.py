"""A town asks for somebody, and is answered: from which unit, or that nobody comes (RZ-2.5.b)."""

from services.talent.domain.organisations import COUNTY_ORGANIZATION, ORGANIZATION, is_department
from services.talent.domain.secondment import rules
from services.talent.domain.secondment.state import (
    CLAUSE,
    SECONDMENT,
    Secondment,
    require_stage,
)
from shared.kernel.aggregate import TOWN, Context, Events, holds, refuse
from shared.schemas.talent import secondment as secondments


@SECONDMENT.command(
    title="提出挂职需求",
    clause=CLAUSE,
    by=[TOWN],
    creates=True,
    numbered="{town}-secondment-{year}",
)
def request_secondee(
    secondment: Secondment, cmd: secondments.RequestSecondee, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.pilot:
        refuse(rules.SECONDED_TO_PILOT, town=cmd.town)
    yield secondments.SecondeeRequested.of(
        cmd,
        county=town.county,
        guided_by=f"{town.county}-organization",
        requested_on=context.today,
        answer_working_days=context.parameter("talent.secondee_answer_working_days"),
    )


@SECONDMENT.command(
    title="提出挂职人选单位",
    clause=CLAUSE,
    by=[ORGANIZATION, COUNTY_ORGANIZATION],
    when=[holds(require_stage, "requested")],
)
def nominate_secondee(
    secondment: Secondment, cmd: secondments.NominateSecondee, context: Context
) -> Events:
    if not is_department(cmd.sender, context.registry):
        refuse(rules.SENT_BY_DEPARTMENT, sender=cmd.sender)
    yield secondments.SecondeeNominated.of(cmd, town=secondment.town, nominated_on=context.today)


@SECONDMENT.command(
    title="不予选派挂职",
    clause=CLAUSE,
    by=[ORGANIZATION, COUNTY_ORGANIZATION],
    when=[holds(require_stage, "requested", "nominated")],
)
def decline_secondee(
    secondment: Secondment, cmd: secondments.DeclineSecondee, context: Context
) -> Events:
    yield secondments.SecondeeDeclined.of(cmd, town=secondment.town, declined_on=context.today)
