"""存量调查进度: each town's stock, and whether its survey is complete (RZ-2.3.b)."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.land.domain.town_stock import TOWN_STOCK
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land import town_stock, town_survey


@view("town-surveys", title="存量调查进度", key="town", version=3, of=TOWN_STOCK)
class TownSurveys(Row):
    town: TownId = column("镇")
    county: CountyId = column("区县")
    listed: int = column("在册存量地块数")
    listed_area: Decimal = column("列入存量面积（平方米）")
    revitalised: int = column("已盘活地块数")
    rounds: int = column("调查轮次")
    document: str = column("文号")
    completed_on: date | None = column("调查完成日期", None)
    classes: list[dict[str, Any]] = column("分类汇总", factory=list)


@TownSurveys.on(town_stock.StockListed)
def listed(row: TownSurveys, event: town_stock.StockListed) -> TownSurveys:
    return replace(row, listed=row.listed + 1, listed_area=row.listed_area + event.area)


@TownSurveys.on(town_stock.StockCorrected)
def corrected(row: TownSurveys, event: town_stock.StockCorrected) -> TownSurveys:
    return replace(row, listed_area=row.listed_area - event.was_area + event.area)


@TownSurveys.on(town_stock.StockStruck)
def struck(row: TownSurveys, event: town_stock.StockStruck) -> TownSurveys:
    return replace(row, listed=row.listed - 1, listed_area=row.listed_area - event.area)


@TownSurveys.on(town_stock.StockDelisted)
def delisted(row: TownSurveys, event: town_stock.StockDelisted) -> TownSurveys:
    return replace(row, listed=row.listed - 1, revitalised=row.revitalised + 1)


@TownSurveys.on(town_survey.TownSurveyCompleted)
def completed(row: TownSurveys, event: town_survey.TownSurveyCompleted) -> TownSurveys:
    counted = [
        {"parcel_class": c.parcel_class, "parcels": c.parcels, "area": str(c.area)}
        for c in event.classes
    ]
    return replace(
        row,
        county=event.county,
        rounds=event.round,
        completed_on=event.completed_on,
        classes=counted,
        document=event.document or "",
    )
