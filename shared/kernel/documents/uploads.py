"""Who uploaded which document, and letting go of what no event cites after a week."""

from datetime import datetime, timedelta
from typing import NamedTuple

from shared.kernel.aggregate import Actor, Rule, refuse
from shared.kernel.log.database import Database
from shared.kernel.log.document_table import DocumentTable
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
    pass_zh="请由本单位上传“{name}”后再附",
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
    "SELECT name, media_type, stored_at, cited FROM log.document_uploads"
    " WHERE sha256 = :sha256 AND organisation = :organisation ORDER BY stored_at DESC"
)
_USED = (
    "SELECT coalesce(sum(d.size), 0) FROM log.documents d WHERE d.sha256 IN"
    " (SELECT u.sha256 FROM log.document_uploads u WHERE u.organisation = :organisation)"
)


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
        self._table = DocumentTable(database)

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
        return self._table.note_upload(known)

    def of(self, sha256: str, organisation: str) -> list[Upload]:
        """An organisation's uploads of a document, the latest first."""
        asked = {"sha256": sha256, "organisation": organisation}
        with self._database.read() as connection:
            return [Upload(*row) for row in connection.execute(self._database.sql(_OF), asked)]

    def used(self, organisation: str) -> int:
        """The bytes of all documents that an organisation has uploaded, each counted once."""
        with self._database.read() as connection:
            return int(
                connection.scalar(self._database.sql(_USED), {"organisation": organisation}) or 0
            )

    def expire(self, now: datetime, most: int = AT_ONCE) -> int:
        """Let go of documents that no event cites a week after their last upload; how many went.

        At most so many are looked at. The log itself is asked: what it cites is never let go.
        """
        return self._table.expire(_microseconds(now - KEPT), most)


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


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)
