"""预留规模调剂说明: each opening to another town, which pilots' demand came first, and what was
taken back (RZ-2.3.g)."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.land.domain.reserve_book.state import RESERVE_BOOK
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land import reserve_book
from shared.schemas.land.stages import ReserveAct


@view(
    "reserve-openings",
    title="预留规模调剂说明",
    key="entry",
    version=3,
    of=RESERVE_BOOK,
    part="drawn",
)
class ReserveOpenings(Row):
    entry: str = column("序号")
    county: CountyId = column("区县")
    town: TownId = column("调剂给")
    act: ReserveAct = column("办理")
    area: Decimal = column("面积（平方米）")
    reason: str = column("理由")
    document: str = column("文号")
    pilots: list[TownId] = column("已核对的试点镇", factory=list)
    considered: list[dict[str, Any]] = column("试点镇需求（按登记先后）", factory=list)
    opened_on: date | None = column("办理日期", None)


def _entry(event: Any, meta: EventMeta) -> str:
    return f"{event.county}-{meta.version}"


@ReserveOpenings.on(reserve_book.ReserveOpenedToOthers, key=_entry)
def opened(row: ReserveOpenings, event: reserve_book.ReserveOpenedToOthers) -> ReserveOpenings:
    considered = [
        {
            "town": demand.town,
            "request": demand.request,
            "project": demand.project,
            "area": str(demand.area),
            "outcome": demand.outcome,
            "settled_on": demand.settled_on.isoformat(),
        }
        for demand in event.considered
    ]
    return replace(
        row,
        county=event.county,
        town=event.town,
        act="opened",
        area=event.area,
        reason=event.reason,
        document=event.document or "",
        pilots=list(event.pilots),
        considered=considered,
        opened_on=event.opened_on,
    )


@ReserveOpenings.on(reserve_book.ReserveOpeningWithdrawn, key=_entry)
def withdrawn(row: ReserveOpenings, event: reserve_book.ReserveOpeningWithdrawn) -> ReserveOpenings:
    return replace(
        row,
        county=event.county,
        town=event.town,
        act="withdrawn",
        area=event.area,
        reason=event.reason,
        document=event.document or "",
        opened_on=event.withdrawn_on,
    )
