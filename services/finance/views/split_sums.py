"""拆分下达台账: money for one project out of one fund in parts, each within what one person may
approve, that came within days to more."""

from datetime import date, timedelta
from typing import Any

from services.finance.domain.fund.state import FUND
from services.finance.domain.large_sums import THRESHOLD
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import fund as funds
from shared.schemas.kinds import TownId

WITHIN = timedelta(days=10)
"""Of one day the two approvals are asked for the sum; of more days nobody asks."""


@view(
    "split-sums",
    title="拆分下达台账",
    key="course",
    version=2,
    of=FUND,
    part="received",
    carried={"county": ()},
    doubt="临近大额审批限额、数日内分次下达合计超过限额",
)
class SplitSums(Row):
    """A row for each fund and project. `parts` are those of the last days; `suspect` stays once
    they came to more than the threshold of their day, with the largest such sum as `split_fen`."""

    course: str = column("下达去向")
    fund: str = column("资金编号")
    project: str = column("项目编号")
    town: TownId = column("镇")
    suspect: bool = column("是否疑似拆分")
    split_fen: int = column("分次合计（分）")
    threshold_fen: int = column("大额审批限额（分）")
    times: int = column("次数")
    since: date | None = column("起")
    until: date | None = column("止")
    stream: str = column("案卷")
    parts: list[dict[str, Any]] = column("近期各次", factory=list)


@SplitSums.on(funds.FundsAllocated, key=lambda event, _: f"{event.fund}-{event.project}")
def allocated(row: SplitSums, event: funds.FundsAllocated, meta: EventMeta) -> SplitSums:
    row = replace(row, fund=event.fund, project=event.project, town=event.town, stream=meta.stream)
    threshold = meta.parameters.get(THRESHOLD)
    if event.acted_on is None or threshold is None or event.amount_fen > threshold:
        return row
    first = (event.acted_on - WITHIN).isoformat()
    part = {"acted_on": event.acted_on.isoformat(), "amount_fen": event.amount_fen}
    parts = [*(p for p in row.parts if p["acted_on"] >= first), part]
    total = sum(p["amount_fen"] for p in parts)
    row = replace(row, parts=parts)
    days = {p["acted_on"] for p in parts}
    if len(days) < 2 or total <= max(threshold, row.split_fen):
        return row
    return replace(
        row,
        suspect=True,
        split_fen=total,
        threshold_fen=threshold,
        times=len(parts),
        since=date.fromisoformat(min(days)),
        until=event.acted_on,
    )
