"""What the register of people remembers of talent's erasures (个人信息保护法 §47)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.people import erasure
from shared.schemas.platform import PersonErased


@reaction(PersonErased)
def erasure_is_noted(event: PersonErased, _: EventMeta) -> Iterable[object]:
    yield erasure.NoteErasure(
        f"talent-{event.person}",
        service="talent",
        erased=event.person,
        ground=event.ground,
        document=event.document,
    )
