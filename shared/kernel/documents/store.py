"""Documents in a service's own store, in chunks; they are added, never changed or removed."""

import hashlib
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from shared.kernel.aggregate import Actor, Rule, refuse
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.database import Database
from shared.kernel.log.document_table import DocumentTable
from shared.schemas.attachment import Attachment

CHUNK = 1 << 18
"""Bytes of a chunk: what is held in memory at a time."""

DOCUMENT_IS_THERE = Rule(
    "document-is-there",
    "design",
    zh="附件须先上传至本服务",
    en="What is attached has been uploaded to this service.",
    pass_zh="请先上传“{name}”（{size} 字节）",
    pass_en="Upload {name} ({sha256}, {size} bytes) by POST /documents first.",
)

_SIZE = "SELECT size FROM log.documents WHERE sha256 = :sha256"
_CHUNK = "SELECT bytes FROM log.document_chunks WHERE sha256 = :sha256 AND number = :number"
_ALL = "SELECT sha256, size FROM log.documents ORDER BY sha256"
TRIES = 2


class Documents:
    """The documents of one service, by the sha256 of their bytes, in hex."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._table = DocumentTable(database)

    def size(self, sha256: str) -> int | None:
        """The bytes of a document; None where it is not. Raises `StoreUnavailable`."""
        with self._database.read() as connection:
            found: int | None = connection.scalar(self._database.sql(_SIZE), {"sha256": sha256})
        return found

    def keep(self, attachment: Attachment, file: Path, actor: Actor, now: datetime) -> None:
        """Store a file whose hash and size are known, unless it is there.

        It is there once its last chunk is: one that was cut short is sent again by its owner, and
        the same chunks are found. Raises `StoreUnavailable`.
        """
        if self.size(attachment.sha256) is not None:
            return
        known = {
            "sha256": attachment.sha256,
            "size": attachment.size,
            "name": attachment.name,
            "media_type": attachment.media_type,
            "person": actor.person,
            "organisation": actor.organisation,
            "stored_at": int(now.timestamp() * 1_000_000),
        }
        for _ in range(TRIES):
            self._keep_chunks(attachment.sha256, file)
            if self._table.keep(known):
                return
            # Parts of something else were there under this hash; the store has thrown them away.
        if self.size(attachment.sha256) is None:
            raise StoreUnavailable(f"document {attachment.sha256} could not be made whole")

    def _keep_chunks(self, sha256: str, file: Path) -> None:
        with file.open("rb") as opened:
            for number, chunk in enumerate(iter(lambda: opened.read(CHUNK), b"")):
                self._table.keep_chunk(sha256, number, chunk)
                time.sleep(0)  # a big file lets others run

    def chunks(self, sha256: str, number: int = 0) -> Iterator[bytes]:
        """The bytes of a document from a chunk on, one at a time. Raises `StoreUnavailable`."""
        while (chunk := self._chunk(sha256, number)) is not None:
            yield chunk
            number += 1

    def part(self, sha256: str, start: int, stop: int) -> Iterator[bytes]:
        """The bytes of a document from `start` to before `stop`. Raises `StoreUnavailable`."""
        at = start - start % CHUNK
        for chunk in self.chunks(sha256, start // CHUNK):
            yield chunk[max(0, start - at) : stop - at]
            at += len(chunk)
            if at >= stop:
                return

    def verify(self) -> tuple[int, list[str]]:
        """How many documents there are, and those whose bytes are not what their hash says.

        Holds one chunk at a time. Raises `StoreUnavailable`.
        """
        with self._database.read() as connection:
            known = list(connection.execute(self._database.sql(_ALL)))
        return len(known), [sha256 for sha256, size in known if not self._sound(sha256, size)]

    def _sound(self, sha256: str, size: int) -> bool:
        digest, length = hashlib.sha256(), 0
        for chunk in self.chunks(sha256):
            digest.update(chunk)
            length += len(chunk)
            time.sleep(0)  # a big one lets others run
        return (digest.hexdigest(), length) == (sha256, size)

    def _chunk(self, sha256: str, number: int) -> bytes | None:
        with self._database.read() as connection:
            found = connection.scalar(
                self._database.sql(_CHUNK), {"sha256": sha256, "number": number}
            )
        return None if found is None else bytes(found)


def document_is_there(documents: Documents, attachments: Iterable[Attachment]) -> None:
    """Refuse unless every document is there, with the size that is said. Documents stay: what is
    there when a command is given is there ever after."""
    for one in attachments:
        if documents.size(one.sha256) != one.size:
            refuse(DOCUMENT_IS_THERE, name=one.name, sha256=one.sha256, size=one.size)
