"""重点项目台账: nominations with their ranking, and the land of municipal ones (RZ-2.3.e, f)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from services.land.domain.key_project.state import KEY_PROJECT
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land import key_project
from shared.schemas.land.stages import CoordinationStage, RecommendationStage


@view("key-projects", title="重点项目台账", key="project", version=4, of=KEY_PROJECT)
class KeyProjects(Row):
    project: str = column("项目编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    provincial: RecommendationStage = column("省级推荐")
    national: RecommendationStage = column("国家级推荐")
    municipal: CoordinationStage = column("市级重点用地统筹")
    overdue: bool = column("统筹超期")
    warning: bool = column("预警")
    deviation: str = column("未优先的理由")
    document: str = column("文号")
    considered: list[dict[str, Any]] = column("比选（按次序）", factory=list)
    listed_on: date | None = column("列入日期", None)
    due_on: date | None = column("解决期限", None)
    settled_on: date | None = column("解决日期", None)
    found: Decimal = column("已落实面积（平方米）", Decimal(0))
    reason: str = column("撤回、移出或重新统筹理由", "")


@KeyProjects.on(key_project.KeyProjectNominated)
def nominated(row: KeyProjects, event: key_project.KeyProjectNominated) -> KeyProjects:
    considered = [
        {
            "rank": c.rank,
            "project": c.project,
            "town": c.town,
            "pilot": c.pilot,
            "eligible": c.eligible,
            "remark": c.remark,
        }
        for c in event.considered
    ]
    row = replace(
        row,
        town=event.town,
        county=event.county,
        considered=considered,
        deviation=event.deviation or "",
        document=event.document or row.document,
    )
    return _at(row, event.level, "nominated")


@KeyProjects.on(key_project.KeyDecisionRecorded)
def decided(row: KeyProjects, event: key_project.KeyDecisionRecorded) -> KeyProjects:
    return _at(row, event.level, "listed" if event.listed else "declined")


@KeyProjects.on(key_project.MunicipalKeyListed)
def listed(row: KeyProjects, event: key_project.MunicipalKeyListed) -> KeyProjects:
    return replace(
        row,
        town=event.town,
        county=event.county,
        municipal="open",
        listed_on=event.listed_on,
        due_on=event.listed_on + timedelta(days=event.settlement_calendar_days),
        document=event.document,
    )


@KeyProjects.on(key_project.LandCoordinationSettled)
def settled(row: KeyProjects, event: key_project.LandCoordinationSettled) -> KeyProjects:
    found = (event.city_area or Decimal(0)) + (event.county_area or Decimal(0))
    return replace(row, municipal="settled", settled_on=event.settled_on, found=found)


@KeyProjects.on(key_project.LandCoordinationReopened)
def reopened(row: KeyProjects, event: key_project.LandCoordinationReopened) -> KeyProjects:
    return replace(
        row,
        municipal="open",
        settled_on=None,
        due_on=event.reopened_on + timedelta(days=event.settlement_calendar_days),
        reason=event.reason,
    )


@KeyProjects.on(key_project.KeyNominationWithdrawn)
def nomination_withdrawn(
    row: KeyProjects, event: key_project.KeyNominationWithdrawn
) -> KeyProjects:
    return replace(_at(row, event.level, "withdrawn"), reason=event.reason)


@KeyProjects.on(key_project.KeyListingRevoked)
def revoked(row: KeyProjects, event: key_project.KeyListingRevoked) -> KeyProjects:
    row = replace(row, reason=event.reason)
    if event.level == "municipal":
        return replace(row, municipal="revoked", due_on=None)
    return _at(row, event.level, "revoked")


@KeyProjects.on(key_project.LandCoordinationOverdue)
def overdue(row: KeyProjects, event: key_project.LandCoordinationOverdue) -> KeyProjects:
    return replace(row, overdue=True, warning=True)


@KeyProjects.on(key_project.LandCoordinationFlagCleared)
def flag_cleared(row: KeyProjects, event: key_project.LandCoordinationFlagCleared) -> KeyProjects:
    return replace(row, warning=False)


@KeyProjects.on(key_project.KeyProjectClosed)
def closed(row: KeyProjects, event: key_project.KeyProjectClosed) -> KeyProjects:
    return replace(row, municipal="closed")


def _at(row: KeyProjects, level: key_project.KeyLevel, stands: RecommendationStage) -> KeyProjects:
    """How its recommendation stands at one level."""
    if level == "provincial":
        return replace(row, provincial=stands)
    return replace(row, national=stands)
