"""Writes documents and their uploads: on PostgreSQL by functions, the only ones that may."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from shared.kernel.log.database import Database

# On PostgreSQL only these functions write: a part follows the part before it, and a document is
# there when its parts together have its hash.
_KEEP_CHUNK = "SELECT public.keep_chunk(:sha256, :number, :bytes)"
_KEEP = (
    "SELECT public.keep_document(:sha256, :size, :name, :media_type, :person, :organisation,"
    " :stored_at)"
)
_ADD_CHUNK = (
    "INSERT INTO log.document_chunks (sha256, number, bytes) VALUES (:sha256, :number, :bytes)"
    " ON CONFLICT DO NOTHING"
)
_ADD = (
    "INSERT INTO log.documents (sha256, size, name, media_type, person, organisation, stored_at)"
    " VALUES (:sha256, :size, :name, :media_type, :person, :organisation, :stored_at)"
    " ON CONFLICT DO NOTHING RETURNING true"
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


class DocumentTable:
    """What is written of documents. Any call may raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_chunk(self, sha256: str, number: int, chunk: bytes) -> None:
        """Keep a part of a document; one that is there stays."""
        statement = _KEEP_CHUNK if self._database.postgresql else _ADD_CHUNK
        self._write(statement, {"sha256": sha256, "number": number, "bytes": chunk})

    def keep(self, document: dict[str, Any]) -> bool:
        """Say that a document is there, all its parts being kept; whether it was not before."""
        return self._write(_KEEP if self._database.postgresql else _ADD, document)

    def note_upload(self, upload: dict[str, Any]) -> bool:
        """Note who uploaded a document, and when; False where it is not there."""
        return self._write(_NOTE_SAFELY if self._database.postgresql else _NOTE, upload)

    def expire(self, before: int, most: int) -> int:
        """Let go of documents that no event cites, uploaded before a moment in microseconds since
        1970; how many went. At most so many are looked at."""
        asked = {"before": before, "most": most}
        with self._database.write() as connection:
            if self._database.postgresql:
                return int(connection.scalar(text(_EXPIRE_SAFELY), asked) or 0)
            late = list(connection.execute(text(_LATE), asked))
            return sum(_goes(connection, sha256, seen) for sha256, seen in late)

    def _write(self, statement: str, values: dict[str, Any]) -> bool:
        """Whether the statement answers true."""
        with self._database.write() as connection:
            result = connection.execute(self._database.sql(statement), values)
            return bool(result.returns_rows and result.scalar())


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
