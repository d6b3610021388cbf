"""网点台账: outlets by town and institution, those of pilots marked (RZ-2.4.b)."""

from datetime import date

from services.credit.domain.outlet import OUTLET
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import outlet as outlets
from shared.schemas.credit.stages import OutletKind, OutletStage
from shared.schemas.kinds import TownId


@view("outlets", title="网点台账", key="outlet", version=1, of=OUTLET)
class Outlets(Row):
    outlet: str = column("网点编号")
    institution: str = column("金融机构")
    town: TownId = column("镇")
    pilot: bool = column("试点镇")
    kind: OutletKind = column("网点类别")
    name: str = column("名称")
    site: str = column("地址")
    licence: str = column("许可证号或备案号")
    stage: OutletStage = column("状态")
    planned_for: date | None = column("计划开业日期", None)
    opened_on: date | None = column("开业日期", None)
    closed_on: date | None = column("撤并日期", None)
    reason: str = column("迁址或撤并理由")


@Outlets.on(outlets.OutletPlanned)
def planned(row: Outlets, event: outlets.OutletPlanned) -> Outlets:
    return replace(
        row,
        institution=event.institution,
        town=event.town,
        pilot=event.pilot,
        kind=event.kind,
        name=event.name,
        site=event.site,
        stage="planned",
        planned_for=event.planned_for,
    )


@Outlets.on(outlets.OutletOpened)
def opened(row: Outlets, event: outlets.OutletOpened) -> Outlets:
    return replace(row, stage="open", licence=event.licence, opened_on=event.opened_on)


@Outlets.on(outlets.OutletRelocated)
def relocated(row: Outlets, event: outlets.OutletRelocated) -> Outlets:
    return replace(row, town=event.town, pilot=event.pilot, site=event.site, reason=event.reason)


@Outlets.on(outlets.OutletClosed)
def closed(row: Outlets, event: outlets.OutletClosed) -> Outlets:
    return replace(row, stage="closed", closed_on=event.closed_on, reason=event.reason)
