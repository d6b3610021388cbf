"""Who uploaded which document, and letting go of what no event cites after a week."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, TextClause, text

from shared.kernel.aggregate import Actor, Rule, refuse
from shared.kernel.log.database import Database
from shared.schemas.attachment import Attachment

KEPT = timedelta(days=7)
"""How long a document stays that no event cites, after its last upload."""
ATTACHED_WITHIN = KEPT - timedelta(hours=1)
"""Attached by then it is cited long before anybody looks whether it may go."""
AT_ONCE = 50

OWN_DOCUMENT = Rule(
    "own-document",
    "design",
    zh="附件须由本单位上传，或已在本案卷中且本单位可见",
    en="What is attached was uploaded by one's own organisation, or stands in the stream already"
    " where one may see it.",
    pass_zh="请由本单位以 POST /documents 上传“{name}”（{sha256}）后再附",
    pass_en="Upload {name} ({sha256}) by POST /documents as your organisation, then attach it.",
)
AS_UPLOADED = Rule(
    "document-as-uploaded",
    "design",
    zh="附件的名称和类型须与上传时一致",
    en="An attachment bears the name and media type that it was uploaded with.",
    pass_zh="请写作“{uploaded_name}”（{uploaded_media_type}），或以新名称重新上传",
    pass_en="Call it {uploaded_name} ({uploaded_media_type}), or upload it under the new name.",
)

_OF = (
    "SELECT name, media_type, stored_at, cited FROM {}document_uploads"
    " WHERE sha256 = :sha256 AND organisation = :organisation ORDER BY stored_at DESC"
)
_USED = (
    "SELECT coalesce(sum(d.size), 0) FROM {}documents d WHERE d.sha256 IN"
    " (SELECT u.sha256 FROM {}document_uploads u WHERE u.organisation = :organisation)"
)
_NOTE = (
    "INSERT INTO document_uploads SELECT :sha256, :organisation, :name, :media_type, :person,"
    " :stored_at, coalesce((SELECT max(position) FROM records), 0), 0"
    " WHERE EXISTS (SELECT 1 FROM documents d WHERE d.sha256 = :sha256)"
    " ON CONFLICT (sha256, organisation, name, media_type)"
    " DO UPDATE SET stored_at = max(stored_at, excluded.stored_at) RETURNING 1"
)
_NOTE_SAFELY = (
    "SELECT public.note_upload(:sha256, :organisation, :name, :media_type, :person, :stored_at)"
)
_EXPIRE_SAFELY = "SELECT public.expire_documents(:before, :most)"
_LATE = (
    "SELECT sha256, min(after_position) FROM document_uploads GROUP BY sha256"
    " HAVING max(stored_at) < :before AND NOT max(cited) ORDER BY max(stored_at) LIMIT :most"
)
_CITED = "SELECT 1 FROM records WHERE position > :seen AND instr(data, :sha256) LIMIT 1"
_GOES = [
    "INSERT INTO documents_to_go VALUES (:sha256)",
    "DELETE FROM document_uploads WHERE sha256 = :sha256",
    "DELETE FROM documents WHERE sha256 = :sha256",
    "DELETE FROM document_chunks WHERE sha256 = :sha256",
    "DELETE FROM documents_to_go WHERE sha256 = :sha256",
]


class Upload(NamedTuple):
    """An upload by one organisation; `stored_at` in microseconds since 1970."""

    name: str
    media_type: str
    stored_at: int
    cited: bool


class Uploads:
    """The uploads of one service. Any call may raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._schema = "public." if database.postgresql else ""

    def note(self, attachment: Attachment, actor: Actor, now: datetime) -> bool:
        """Note that an organisation has uploaded a document that is stored; False where it is not,
        or has gone since."""
        known = {
            "sha256": attachment.sha256,
            "organisation": actor.organisation,
            "name": attachment.name,
            "media_type": attachment.media_type,
            "person": actor.person,
            "stored_at": _microseconds(now),
        }
        statement = _NOTE_SAFELY if self._database.postgresql else _NOTE
        with self._database.write() as connection:
            return bool(connection.scalar(text(statement), known))

    def of(self, sha256: str, organisation: str) -> list[Upload]:
        """An organisation's uploads of a document, the latest first."""
        asked = {"sha256": sha256, "organisation": organisation}
        with self._database.read() as connection:
            return [Upload(*row) for row in connection.execute(self._sql(_OF), asked)]

    def used(self, organisation: str) -> int:
        """The bytes of all documents that an organisation has uploaded, each counted once."""
        with self._database.read() as connection:
            return int(connection.scalar(self._sql(_USED), {"organisation": organisation}) or 0)

    def expire(self, now: datetime, most: int = AT_ONCE) -> int:
        """Let go of documents that no event cites a week after their last upload; how many went.

        At most so many are looked at. The log itself is asked: what it cites is never let go.
        """
        asked = {"before": _microseconds(now - KEPT), "most": most}
        with self._database.write() as connection:
            if self._database.postgresql:
                return int(connection.scalar(text(_EXPIRE_SAFELY), asked) or 0)
            late = list(connection.execute(text(_LATE), asked))
            return sum(_goes(connection, sha256, seen) for sha256, seen in late)

    def _sql(self, statement: str) -> TextClause:
        return text(statement.format(*[self._schema] * statement.count("{}")))


def may_be_attached(uploads: Uploads, attachment: Attachment, actor: Actor, now: datetime) -> None:
    """Refuse a document that the actor's organisation has not uploaded, under this name, or so
    long ago that it may be on its way out."""
    own = uploads.of(attachment.sha256, actor.organisation)
    fresh = [u for u in own if u.cited or u.stored_at > _microseconds(now - ATTACHED_WITHIN)]
    if not fresh:
        refuse(OWN_DOCUMENT, name=attachment.name, sha256=attachment.sha256)
    if not any((u.name, u.media_type) == (attachment.name, attachment.media_type) for u in fresh):
        last = fresh[0]
        refuse(
            AS_UPLOADED,
            name=attachment.name,
            uploaded_name=last.name,
            uploaded_media_type=last.media_type,
        )


def _goes(connection: Connection, sha256: str, seen: int) -> bool:
    one = {"sha256": sha256}
    if connection.scalar(text(_CITED), {**one, "seen": seen}):
        marked = "UPDATE document_uploads SET cited = 1 WHERE sha256 = :sha256"
        connection.execute(text(marked), one)
        return False
    _execute_all(connection, _GOES, one)
    return True


def _execute_all(connection: Connection, statements: Iterable[str], values: dict[str, str]) -> None:
    for statement in statements:
        connection.execute(text(statement), values)


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)
