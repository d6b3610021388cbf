"""What follows in this service from its own events: people who leave a town are looked after (RZ-2.6.b)."""

from collections.abc import Iterable

from services.empowerment.views.capacity import Capacity
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Rows, reaction
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import town_staff


@reaction(town_staff.TownStaffNoted, needs=Capacity)
def capacity_is_questioned(
    event: town_staff.TownStaffNoted, _: EventMeta, capacities: Rows[Capacity]
) -> Iterable[object]:
    """Of each power that the town has taken up and that rests on people, once they are fewer than
    when its capacity was last assessed."""
    if event.in_post is None:
        return
    for row in capacities.find(town=event.town):
        rests_on_people = row.licensed_officers + row.site_inspectors > 0
        fewer = row.in_post is not None and event.in_post < row.in_post
        if row.taken_up and rests_on_people and fewer and row.questioned_on is None:
            yield running.QuestionCapacity(row.delegation, in_post=event.in_post)
