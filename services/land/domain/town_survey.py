"""TownSurvey (`town-survey-<town>`): 调查摸底 of a town's stock land is complete, RZ-2.3.b.

A parcel found later is surveyed and listed all the same.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.town_stock import TOWN_STOCK, StockParcel, TownStock
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    guard,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.land import parcel as parcels
from shared.schemas.land import town_stock, town_survey

CLAUSE = "RZ-2.3.b"

rule = RulesOf(CLAUSE)
SURVEY_IS_WHOLE = rule(
    "survey-is-whole",
    zh="调查完成须将查明的全部地块列入存量清单",
    en="A survey is complete when every parcel that was found is on the town's list.",
    pass_zh="清单现有 {listed} 宗，调查 {found} 宗",
    pass_en="The list holds {listed} parcels, the survey found {found}.",
)
EVERY_PARCEL_HAS_A_CLASS = rule(
    "every-parcel-has-a-class",
    zh="存量清单上的地块须逐宗分类",
    en="Every parcel on the list has its class.",
    pass_zh="尚未分类：{parcels}",
    pass_en="Still without a class: {parcels}.",
)


@dataclass(frozen=True, slots=True)
class TownSurvey:
    """`counted` is what the last of its rounds found, by class."""

    town: str = ""
    completed_on: date | None = None
    round: int = 0
    counted: tuple[town_stock.StockCount, ...] = ()

    @property
    def complete(self) -> bool:
        return self.completed_on is not None


TOWN_SURVEY = Aggregate(
    "town-survey",
    TownSurvey(),
    key="town",
    title="镇存量调查",
    sight=[to_town(), to_named()],
)


@TOWN_SURVEY.evolve
def evolve(survey: TownSurvey, event: town_survey.Event) -> TownSurvey:
    return TownSurvey(event.town, event.completed_on, event.round, tuple(event.classes))


TOWN_SURVEY.asks_nobody("调查结果有变动时再次登记")


@TOWN_SURVEY.command(
    title="完成存量调查",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[guard(TOWN_STOCK)],
    creates=None,
)
def complete_survey(
    survey: TownSurvey, cmd: town_survey.CompleteSurvey, context: Context
) -> Events:
    """Again in a later round, once parcels were found, struck or used since."""
    stock = context.guard(TownStock, cmd.town)
    if len(stock.parcels) != cmd.parcels:
        refuse(SURVEY_IS_WHOLE, listed=len(stock.parcels), found=cmd.parcels)
    unclassed = sorted(id for id, parcel in stock.parcels.items() if not parcel.parcel_class)
    if unclassed:
        refuse(EVERY_PARCEL_HAS_A_CLASS, parcels=", ".join(unclassed))
    counted = _count(stock.parcels.values())
    if (survey.completed_on, survey.counted) == (context.today, tuple(counted)):
        return
    yield town_survey.TownSurveyCompleted.of(
        cmd, county=context.registry.county_of(cmd.town), classes=counted,
        completed_on=context.today, round=survey.round + 1,
    )  # fmt: skip


def _count(stock: Iterable[StockParcel]) -> list[town_stock.StockCount]:
    areas: dict[parcels.ParcelClass, list[Decimal]] = defaultdict(list)
    for parcel in stock:
        if parcel.parcel_class:
            areas[parcel.parcel_class].append(parcel.area)
    return [
        town_stock.StockCount(kind, parcels=len(found), area=sum(found, Decimal(0)))
        for kind, found in sorted(areas.items())
    ]
