"""调查摸底: a town's survey of its stock land, complete on a day (RZ-2.3.b)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import Count, CountyId, DocumentRef, TownId, titled
from shared.schemas.land.town_stock import StockCount


@command_data
class CompleteSurvey:
    """`parcels` is how many the surveyors found: the town's list must hold as many."""

    town: TownId
    parcels: Count = titled("调查地块数")
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.b", title="完成存量调查")
class TownSurveyCompleted(CompleteSurvey):
    """`round` counts the town's surveys from 1: stock is surveyed again as it changes."""

    county: CountyId
    parcels: Count = titled("地块数")
    classes: list[StockCount] = titled("分类汇总")
    completed_on: date = titled("完成日期")
    round: Count = titled("第几轮", 1)


Event = TownSurveyCompleted
