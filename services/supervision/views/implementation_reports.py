"""镇实施情况: what each town reported of a month; the newest report of it counts."""

from datetime import date

from services.supervision.domain.implementation import IMPLEMENTATION
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.supervision import implementation


@view("implementation-reports", title="镇实施情况", key="report", version=1, of=IMPLEMENTATION)
class ImplementationReports(Row):
    """`report` is the town and the month."""

    report: str = column("编号")
    town: TownId = column("镇")
    year: int = column("年度")
    month: int = column("月份")
    progress: str = column("推进落实情况")
    difficulties: str = column("困难和问题")
    next_steps: str = column("下一步安排")
    reported_on: date | None = column("报告日期")
    corrections: int = column("更正次数")


@ImplementationReports.on(
    implementation.ImplementationReported,
    key=lambda event, _: f"{event.town}-{event.year}-{event.month:02d}",
)
def reported(
    row: ImplementationReports, event: implementation.ImplementationReported
) -> ImplementationReports:
    return replace(
        row,
        town=event.town,
        year=event.year,
        month=event.month,
        progress=event.progress,
        difficulties=event.difficulties or "",
        next_steps=event.next_steps or "",
        reported_on=event.reported_on,
        corrections=event.correction,
    )
