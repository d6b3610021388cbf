"""容错年度统计: how many cases a year, by result, for the city; small cells are hidden (RZ-3.2.d).

There are four towns: a count of one or two points at somebody. A cell is a row, and a row that is
not `shown` yet nobody sees, not its operator either.
"""

from shared.kernel.aggregate import to_organisation
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.talent import tolerance_case as cases
from shared.schemas.talent.stages import CountedCell

LEAST_SHOWN = 3


@view(
    "tolerance-counts",
    title="容错年度统计",
    key="cell",
    version=1,
    sight=[
        to_organisation("discipline", once="shown"),
        to_organisation("organization", once="shown"),
    ],
)
class ToleranceCounts(Row):
    """`cell` is `<year>:<what is counted>`."""

    cell: str = column("年度与类别")
    year: int = column("年度", 0)
    counted: CountedCell = column("类别", "applied")
    count: int = column("件数", 0)
    shown: bool = column("可公开统计", False)


def _applied(event: cases.ToleranceApplied, _: EventMeta) -> str:
    return f"{event.applied_on.year}:applied"


def _determined(event: cases.ToleranceDetermined, _: EventMeta) -> str:
    return f"{event.determined_on.year}:{event.result}"


@ToleranceCounts.on(cases.ToleranceApplied, key=_applied)
def applied(row: ToleranceCounts, event: cases.ToleranceApplied) -> ToleranceCounts:
    return _one_more(replace(row, year=event.applied_on.year, counted="applied"))


@ToleranceCounts.on(cases.ToleranceDetermined, key=_determined)
def determined(row: ToleranceCounts, event: cases.ToleranceDetermined) -> ToleranceCounts:
    return _one_more(replace(row, year=event.determined_on.year, counted=event.result))


def _one_more(row: ToleranceCounts) -> ToleranceCounts:
    count = row.count + 1
    return replace(row, count=count, shown=count >= LEAST_SHOWN)
