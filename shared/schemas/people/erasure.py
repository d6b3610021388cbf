"""删除记载 (design): whose data another service has erased, so that no restore brings them back."""

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, Name, PersonId, titled
from shared.schemas.platform import ErasureGround

CLAUSE = "design"


@command_data
class NoteErasure:
    """`erased` is the number that stood for the person in that service: no one of this register."""

    erasure: Identifier
    service: Name = titled("业务", kind="service")
    erased: PersonId = titled("被删除人员编号")
    ground: ErasureGround
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="记载个人信息删除")
class ErasureNoted(NoteErasure):
    """The service erases again whom its own log does not know as erased any more."""


Event = ErasureNoted
