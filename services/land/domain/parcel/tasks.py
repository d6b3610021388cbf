"""待办: building is reported before land lies idle, and idle land is looked at (RZ-2.3.b)."""

from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.parcel.construction import report_construction
from services.land.domain.parcel.limits import idle_limits
from services.land.domain.parcel.state import CLAUSE, PARCEL, Parcel
from services.land.domain.parcel.survey import determine_idle
from shared.kernel.aggregate import TOWN, Over, Task, Tasks, Wait

AHEAD = 20
"""Working days: a month in which building can be begun."""


@PARCEL.tasks
def tasks(parcel: Parcel) -> Tasks:
    """The town reports that building began or goes on; after a warning it is determined whether
    the land is idle."""
    for limit in idle_limits(parcel):
        about = "督促动工并登记建设情况" if limit.key == "not-started" else "督促复工并登记建设情况"
        yield Task(limit.key, [TOWN], about, [report_construction], limit, soon=AHEAD)
    if not parcel.in_stock:
        yield Over("已移出存量")
    elif parcel.warned and not parcel.determined:
        yield Task(
            "determination", [NATURAL_RESOURCES, COUNTY_LAND], "认定地块是否闲置",
            [determine_idle, report_construction], clause=CLAUSE,
        )  # fmt: skip
    else:
        yield Wait("待列入盘活批次")
