"""存量土地台账: every stock parcel, its class, construction, warnings (RZ-2.3.b, c)."""

from datetime import date
from decimal import Decimal

from services.land.domain.parcel.state import PARCEL
from shared.kernel.views.figure import figure
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land import parcel as parcels
from shared.schemas.land import screening as screenings


@view("parcel-ledger", title="存量土地台账", key="parcel", version=4, of=PARCEL)
class ParcelLedger(Row):
    parcel: str = column("地块编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    parcel_class: parcels.ParcelClass = column("类别")
    use: screenings.LandUse = column("用途")
    area: Decimal = column("面积（平方米）")
    since: date | None = column("存量起始日期", None)
    owner: parcels.Owner = column("权属", "")
    start_by: date | None = column("约定动工日期", None)
    construction: parcels.ConstructionStage = column("建设情况", "")
    warning: parcels.IdleGround | None = column("疑似闲置预警", None)
    warning_day: date | None = column("预警届满日", None)
    idle_cause: parcels.IdleCause = column("闲置原因", "")
    determined_on: date | None = column("闲置认定日期", None)
    document: str = column("文号", "")
    reason: str = column("理由", "")
    revitalised: bool = column("已盘活", False)
    struck_on: date | None = column("核销日期", None)


STOCK = figure(
    "stock-parcels", "存量土地", of=ParcelLedger, by=("town", "parcel_class"), counts="地块数",
    clause="RZ-2.3.b",
)  # fmt: skip


@ParcelLedger.on(parcels.ParcelSurveyed)
def surveyed(row: ParcelLedger, event: parcels.ParcelSurveyed) -> ParcelLedger:
    return replace(
        row,
        town=event.town,
        county=event.county,
        parcel_class=event.parcel_class,
        use=event.use,
        area=event.area,
        since=event.since,
        owner=event.owner,
        start_by=event.start_by,
    )


@ParcelLedger.on(parcels.ConstructionStartAgreed)
def start_agreed(row: ParcelLedger, event: parcels.ConstructionStartAgreed) -> ParcelLedger:
    return replace(row, start_by=event.start_by, warning=None, warning_day=None)


@ParcelLedger.on(parcels.ConstructionReported)
def reported(row: ParcelLedger, event: parcels.ConstructionReported) -> ParcelLedger:
    return replace(row, construction=event.stage, warning=None, warning_day=None)


@ParcelLedger.on(parcels.IdleWarned)
def warned(row: ParcelLedger, event: parcels.IdleWarned) -> ParcelLedger:
    return replace(row, warning=event.ground, warning_day=event.due_on)


@ParcelLedger.on(parcels.IdleDetermined)
def determined(row: ParcelLedger, event: parcels.IdleDetermined) -> ParcelLedger:
    return replace(
        row,
        parcel_class="idle",
        since=event.determined_on,
        idle_cause=event.cause,
        determined_on=event.determined_on,
        document=event.document,
        reason=event.reason,
    )


@ParcelLedger.on(parcels.ParcelReclassified)
def reclassified(row: ParcelLedger, event: parcels.ParcelReclassified) -> ParcelLedger:
    return replace(row, parcel_class=event.parcel_class, since=event.since, reason=event.reason)


@ParcelLedger.on(parcels.ParcelLeftStock)
def left(row: ParcelLedger, event: parcels.ParcelLeftStock) -> ParcelLedger:
    return replace(row, revitalised=True)


@ParcelLedger.on(parcels.ParcelCorrected)
def corrected(row: ParcelLedger, event: parcels.ParcelCorrected) -> ParcelLedger:
    return replace(row, use=event.use, area=event.area, reason=event.reason)


@ParcelLedger.on(parcels.ParcelStruck)
def struck(row: ParcelLedger, event: parcels.ParcelStruck) -> ParcelLedger:
    return replace(row, struck_on=event.struck_on, reason=event.reason)
