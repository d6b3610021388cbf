"""What every service notes when programme has changed a town's tier or class (RZ-1.a, RZ-1.b)."""

from collections.abc import Iterable

from shared.kernel.aggregate.standings import BOOK
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.platform import NoteTownClass, NoteTownTier
from shared.schemas.programme import tier, town_profile


@reaction(tier.TierChanged)
def tier_is_noted(event: tier.TierChanged, meta: EventMeta) -> Iterable[object]:
    yield NoteTownTier(
        BOOK,
        town=event.town,
        level=event.level,
        effective_on=event.effective_on,
        document=event.document,
    )


@reaction(town_profile.TownClassified)
def class_is_noted(event: town_profile.TownClassified, meta: EventMeta) -> Iterable[object]:
    yield NoteTownClass(
        BOOK,
        town=event.town,
        town_class=event.town_class,
        effective_on=event.effective_from,
        document=event.document,
    )
