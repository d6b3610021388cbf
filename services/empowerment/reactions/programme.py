"""What programme decided about towns, noted in this service's own log (RZ-2.6.d)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.empowerment import creation_period
from shared.schemas.programme import tier


@reaction(tier.CreationPeriodSet)
def creation_period_is_noted(event: tier.CreationPeriodSet, _: EventMeta) -> Iterable[object]:
    """Reforms are tried within it."""
    yield creation_period.NoteCreationPeriod(
        event.town, starts_on=event.starts_on, ends_on=event.ends_on
    )
