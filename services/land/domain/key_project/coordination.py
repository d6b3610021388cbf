"""City and county solve the land of a municipal key project in time (RZ-2.3.f)."""

from collections.abc import Iterable
from decimal import Decimal

from services.land.domain.key_project import rules
from services.land.domain.key_project.state import (
    CITY,
    KEY_PROJECT,
    LIMIT,
    KeyProject,
    require_live_project,
)
from services.land.domain.land_request.rules import ADJUSTED_LAND_IS_CONFIRMED
from services.land.domain.organisations import NATURAL_RESOURCES, REFORM
from services.land.domain.screening import SCREENING, StockScreening
from shared.kernel.aggregate import (
    COUNTY,
    FLAG_STANDS,
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    guard,
    pick_id,
    refuse,
)
from shared.schemas.land import key_project

SETTLE = "land-coordination"


@KEY_PROJECT.deadlines
def deadlines(key: KeyProject) -> Iterable[Deadline]:
    """The land of a municipal key project, until city and county settled it."""
    limit = settling_limit(key)
    if limit and key.waits_for_land and not key.overdue:
        yield limit


def settling_limit(key: KeyProject) -> Deadline | None:
    if key.counts_from is None:
        return None
    return Deadline(SETTLE, key.counts_from, key.limit_days, "calendar", rules.MUNICIPAL)


@KEY_PROJECT.when_passed(clause=rules.MUNICIPAL)
def land_is_late(key: KeyProject, passed: DeadlinePassed, context: Context) -> Events:
    if key.waits_for_land and not key.overdue:
        yield key_project.LandCoordinationOverdue(
            passed.stream_id, town=key.town, county=key.county, organisation=CITY,
            due_on=passed.due_on,
        )  # fmt: skip


def _listed_once(key: KeyProject, _: Context) -> None:
    if key.listed_on is not None:
        refuse(rules.LISTED_ONCE, listed_on=key.listed_on)


def _land_to_be_solved(key: KeyProject, _: Context) -> None:
    if not key.waits_for_land:
        refuse(rules.LAND_TO_BE_SOLVED)


@KEY_PROJECT.command(
    title="列入市级重点项目",
    clause=rules.MUNICIPAL,
    by=[REFORM, NATURAL_RESOURCES],
    guards=[guard(SCREENING)],
    creates=None,
    when=[_listed_once],
    picks=[pick_id("project", require_live_project)],
)
def list_municipal_key(
    key: KeyProject, cmd: key_project.ListMunicipalKey, context: Context
) -> Events:
    """From this day city and county have so long to solve the project's land."""
    project = require_live_project(cmd.project, context)
    if project.suspended:
        refuse(ADJUSTED_LAND_IS_CONFIRMED, project=cmd.project)
    days = context.parameter(LIMIT)
    yield key_project.MunicipalKeyListed.of(
        cmd, town=project.town, city=CITY, county=project.county, land_area=project.land_area,
        settlement_calendar_days=days, listed_on=context.today,
    )  # fmt: skip


@KEY_PROJECT.command(
    title="统筹解决重点项目用地",
    clause=rules.MUNICIPAL,
    by=[NATURAL_RESOURCES, COUNTY],
    guards=[guard(SCREENING)],
    when=[_land_to_be_solved],
)
def settle_land_coordination(
    key: KeyProject, cmd: key_project.SettleLandCoordination, context: Context
) -> Events:
    if cmd.city_measure is None or cmd.county_measure is None:
        refuse(rules.CITY_AND_COUNTY_TOGETHER)
    found = (cmd.city_area or Decimal(0)) + (cmd.county_area or Decimal(0))
    # What the project needs now: an adjustment may have changed it since the listing.
    needed = context.guard(StockScreening, cmd.project).land_area
    if needed is not None and found < needed:
        refuse(rules.LAND_IS_COVERED, needed=needed, needs=needed - found)
    yield key_project.LandCoordinationSettled(
        cmd.project, town=key.town, county=key.county, city_measure=cmd.city_measure,
        county_measure=cmd.county_measure, city_area=cmd.city_area, county_area=cmd.county_area,
        settled_on=context.today, minutes=cmd.minutes,
    )  # fmt: skip


@KEY_PROJECT.command(title="关闭重点项目用地事项", clause=rules.MUNICIPAL, by=[SYSTEM])
def close_key_project(
    key: KeyProject, cmd: key_project.CloseKeyProject, context: Context
) -> Events:
    """A project that left the library waits for no land."""
    if not key.closed:
        yield key_project.KeyProjectClosed.of(cmd, town=key.town)


@KEY_PROJECT.command(title="解除用地统筹超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_land_coordination_flag(
    key: KeyProject, cmd: key_project.ClearLandCoordinationFlag, context: Context
) -> Events:
    if not key.flagged:
        refuse(FLAG_STANDS, key=cmd.project)
    yield key_project.LandCoordinationFlagCleared.of(cmd, town=key.town)
