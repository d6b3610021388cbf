"""预留规模使用台账: who drew how much of a county's reserve, for which project (RZ-2.3.g)."""

from datetime import date
from decimal import Decimal

from services.land.domain.reserve_book.state import RESERVE_BOOK
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land import reserve_book


@view(
    "reserve-draws",
    title="预留规模使用台账",
    key="request",
    version=2,
    of=RESERVE_BOOK,
    part="drawn",
)
class ReserveDraws(Row):
    request: str = column("申请编号")
    county: CountyId = column("区县")
    project: str = column("项目编号")
    town: TownId = column("镇")
    area: Decimal = column("面积（平方米）")
    opened: bool = column("调剂使用")
    returned: bool = column("已退回")
    drawn_on: date | None = column("使用日期", None)


@ReserveDraws.on(reserve_book.ReserveDrawn)
def drawn(row: ReserveDraws, event: reserve_book.ReserveDrawn, meta: EventMeta) -> ReserveDraws:
    return replace(
        row,
        county=event.county,
        project=event.project,
        town=event.town,
        area=event.area,
        opened=event.opened,
        returned=False,
        drawn_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
    )


@ReserveDraws.on(reserve_book.ReserveReturned)
def returned(row: ReserveDraws, event: reserve_book.ReserveReturned) -> ReserveDraws:
    """In part, where the land was measured smaller."""
    if event.area < row.area:
        return replace(row, area=row.area - event.area)
    return replace(row, returned=True)
