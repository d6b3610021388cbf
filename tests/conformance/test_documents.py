"""Documents in both stores: the bytes come back, and nobody changes or removes them."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from shared.aggregate import Actor, Refused
from shared.documents import Documents, document_is_there
from shared.documents.store import CHUNK
from shared.log.log import Log
from shared.schemas.attachment import Attachment
from tests.conformance.conftest import Backend

NOW = datetime(2024, 3, 1, tzinfo=UTC)
ZHANG = Actor("张三", "taoluo")


def kept(log: Log, folder: Path, content: bytes) -> Attachment:
    file = folder / "content"
    file.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    attachment = Attachment(sha256, len(content), "附件.bin", "application/octet-stream")
    Documents(log.database).keep(attachment, file, ZHANG, NOW)
    return attachment


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_the_bytes_come_back(log: Log, tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    documents = Documents(log.database)
    for _ in range(2):
        attachment = kept(log, tmp_path, content)
        assert documents.size(attachment.sha256) == size
        assert b"".join(documents.chunks(attachment.sha256)) == content
    document_is_there(documents, [attachment])


def test_what_is_not_there_is_refused(log: Log) -> None:
    documents = Documents(log.database)
    with pytest.raises(Refused):
        document_is_there(documents, [Attachment("0" * 64, 1, "x", "text/plain")])
    assert list(documents.chunks("0" * 64)) == []


@pytest.mark.parametrize("table", ["documents", "document_chunks"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
def test_the_service_can_not_change_or_remove_them(
    log: Log, tmp_path: Path, table: str, statement: str
) -> None:
    attachment = kept(log, tmp_path, b"bytes")
    with pytest.raises(DBAPIError), log.database.write() as connection:
        connection.exec_driver_sql(statement.format(table))
    assert b"".join(Documents(log.database).chunks(attachment.sha256)) == b"bytes"


def test_a_document_whose_bytes_changed_or_are_gone_is_named(
    backend: Backend, tmp_path: Path
) -> None:
    with backend.open() as log:
        _, changed, cut = (kept(log, tmp_path, os.urandom(2 * CHUNK)) for _ in range(3))
        documents = Documents(log.database)
        assert documents.verify() == (3, [])
        with backend.tampering() as run:
            for table in ("documents", "document_chunks"):
                if not backend.postgresql:
                    run(f"DROP TRIGGER IF EXISTS {table}_stay")
                    run(f"DROP TRIGGER IF EXISTS {table}_remain")
            of = "UPDATE document_chunks SET bytes = {} WHERE sha256 = '{}' AND number = 1"
            zeros = (
                f"decode('{'00' * CHUNK}', 'hex')" if backend.postgresql else f"zeroblob({CHUNK})"
            )
            run(of.format(zeros, changed.sha256))
            run(f"DELETE FROM document_chunks WHERE sha256 = '{cut.sha256}' AND number = 1")
        count, damaged = documents.verify()
    assert (count, set(damaged)) == (3, {changed.sha256, cut.sha256})
