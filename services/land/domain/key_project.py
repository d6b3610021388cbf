"""KeyProject (`key-project-<project>`): nominated upwards, or municipal with its land, RZ-2.3.e, f.

Pilots' eligible projects are nominated first, or a reason stands in the event. The land of a
municipal key project city and county solve together, by a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from immutables import Map

from services.land.domain import key_project_rules as rules
from services.land.domain.land_request_rules import ADJUSTED_LAND_IS_CONFIRMED
from services.land.domain.screening import SCREENING, StockScreening
from shared.kernel.aggregate import (
    COUNTY,
    SYSTEM,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    guard,
    organisation,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.land.key_project import (
    ClearLandCoordinationFlag,
    CloseKeyProject,
    KeyDecisionRecorded,
    KeyProjectClosed,
    KeyProjectNominated,
    LandCoordinationFlagCleared,
    LandCoordinationOverdue,
    LandCoordinationSettled,
    ListMunicipalKey,
    MunicipalKeyListed,
    NominateKeyProject,
    RankedCandidate,
    RecordKeyDecision,
    SettleLandCoordination,
)

CITY = "natural-resources"
NATURAL_RESOURCES = organisation(CITY)
REFORM = organisation("reform")
SETTLE = "land-coordination"

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class KeyProject:
    """`levels`: nominated, listed or declined, by level.

    `overdue` stays a fact; `flagged` until the issue that it raised is resolved.
    """

    town: str = ""
    county: str = ""
    levels: Map[str, str] = Map()
    listed_on: date | None = None
    limit_days: int = 0
    settled: bool = False
    overdue: bool = False
    flagged: bool = False
    closed: bool = False

    @property
    def waits_for_land(self) -> bool:
        return self.listed_on is not None and not self.settled and not self.closed


KEY_PROJECT = Aggregate(
    "key-project",
    KeyProject(),
    key="project",
    title="重点项目",
    sight=[to_town(), to_named()],
)


@KEY_PROJECT.evolve
def evolve(key: KeyProject, event: object) -> KeyProject:
    match event:
        case KeyProjectNominated(level=level):
            levels = key.levels.set(level, "nominated")
            return replace(key, town=event.town, county=event.county, levels=levels)
        case KeyDecisionRecorded(level=level, listed=listed):
            return replace(key, levels=key.levels.set(level, "listed" if listed else "declined"))
        case MunicipalKeyListed():
            return replace(
                key,
                town=event.town,
                county=event.county,
                listed_on=event.listed_on,
                limit_days=event.settlement_calendar_days,
            )
        case LandCoordinationSettled():
            return replace(key, settled=True)
        case LandCoordinationOverdue():
            return replace(key, overdue=True, flagged=True)
        case LandCoordinationFlagCleared():
            return replace(key, flagged=False)
        case KeyProjectClosed():
            return replace(key, closed=True)
    return key


@KEY_PROJECT.deadlines
def deadlines(key: KeyProject) -> Iterable[Deadline]:
    """The land of a municipal key project, until city and county settled it."""
    if key.listed_on and key.waits_for_land and not key.overdue:
        yield Deadline(SETTLE, key.listed_on, key.limit_days, "calendar", rules.MUNICIPAL)


@KEY_PROJECT.when_passed(clause=rules.MUNICIPAL)
def land_is_late(key: KeyProject, passed: DeadlinePassed, context: Context) -> Events:
    if key.waits_for_land and not key.overdue:
        yield LandCoordinationOverdue(passed.stream_id, key.town, key.county, CITY, passed.due_on)


@KEY_PROJECT.command(
    title="推荐申报重点项目",
    clause=rules.NOMINATION,
    by=[NATURAL_RESOURCES, REFORM, COUNTY],
    guards=[guard(SCREENING)],
    creates=None,
)
def nominate_key_project(key: KeyProject, cmd: NominateKeyProject, context: Context) -> Events:
    """`considered` are the other projects looked at: an eligible pilot's comes first."""
    project = _live(cmd.project, context)
    if project.town != cmd.town:
        refuse(rules.TOWN_OF_THE_KEY_PROJECT, town=project.town)
    if key.levels.get(cmd.level) in ("nominated", "listed"):
        refuse(rules.NOMINATED_ONCE, status=key.levels[cmd.level])
    pilot = _pilot(project.town, context)
    ranked = _ranked(cmd, context)
    passed_over = [c.project for c in ranked if c.pilot and c.eligible and c.project != cmd.project]
    if not pilot and passed_over and cmd.deviation is None:
        refuse(rules.PILOTS_NOMINATED_FIRST, projects=", ".join(passed_over))
    yield KeyProjectNominated(
        cmd.project, project.town, project.county, cmd.level, pilot, cmd.basis, ranked,
        cmd.deviation, context.today, cmd.document,
    )  # fmt: skip


@KEY_PROJECT.command(
    title="登记重点项目认定结果", clause=rules.NOMINATION, by=[NATURAL_RESOURCES, REFORM]
)
def record_key_decision(key: KeyProject, cmd: RecordKeyDecision, context: Context) -> Events:
    if key.levels.get(cmd.level) != "nominated":
        refuse(rules.NOMINATION_IS_OPEN, level=cmd.level)
    yield KeyDecisionRecorded(
        cmd.project, key.town, cmd.level, cmd.listed, cmd.reason, context.today, cmd.document
    )


@KEY_PROJECT.command(
    title="列入市级重点项目",
    clause=rules.MUNICIPAL,
    by=[REFORM, NATURAL_RESOURCES],
    guards=[guard(SCREENING)],
    creates=None,
)
def list_municipal_key(key: KeyProject, cmd: ListMunicipalKey, context: Context) -> Events:
    """From this day city and county have so long to solve the project's land."""
    project = _live(cmd.project, context)
    if project.suspended:
        refuse(ADJUSTED_LAND_IS_CONFIRMED, project=cmd.project)
    if key.listed_on is not None:
        refuse(rules.LISTED_ONCE, listed_on=key.listed_on)
    days = context.parameter("land.municipal_key_settlement_calendar_days")
    yield MunicipalKeyListed(
        cmd.project, project.town, CITY, project.county, project.land_area, days,
        context.today, cmd.document,
    )  # fmt: skip


@KEY_PROJECT.command(
    title="统筹解决重点项目用地",
    clause=rules.MUNICIPAL,
    by=[NATURAL_RESOURCES, COUNTY],
    guards=[guard(SCREENING)],
)
def settle_land_coordination(
    key: KeyProject, cmd: SettleLandCoordination, context: Context
) -> Events:
    if not key.waits_for_land:
        refuse(rules.LAND_TO_BE_SOLVED)
    if cmd.city_measure is None or cmd.county_measure is None:
        refuse(rules.CITY_AND_COUNTY_TOGETHER)
    found = (cmd.city_area or Decimal(0)) + (cmd.county_area or Decimal(0))
    # What the project needs now: an adjustment may have changed it since the listing.
    needed = context.guard(StockScreening, cmd.project).land_area
    if needed is not None and found < needed:
        refuse(rules.LAND_IS_COVERED, needed=needed, needs=needed - found)
    yield LandCoordinationSettled(
        cmd.project, key.town, key.county, cmd.city_measure, cmd.county_measure,
        cmd.city_area, cmd.county_area, context.today, cmd.minutes,
    )  # fmt: skip


@KEY_PROJECT.command(title="关闭重点项目用地事项", clause=rules.MUNICIPAL, by=[SYSTEM])
def close_key_project(key: KeyProject, cmd: CloseKeyProject, context: Context) -> Events:
    """A project that left the library waits for no land."""
    if not key.closed:
        yield KeyProjectClosed(cmd.project, key.town, cmd.reason)


@KEY_PROJECT.command(title="解除用地统筹超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_land_coordination_flag(
    key: KeyProject, cmd: ClearLandCoordinationFlag, context: Context
) -> Events:
    if not key.flagged:
        refuse(rules.LAND_FLAG_STANDS, project=cmd.project)
    yield LandCoordinationFlagCleared(cmd.project, key.town, cmd.issue)


def _live(project: str, context: Context) -> StockScreening:
    screening = context.guard(StockScreening, project)
    if not screening.live:
        refuse(rules.KEY_PROJECT_IS_LIVE, project=project)
    return screening


def _pilot(town: str, context: Context) -> bool:
    known = context.town(town)
    return known is not None and known.pilot


def _ranked(cmd: NominateKeyProject, context: Context) -> list[RankedCandidate]:
    def place(position: int) -> tuple[bool, bool, int]:
        candidate = cmd.considered[position]
        return (not candidate.eligible, not _pilot(candidate.town, context), position)

    order = [cmd.considered[n] for n in sorted(range(len(cmd.considered)), key=place)]
    return [
        RankedCandidate(n, c.project, c.town, _pilot(c.town, context), c.eligible, c.remark)
        for n, c in enumerate(order, start=1)
    ]
