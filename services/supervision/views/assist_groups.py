"""帮包小组台账: the group of each town, and who has been a member."""

from dataclasses import asdict
from datetime import date
from typing import Any

from services.supervision.domain.assist_group import ASSIST_GROUP_OF_TOWN
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.supervision import assist_group


@view(
    "assist-groups",
    title="帮包小组台账",
    key="town",
    version=3,
    of=ASSIST_GROUP_OF_TOWN,
    carried={"units": (), "visiting_units": ()},
)
class AssistGroups(Row):
    town: TownId = column("镇")
    size: int = column("人数")
    units: tuple[OrganisationId, ...] = column("成员单位", ())
    formed_on: date | None = column("成立日期")
    changed_on: date | None = column("最近调整")
    members: list[dict[str, Any]] = column("成员", factory=list)
    changes: list[dict[str, Any]] = column("历次调整", factory=list)
    visitors: list[dict[str, Any]] = column("另设回访小组成员", factory=list)


@AssistGroups.on(assist_group.GroupFormed)
def formed(row: AssistGroups, event: assist_group.GroupFormed) -> AssistGroups:
    return _with_members(replace(row, formed_on=event.formed_on), event)


@AssistGroups.on(assist_group.GroupMembersChanged)
def changed(row: AssistGroups, event: assist_group.GroupMembersChanged) -> AssistGroups:
    change = {
        "changed_on": event.changed_on.isoformat(),
        "joined": [member.person for member in event.joined],
        "left": list(event.left),
        "reason": event.reason,
    }
    row = replace(row, changed_on=event.changed_on, changes=[*row.changes, change])
    return _with_members(row, event)


@AssistGroups.on(assist_group.VisitGroupFormed)
def visitors_named(row: AssistGroups, event: assist_group.VisitGroupFormed) -> AssistGroups:
    return replace(row, visitors=[asdict(member) for member in event.members])


def _with_members(
    row: AssistGroups, event: assist_group.GroupFormed | assist_group.GroupMembersChanged
) -> AssistGroups:
    return replace(
        row,
        size=len(event.members),
        units=tuple(sorted({member.unit for member in event.members})),
        members=[asdict(member) for member in event.members],
    )
