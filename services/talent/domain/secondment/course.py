"""A secondment from the posting document to its end: 返回, 延期 or 留任 (RZ-2.5.b)."""

from datetime import date

from services.talent.domain.months import months_after
from services.talent.domain.organisations import (
    COUNTY_ORGANIZATION,
    ORGANIZATION,
    is_department,
)
from services.talent.domain.secondment import rules
from services.talent.domain.secondment.state import (
    CLAUSE,
    SECONDMENT,
    Secondment,
    require_stage,
)
from shared.kernel.aggregate import Context, Events, holds, refuse
from shared.schemas.talent import secondment as secondments

BY = (ORGANIZATION, COUNTY_ORGANIZATION)
RUNNING = holds(require_stage, "started")


@SECONDMENT.command(
    title="挂职任职", clause=CLAUSE, by=BY, when=[holds(require_stage, "nominated")]
)
def start_secondment(
    secondment: Secondment, cmd: secondments.StartSecondment, context: Context
) -> Events:
    _check_start(cmd, context.parameter("talent.secondment_months"), context)
    yield secondments.SecondmentStarted.of(
        cmd,
        town=secondment.town,
        sender=secondment.sender,
        warn_calendar_days=context.parameter("talent.secondment_warning_calendar_days"),
    )


@SECONDMENT.command(
    title="补录挂职", clause=CLAUSE, by=BY, creates=True, numbered="{town}-seconded-{year}"
)
def register_secondment(
    secondment: Secondment, cmd: secondments.RegisterSecondment, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.pilot:
        refuse(rules.SECONDED_TO_PILOT, town=cmd.town)
    if not is_department(cmd.sender, context.registry):
        refuse(rules.SENT_BY_DEPARTMENT, sender=cmd.sender)
    _check_start(cmd, context.parameter("talent.secondment_longest_months"), context)
    yield secondments.SecondmentRegistered.of(
        cmd,
        county=town.county,
        guided_by=f"{town.county}-organization",
        warn_calendar_days=context.parameter("talent.secondment_warning_calendar_days"),
    )


@SECONDMENT.command(title="挂职延期", clause=CLAUSE, by=BY, when=[RUNNING])
def extend_secondment(
    secondment: Secondment, cmd: secondments.ExtendSecondment, context: Context
) -> Events:
    assert secondment.started_on is not None and secondment.until is not None
    if cmd.until <= secondment.until:
        refuse(rules.EXTENDED_FORWARD, until=secondment.until)
    longest = context.parameter("talent.secondment_longest_months")
    _within_term(secondment.started_on, cmd.until, longest)
    yield secondments.SecondmentExtended.of(
        cmd, town=secondment.town, previous_until=secondment.until
    )


@SECONDMENT.command(
    title="挂职考核", clause=CLAUSE, by=BY, when=[holds(require_stage, "started", "ended")]
)
def appraise_secondee(
    secondment: Secondment, cmd: secondments.AppraiseSecondee, context: Context
) -> Events:
    assert secondment.started_on is not None and secondment.until is not None
    if cmd.person != secondment.person:
        refuse(rules.SAME_PERSON, person=secondment.person)
    years = range(secondment.started_on.year, min(secondment.until, context.today).year + 1)
    if cmd.year in secondment.appraised or cmd.year not in years:
        done = "、".join(map(str, secondment.appraised)) or "无"
        refuse(rules.ONCE_A_YEAR, year=cmd.year, done=done)
    yield secondments.SecondeeAppraised.of(cmd, town=secondment.town, appraised_on=context.today)


@SECONDMENT.command(title="挂职结束", clause=CLAUSE, by=BY, when=[RUNNING])
def end_secondment(
    secondment: Secondment, cmd: secondments.EndSecondment, context: Context
) -> Events:
    assert secondment.started_on is not None and secondment.until is not None
    if not secondment.started_on <= cmd.ended_on <= context.today:
        refuse(rules.ENDED_WITHIN, started_on=secondment.started_on, today=context.today)
    early = cmd.ended_on < secondment.until
    if cmd.end == ("returned" if early else "recalled"):
        refuse(rules.RECALLED_EARLY, until=secondment.until)
    yield secondments.SecondmentEnded.of(cmd, town=secondment.town, sender=secondment.sender)


def _check_start(
    cmd: secondments.StartSecondment | secondments.RegisterSecondment,
    months: int,
    context: Context,
) -> None:
    if not cmd.relation_stays:
        refuse(rules.RELATION_STAYS)
    if not cmd.decided_on <= cmd.started_on < cmd.until or cmd.decided_on > context.today:
        refuse(rules.DECIDED_BEFORE, decided_on=cmd.decided_on, started_on=cmd.started_on)
    _within_term(cmd.started_on, cmd.until, months)


def _within_term(started_on: date, until: date, months: int) -> None:
    latest = months_after(started_on, months)
    if until > latest:
        refuse(rules.WITHIN_TERM, latest=latest)
