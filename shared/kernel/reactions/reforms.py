"""What a service notes when a pilot reform that opens rules begins, is extended, ends (RZ-2.6.d)."""

from collections.abc import Iterable

from shared.kernel.aggregate.reforms import BOOK
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.platform import NoteReformEnded, NoteReformInForce


@reaction(reforms.ReformApproved)
def reform_in_force_is_noted(event: reforms.ReformApproved, _: EventMeta) -> Iterable[object]:
    if event.opens and event.authorising_document:
        yield NoteReformInForce(
            BOOK,
            reform=event.reform,
            town=event.town,
            opens=event.opens,
            document=event.authorising_document,
            since=max(event.since, event.decided_on),
            until=event.until,
        )


@reaction(reforms.ReformExtended)
def longer_reform_is_noted(event: reforms.ReformExtended, _: EventMeta) -> Iterable[object]:
    """With the document that authorised it: an extension changes its end alone."""
    if event.opens and event.authorising_document and event.since:
        yield NoteReformInForce(
            BOOK,
            reform=event.reform,
            town=event.town,
            opens=event.opens,
            document=event.authorising_document,
            since=event.since,
            until=event.until,
        )


@reaction(reforms.ReformEnded)
def end_of_a_reform_is_noted(event: reforms.ReformEnded, _: EventMeta) -> Iterable[object]:
    if event.opens:
        yield NoteReformEnded(BOOK, reform=event.reform, ended_on=event.ended_on)
