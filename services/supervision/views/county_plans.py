"""区县工作方案: the plan of each county with a pilot town; its absence shows."""

from datetime import date
from typing import Any

from services.supervision.domain.county_plan import COUNTY_PLAN
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.loader import registry
from shared.schemas.kinds import CountyId
from shared.schemas.supervision import county_plan, leader_link
from shared.schemas.supervision import issue as issues

COUNTIES = tuple(dict.fromkeys(t.county for t in registry().towns.values() if t.pilot))


@view("county-plans", title="区县工作方案", key="county", version=1, of=COUNTY_PLAN)
class CountyPlans(Row):
    """Any matter or link brings all counties with a pilot town onto the list."""

    county: CountyId = column("区县")
    adopted: bool = column("已印发")
    plan_version: int = column("版次")
    title: str = column("方案名称")
    document: str = column("文号")
    adopted_on: date | None = column("印发日期")
    until: date | None = column("实施至")
    measures: list[str] = column("统筹措施", factory=list)
    history: list[dict[str, Any]] = column("历次方案", factory=list)


@CountyPlans.on(
    county_plan.CountyPlanAdopted,
    issues.IssueRaised,
    leader_link.LeaderLinked,
    key=lambda event, _: COUNTIES,
)
def adopted(
    row: CountyPlans,
    event: county_plan.CountyPlanAdopted | issues.IssueRaised | leader_link.LeaderLinked,
) -> CountyPlans:
    if not isinstance(event, county_plan.CountyPlanAdopted) or event.county != row.county:
        return row
    edition = {
        "version": event.version,
        "title": event.title,
        "document": event.document,
        "adopted_on": event.adopted_on.isoformat(),
    }
    return replace(
        row,
        adopted=True,
        plan_version=event.version,
        title=event.title,
        document=event.document,
        adopted_on=event.adopted_on,
        until=event.until,
        measures=list(event.measures),
        history=[*row.history, edition],
    )
