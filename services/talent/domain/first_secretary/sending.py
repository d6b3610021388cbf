"""Somebody is sent to a village, or follows who is there (RZ-2.5.c)."""

from datetime import date, timedelta

from services.talent.domain.first_secretary import rules
from services.talent.domain.first_secretary.state import (
    CLAUSE,
    FIRST_SECRETARY,
    FirstSecretary,
    require_in_office,
)
from services.talent.domain.months import months_after
from services.talent.domain.organisations import (
    COUNTY_ORGANIZATION,
    ORGANIZATION,
    is_department,
)
from services.talent.domain.village_ranking import VILLAGE_RANKING, VillageRanking
from shared.kernel.aggregate import Context, Events, Guard, guard, holds, refuse
from shared.schemas.talent import first_secretary as secretaries

BY = (ORGANIZATION, COUNTY_ORGANIZATION)


def _ranking() -> Guard:
    return guard(VILLAGE_RANKING, lambda _, cmd: [cmd.ranking] if cmd.ranking else [])


def _vacant(secretary: FirstSecretary) -> None:
    if secretary.person:
        refuse(rules.ONE_A_VILLAGE, until=secretary.until)


@FIRST_SECRETARY.command(
    title="选派第一书记", clause=CLAUSE, by=BY, creates=None, guards=[_ranking()],
    when=[holds(_vacant)],
)  # fmt: skip
def dispatch_secretary(
    secretary: FirstSecretary, cmd: secretaries.DispatchSecretary, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None:
        refuse(rules.TOWN_HAS_VILLAGE, town=cmd.town)
    _check_sender(cmd.level, cmd.sender, context)
    ranked = context.guard(VillageRanking, cmd.ranking).villages if cmd.ranking else ()
    if cmd.village not in ranked and cmd.deviation is None:
        refuse(rules.RANKED_OR_REASONED, village=cmd.village)
    _check_term(cmd.started_on, cmd.until, context)
    yield secretaries.SecretaryDispatched.of(
        cmd, county=town.county, warn_calendar_days=_warning(context)
    )


@FIRST_SECRETARY.command(
    title="安排第一书记轮换", clause=CLAUSE, by=BY, when=[holds(require_in_office)]
)
def plan_rotation(
    secretary: FirstSecretary, cmd: secretaries.PlanRotation, context: Context
) -> Events:
    assert secretary.until is not None
    if not context.today <= cmd.planned_on <= secretary.until:
        refuse(rules.PLANNED_BEFORE_END, today=context.today, until=secretary.until)
    yield secretaries.RotationPlanned.of(cmd, town=secretary.town)


@FIRST_SECRETARY.command(
    title="第一书记轮换", clause=CLAUSE, by=BY, when=[holds(require_in_office)]
)
def rotate_secretary(
    secretary: FirstSecretary, cmd: secretaries.RotateSecretary, context: Context
) -> Events:
    """Who follows may be there before who goes: both hand over."""
    assert secretary.until is not None
    _check_sender(cmd.level, cmd.sender, context)
    overlap = context.parameter("talent.hand_over_calendar_days")
    earliest, latest = secretary.until - timedelta(days=overlap), secretary.until
    if not secretary.overdue and not earliest <= cmd.started_on <= latest + timedelta(days=1):
        refuse(rules.HANDED_OVER, earliest=earliest, latest=latest)
    _check_term(cmd.started_on, cmd.until, context)
    yield secretaries.SecretaryRotated.of(
        cmd,
        town=secretary.town,
        predecessor=secretary.person,
        warn_calendar_days=_warning(context),
    )


def _check_sender(level: str, sender: str, context: Context) -> None:
    """Who comes from the province comes from outside the registry."""
    if level != "province" and not is_department(sender, context.registry):
        refuse(rules.SENT_BY_LEVEL, sender=sender)


def _check_term(started_on: date, until: date, context: Context) -> None:
    years = context.parameter("talent.first_secretary_years")
    earliest = months_after(started_on, 12 * years) - timedelta(days=1)
    most = context.parameter("talent.first_secretary_longest_years")
    latest = months_after(started_on, 12 * max(most, years))
    if not earliest <= until <= latest:
        refuse(rules.TWO_YEARS, earliest=earliest, latest=latest)


def _warning(context: Context) -> int:
    days: int = context.parameter("talent.rotation_warning_calendar_days")
    return days
