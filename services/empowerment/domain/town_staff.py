"""TownStaff (`town-staff-<town>`): noted from talent; own log, own truth (RZ-2.6.b)."""

from dataclasses import dataclass

from immutables import Map

from shared.kernel.aggregate import SYSTEM, Aggregate, Context, Events, guard, to_named, to_town
from shared.schemas.empowerment import town_staff

IN_POST = ("administrative", "institution")
"""Whom the state employs in an established post: only they can be licensed to enforce."""


@dataclass(frozen=True, slots=True)
class TownStaff:
    """How many there are of each kind; empty while nothing was noted."""

    town: str = ""
    actual: Map[str, int] = Map()

    @property
    def in_post(self) -> int | None:
        """How many hold an established post; None while not all of them were noted."""
        if any(kind not in self.actual for kind in IN_POST):
            return None
        return sum(self.actual[kind] for kind in IN_POST)


TOWN_STAFF = Aggregate(
    "town-staff",
    TownStaff(),
    key="town",
    title="镇级力量记载",
    sight=[to_town(), to_named("RZ-2.6.b")],
)
OF_TOWN = guard(TOWN_STAFF, "town")
"""The town's staff, which the command names."""


@TOWN_STAFF.evolve
def evolve(staff: TownStaff, event: town_staff.Event) -> TownStaff:
    return TownStaff(event.town, staff.actual.set(event.posts, event.actual))


TOWN_STAFF.asks_nobody("由系统按组织部门登记的镇级力量记载")


@TOWN_STAFF.command(title="记载镇级力量", clause=town_staff.CLAUSE, by=[SYSTEM], creates=None)
def note_town_staff(staff: TownStaff, cmd: town_staff.NoteTownStaff, context: Context) -> Events:
    now = TownStaff(cmd.town, staff.actual.set(cmd.posts, cmd.actual))
    yield town_staff.TownStaffNoted.of(cmd, in_post=now.in_post)
