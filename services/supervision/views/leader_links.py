"""领导联系台账: which leader helps which town, by what portfolio, and when they last came."""

from datetime import date
from typing import Any

from services.supervision.domain.leader_link import LEADER_LINK
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.supervision import leader_link


@view("leader-links", title="领导联系台账", key="link", version=2, of=LEADER_LINK)
class LeaderLinks(Row):
    link: str = column("编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    level: leader_link.LeaderLevel = column("层级")
    leader: str = column("领导")
    position: str = column("职务")
    portfolio: str = column("分工")
    linked_on: date | None = column("联系起始")
    relieved_on: date | None = column("解除日期")
    reason: str = column("解除理由")
    visited: int = column("走访次数")
    visited_on: date | None = column("最近走访")
    visits: list[dict[str, Any]] = column("走访记录", factory=list)


@LeaderLinks.on(leader_link.LeaderLinked)
def linked(row: LeaderLinks, event: leader_link.LeaderLinked) -> LeaderLinks:
    return replace(
        row,
        town=event.town,
        county=event.county,
        level=event.level,
        leader=event.leader,
        position=event.position,
        portfolio=event.portfolio,
        linked_on=event.linked_on,
    )


@LeaderLinks.on(leader_link.LeaderRelieved)
def relieved(row: LeaderLinks, event: leader_link.LeaderRelieved) -> LeaderLinks:
    return replace(row, relieved_on=event.relieved_on, reason=event.reason)


@LeaderLinks.on(leader_link.LeaderVisited)
def visited(row: LeaderLinks, event: leader_link.LeaderVisited) -> LeaderLinks:
    visit = {
        "visited_on": event.visited_on.isoformat(),
        "findings": event.findings,
        "issues": list(event.issues),
    }
    return replace(
        row,
        visited=event.number,
        visited_on=max(row.visited_on or event.visited_on, event.visited_on),
        visits=[*row.visits, visit],
    )
