"""联系帮包缺口: what each pilot town lacks of a city leader, a county leader and a group."""

from shared.kernel.aggregate import to_named, to_town
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.loader import registry
from shared.schemas.kinds import TownId
from shared.schemas.platform import TownTierNoted
from shared.schemas.standing import Standing
from shared.schemas.supervision import assist_group, leader_link
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision.stages import LeadershipGap

PILOTS = tuple(town.id for town in registry().towns.values() if town.pilot)
"""Those that are pilots until something else is noted of them."""

Shown = (
    leader_link.LeaderLinked
    | leader_link.LeaderRelieved
    | assist_group.GroupFormed
    | issues.IssueRaised
)
"""Any of them brings all pilot towns onto the list: a gap shows by itself."""


@view(
    "leadership-gaps",
    title="联系帮包缺口",
    key="town",
    version=3,
    sight=[to_town(), to_named("RZ-3.1.a")],
)
class LeadershipGaps(Row):
    """`level` is what was last noted of the town's tier; empty while the opening position holds."""

    town: TownId = column("镇")
    level: Standing | None = column("层级", None)
    city_leaders: int = column("市级领导")
    county_leaders: int = column("县级领导")
    groups: int = column("帮包小组")
    complete: bool = column("已配齐")
    gaps: tuple[LeadershipGap, ...] = column("缺口", ())


@LeadershipGaps.on(
    leader_link.LeaderLinked,
    leader_link.LeaderRelieved,
    assist_group.GroupFormed,
    issues.IssueRaised,
    key=lambda event, _: {*PILOTS, event.town} - {None},
)
def counted(row: LeadershipGaps, event: Shown) -> LeadershipGaps | None:
    if event.town == row.town:
        row = _changed(row, event)
    return _judged(row)


@LeadershipGaps.on(TownTierNoted, key="town")
def tier_noted(row: LeadershipGaps, event: TownTierNoted) -> LeadershipGaps | None:
    """Gaps show for it once it is known, also before the day itself, or no more."""
    return _judged(replace(row, level=event.level))


def _judged(row: LeadershipGaps) -> LeadershipGaps | None:
    """With its gaps; a town that never was a pilot has no row."""
    if row.level is None and row.town not in PILOTS:
        return None
    if row.level in ("none", "cultivation"):
        return replace(row, gaps=(), complete=True)
    needed: dict[LeadershipGap, int] = {
        "city-leader": row.city_leaders,
        "county-leader": row.county_leaders,
        "assist-group": row.groups,
    }
    gaps = tuple(name for name, number in needed.items() if not number)
    return replace(row, gaps=gaps, complete=not gaps)


def _changed(row: LeadershipGaps, event: Shown) -> LeadershipGaps:
    match event:
        case assist_group.GroupFormed():
            return replace(row, groups=row.groups + 1)
        case leader_link.LeaderLinked() | leader_link.LeaderRelieved():
            change = 1 if isinstance(event, leader_link.LeaderLinked) else -1
            if event.level == "city":
                return replace(row, city_leaders=row.city_leaders + change)
            return replace(row, county_leaders=row.county_leaders + change)
    return row
