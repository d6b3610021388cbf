"""存量土地台账: every stock parcel as surveyed (RZ-2.3.b)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from shared.schemas.land.parcel import ParcelSurveyed
from shared.views.definition import column, view


@view("parcel-ledger", title="存量土地台账", key="parcel", version=1, town_column="town")
class ParcelLedger:
    parcel: str = column("地块编号")
    town: str = column("镇")
    county: str = column("区县")
    parcel_class: str = column("类别")
    use: str = column("用途")
    area: Decimal = column("面积（平方米）")
    since: date | None = column("存量起始日期", None)


@ParcelLedger.on(ParcelSurveyed)
def surveyed(row: ParcelLedger, event: ParcelSurveyed) -> ParcelLedger:
    return replace(
        row,
        town=event.town,
        county=event.county,
        parcel_class=event.parcel_class,
        use=event.use,
        area=event.area,
        since=event.since,
    )
