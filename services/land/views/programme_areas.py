"""整治修复区域台账: each nominated area of a town, its proceeds, and, once areas are selected, its
rank (RZ-2.3.i)."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.land.domain.land_programme.state import LAND_PROGRAMME
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.land import land_programme


@view(
    "programme-areas",
    title="整治修复区域台账",
    key="key",
    version=3,
    of=LAND_PROGRAMME,
    part="proceeds",
)
class ProgrammeAreas(Row):
    key: str = column("序号")
    programme: str = column("项目编号")
    nomination: str = column("区域编号")
    town: TownId = column("镇")
    name: str = column("区域名称")
    area: Decimal = column("面积（平方米）")
    farmland: Decimal | None = column("原有耕地（平方米）", None)
    new_farmland: Decimal | None = column("新增耕地（平方米）", None)
    required_percent: int | None = column("新增耕地最低比例（%）", None)
    pilot: bool = column("试点镇", False)
    score: int | None = column("评分", None)
    rank: int | None = column("排序", None)
    selected: bool = column("入选", False)
    deviation: str = column("未按排序的理由", "")
    proceeds_fen: int = column("归镇收益（分）", 0)
    gone_on: date | None = column("撤回或退出日期", None)
    reason: str = column("撤回或退出理由", "")


OfAnArea = (
    land_programme.AreaNominated
    | land_programme.AreaWithdrawn
    | land_programme.ProgrammeProceedsBooked
    | land_programme.ProgrammeProceedsCorrected
)
"""An event of one area alone."""


def _key(event: OfAnArea, _: EventMeta) -> str:
    return f"{event.programme}.{event.nomination}"


def _keys(event: land_programme.AreasSelected, _: EventMeta) -> list[str]:
    return [f"{event.programme}.{ranked.nomination}" for ranked in event.ranking]


def _both(event: land_programme.AreaDropped, _: EventMeta) -> list[str]:
    areas = (event.nomination, event.replacement)
    return [f"{event.programme}.{area}" for area in areas if area]


@ProgrammeAreas.on(land_programme.AreaNominated, key=_key)
def nominated(row: ProgrammeAreas, event: land_programme.AreaNominated) -> ProgrammeAreas:
    return replace(
        row,
        programme=event.programme,
        nomination=event.nomination,
        town=event.town,
        name=event.name,
        area=event.area,
        farmland=event.farmland,
        new_farmland=event.new_farmland,
        required_percent=event.required_percent,
    )


@ProgrammeAreas.on(land_programme.AreasSelected, key=_keys)
def selected(row: ProgrammeAreas, event: land_programme.AreasSelected) -> ProgrammeAreas:
    own = _own(row, event.ranking)
    return replace(
        row,
        pilot=own.pilot,
        score=own.score,
        rank=own.rank,
        selected=row.nomination in event.selected,
        deviation=event.deviation or "",
    )


@ProgrammeAreas.on(land_programme.ProgrammeProceedsBooked, key=_key)
def booked(row: ProgrammeAreas, event: land_programme.ProgrammeProceedsBooked) -> ProgrammeAreas:
    return replace(row, proceeds_fen=row.proceeds_fen + event.amount_fen)


@ProgrammeAreas.on(land_programme.ProgrammeProceedsCorrected, key=_key)
def corrected(
    row: ProgrammeAreas, event: land_programme.ProgrammeProceedsCorrected
) -> ProgrammeAreas:
    more = event.amount_fen - event.previous_fen
    return replace(row, proceeds_fen=row.proceeds_fen + more)


@ProgrammeAreas.on(land_programme.AreaWithdrawn, key=_key)
def withdrawn(row: ProgrammeAreas, event: land_programme.AreaWithdrawn) -> ProgrammeAreas:
    return replace(row, gone_on=event.withdrawn_on, reason=event.reason)


@ProgrammeAreas.on(land_programme.AreaDropped, key=_both)
def dropped(row: ProgrammeAreas, event: land_programme.AreaDropped) -> ProgrammeAreas:
    if row.nomination == event.replacement:
        return replace(row, selected=True, deviation=event.deviation or row.deviation)
    return replace(row, selected=False, gone_on=event.dropped_on, reason=event.reason)


def _own(row: ProgrammeAreas, ranking: list[Any]) -> Any:
    return next(ranked for ranked in ranking if ranked.nomination == row.nomination)
