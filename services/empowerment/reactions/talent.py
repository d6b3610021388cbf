"""Who works in a town, noted from talent: within it the town's capacity is assessed (RZ-2.6.b)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.empowerment import town_staff
from shared.schemas.talent import strength as strengths


@reaction(strengths.StrengthRecorded)
def strength_is_noted(event: strengths.StrengthRecorded, _: EventMeta) -> Iterable[object]:
    yield town_staff.NoteTownStaff(
        event.town, posts=event.posts, actual=event.actual, as_of=event.as_of
    )
