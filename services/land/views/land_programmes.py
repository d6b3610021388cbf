"""整治修复项目台账: each programme, what was selected, and then its ranking (RZ-2.3.i).

Everyone sees it: what an area yields its town stands in the ledger of areas.
"""

from datetime import date
from typing import Any

from services.land.domain.land_programme.state import LAND_PROGRAMME
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.land import land_programme
from shared.schemas.land.stages import ProgrammeStage


@view("land-programmes", title="整治修复项目台账", key="programme", version=4, of=LAND_PROGRAMME)
class LandProgrammes(Row):
    programme: str = column("项目编号")
    name: str = column("名称")
    kind: land_programme.ProgrammeKind = column("类型")
    year: int = column("年度")
    places: int = column("名额")
    nominated: int = column("申报区域数")
    status: ProgrammeStage = column("状态")
    deviation: str = column("未按排序的理由")
    document: str = column("文号")
    ranking: list[dict[str, Any]] = column("排序", factory=list)
    selected: list[str] = column("入选区域", factory=list)
    selected_on: date | None = column("确定日期", None)
    closed_on: date | None = column("办结日期", None)
    reason: str = column("退出或办结说明", "")


@LandProgrammes.on(land_programme.ProgrammeOpened)
def opened(row: LandProgrammes, event: land_programme.ProgrammeOpened) -> LandProgrammes:
    return replace(
        row,
        name=event.name,
        kind=event.kind,
        year=event.year,
        places=event.places,
        status="nominating",
        document=event.document or "",
    )


@LandProgrammes.on(land_programme.AreaNominated)
def nominated(row: LandProgrammes, event: land_programme.AreaNominated) -> LandProgrammes:
    return replace(row, nominated=row.nominated + 1)


@LandProgrammes.on(land_programme.AreaWithdrawn)
def withdrawn(row: LandProgrammes, event: land_programme.AreaWithdrawn) -> LandProgrammes:
    return replace(row, nominated=row.nominated - 1, status="nominating")


@LandProgrammes.on(land_programme.AreaDropped)
def dropped(row: LandProgrammes, event: land_programme.AreaDropped) -> LandProgrammes:
    left = [id for id in row.selected if id != event.nomination]
    instead = [event.replacement] if event.replacement else []
    deviation = event.deviation or row.deviation
    return replace(row, selected=[*left, *instead], deviation=deviation, reason=event.reason)


@LandProgrammes.on(land_programme.ProgrammeClosed)
def closed(row: LandProgrammes, event: land_programme.ProgrammeClosed) -> LandProgrammes:
    status: ProgrammeStage = "completed" if event.outcome == "completed" else "ended"
    return replace(row, status=status, closed_on=event.closed_on, reason=event.reason)


@LandProgrammes.on(land_programme.NominationsRanked)
def ranked(row: LandProgrammes, event: land_programme.NominationsRanked) -> LandProgrammes:
    return replace(row, status="ranked")


@LandProgrammes.on(land_programme.AreasSelected)
def selected(row: LandProgrammes, event: land_programme.AreasSelected) -> LandProgrammes:
    ranking = [
        {
            "rank": r.rank,
            "nomination": r.nomination,
            "town": r.town,
            "pilot": r.pilot,
            "score": r.score,
            "remark": r.remark,
        }
        for r in event.ranking
    ]
    return replace(
        row,
        status="selected",
        ranking=ranking,
        selected=list(event.selected),
        selected_on=event.selected_on,
        deviation=event.deviation or "",
        document=event.document or row.document,
    )
