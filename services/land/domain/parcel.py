"""Parcel (`parcel-<parcel>`): a stock parcel as surveyed, RZ-2.3.b."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.land.domain.town_stock import TOWN_STOCK, TownStock
from shared.aggregate import (
    COUNTY_DEPARTMENTS,
    TOWN,
    Aggregate,
    Context,
    Rule,
    elsewhere,
    guard,
    organisation,
    refuse,
)
from shared.schemas.land.parcel import ParcelSurveyed, StockListed, SurveyParcel

CLAUSE = "RZ-2.3.b"
NATURAL_RESOURCES = organisation("natural-resources")

TOWN_IS_REGISTERED = Rule(
    "town-is-registered",
    CLAUSE,
    zh="地块须属于登记在册的镇",
    en="A parcel lies in a town of the registry.",
    pass_zh="请核对镇的编号：{town}",
    pass_en="Check the town's id: {town}.",
)
SINCE_A_PAST_DAY = Rule(
    "since-a-past-day",
    CLAUSE,
    zh="存量起始日期不晚于调查当日",
    en="A parcel became stock on the day of the survey or before.",
    pass_zh="起始日期应不晚于 {today}",
    pass_en="Give a day not after {today}.",
)


@dataclass(frozen=True, slots=True)
class Parcel:
    town: str = ""
    county: str = ""
    parcel_class: str = ""


PARCEL = Aggregate("parcel", Parcel(), key="parcel", title="存量地块")


@PARCEL.evolve
def evolve(parcel: Parcel, event: object) -> Parcel:
    match event:
        case ParcelSurveyed():
            return Parcel(event.town, event.county, event.parcel_class)
    return parcel


@PARCEL.command(
    title="存量地块调查",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_DEPARTMENTS, TOWN],
    guards=[guard(TOWN_STOCK)],
    creates=True,
)
def survey_parcel(parcel: Parcel, cmd: SurveyParcel, context: Context) -> Iterable[object]:
    """The survey also lists the parcel on the town's stock."""
    town = context.town(cmd.town)
    if town is None:
        refuse(TOWN_IS_REGISTERED, town=cmd.town)
    if cmd.since > context.today:
        refuse(SINCE_A_PAST_DAY, today=context.today)
    yield ParcelSurveyed(
        cmd.parcel, town.id, town.county, cmd.parcel_class, cmd.use, cmd.area, cmd.since
    )
    yield from elsewhere(TownStock, town.id, [StockListed(town.id, cmd.parcel, cmd.use, cmd.area)])
