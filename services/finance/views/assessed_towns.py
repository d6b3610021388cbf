"""镇年度评估得分: what of towns' assessments award rounds can rest on."""

from datetime import date
from typing import Any

from services.finance.domain.assessed_town import ASSESSED_TOWN
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import assessed_town
from shared.schemas.kinds import TownId


@view("assessed-towns", title="镇年度评估得分", key="town_year", version=1, of=ASSESSED_TOWN)
class AssessedTowns(Row):
    town_year: str = column("镇与年度")
    town: TownId = column("镇")
    year: int = column("年度")
    score_thousandths: int = column("综合得分（千分之一）")
    decided_on: date | None = column("确认日期")
    document: str = column("文号")


def town_year(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.year}"


@AssessedTowns.on(assessed_town.YearAssessmentNoted, key=town_year)
def noted(row: AssessedTowns, event: assessed_town.YearAssessmentNoted) -> AssessedTowns:
    return replace(
        row, town=event.town, year=event.year, score_thousandths=event.score_thousandths,
        decided_on=event.decided_on, document=event.document,
    )  # fmt: skip
