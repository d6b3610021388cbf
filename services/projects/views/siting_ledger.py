"""选址台账: who was considered, in which order, by which values, and why not (RZ-2.1.c).

Bids are sealed until the decision: who bid stands here from then on.
"""

from datetime import date
from typing import Any

from services.projects.domain.siting.state import SITING
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.projects import project as projects
from shared.schemas.projects import siting as sitings


@view("siting-ledger", title="选址台账", key="siting", version=3, of=SITING)
class SitingLedger(Row):
    siting: str = column("选址编号")
    name: str = column("项目名称", "")
    kind: projects.ProjectKind = column("类别", "")
    won_by: sitings.WonBy = column("招引主体", "")
    county: CountyId = column("招引区县", "")
    citywide: bool = column("面向全市各镇", False)
    criteria: str = column("评估标准", "")
    bids_until: date | None = column("申报截止", None)
    bidders: list[TownId] = column("申报镇", factory=list)
    considered: list[dict[str, Any]] = column("比选（按次序）", factory=list)
    chosen: TownId = column("落地镇", "")
    deviation: str = column("未按次序的理由", "")
    decided_on: date | None = column("确定日期", None)
    document: str | None = column("文号", None)
    closed_for: str = column("终止的理由", "")


@SitingLedger.on(sitings.SitingOpened)
def opened(row: SitingLedger, event: sitings.SitingOpened) -> SitingLedger:
    return replace(
        row, name=event.name, kind=event.kind, won_by=event.won_by,
        county=event.county or "", citywide=not event.county,
        criteria=event.criteria, bids_until=event.bids_until,
    )  # fmt: skip


@SitingLedger.on(sitings.SitingClosed)
def closed(row: SitingLedger, event: sitings.SitingClosed) -> SitingLedger:
    return replace(
        row, closed_for=event.reason, decided_on=event.closed_on, document=event.document
    )


@SitingLedger.on(sitings.SitingDecided)
def decided(row: SitingLedger, event: sitings.SitingDecided) -> SitingLedger:
    considered = [
        {
            "rank": b.rank, "town": b.town, "pilot": b.pilot,
            "eligible": b.eligible, "score": b.score, "remark": b.remark,
        }
        for b in event.considered
    ]  # fmt: skip
    return replace(
        row, bidders=[b.town for b in event.considered], considered=considered, chosen=event.chosen, deviation=event.deviation or "",
        decided_on=event.decided_on, document=event.document,
    )  # fmt: skip
