"""What talent does when the register of people remembers an erasure (个人信息保护法 §47)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.people import erasure
from shared.schemas.talent import person_erasure


@reaction(erasure.ErasureNoted)
def restored_person_is_erased_again(event: erasure.ErasureNoted, _: EventMeta) -> Iterable[object]:
    """A store that came back from an older backup has the key again, and no erasure in its log."""
    if event.service == "talent":
        yield person_erasure.RepeatErasure(
            event.erased, ground=event.ground, document=event.document
        )
