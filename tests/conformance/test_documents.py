"""Documents in both stores: the bytes come back, and nobody changes or removes them."""

import hashlib
import json
import os
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from shared.kernel.aggregate import Actor, Refused
from shared.kernel.documents import Documents, Uploads, document_is_there
from shared.kernel.documents.store import CHUNK
from shared.kernel.documents.uploads import KEPT
from shared.kernel.log.batch import Batch, new_event
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.schemas.attachment import Attachment
from tests.conformance.conftest import Backend

NOW = datetime(2024, 3, 1, tzinfo=UTC)
ZHANG = Actor("张三", "taoluo")


def kept(log: Log, folder: Path, content: bytes) -> Attachment:
    file = folder / "content"
    file.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    attachment = Attachment(
        sha256, size=len(content), name="附件.bin", media_type="application/octet-stream"
    )
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
        document_is_there(
            documents, [Attachment("0" * 64, size=1, name="x", media_type="text/plain")]
        )
    assert list(documents.chunks("0" * 64)) == []


def test_an_upload_is_noted_of_what_is_there_only(log: Log, tmp_path: Path) -> None:
    uploads = Uploads(log.database)
    assert not uploads.note(
        Attachment("0" * 64, size=1, name="x", media_type="text/plain"), ZHANG, NOW
    )
    attachment = kept(log, tmp_path, b"bytes")
    for _ in range(2):
        assert uploads.note(attachment, ZHANG, NOW)
        assert [u.name for u in uploads.of(attachment.sha256, "taoluo")] == ["附件.bin"]
        assert (uploads.used("taoluo"), uploads.used("finance")) == (5, 0)


def test_a_document_goes_a_week_after_its_last_upload_unless_the_log_cites_it(
    log: Log, tmp_path: Path
) -> None:
    documents, uploads = Documents(log.database), Uploads(log.database)
    forgotten, cited, fresh = (kept(log, tmp_path, os.urandom(2 * CHUNK)) for _ in range(3))
    for attachment in (forgotten, cited):
        assert uploads.note(attachment, ZHANG, NOW)
    assert uploads.note(fresh, ZHANG, datetime.now(UTC))
    data = json.dumps({"attachments": [{"sha256": cited.sha256}]})
    event = new_event("issue-i", 1, str(uuid.uuid4()), "Visited", data, "{}")
    log.append(Batch((event,), {"issue-i": 0}))
    assert uploads.expire(NOW + KEPT) == 0
    for gone in (1, 0):
        # Whatever moment is named: nothing goes within a week.
        assert uploads.expire(datetime.now(UTC) + KEPT - timedelta(hours=1)) == gone
    there = [documents.size(d.sha256) for d in (forgotten, cited, fresh)]
    assert there == [None, 2 * CHUNK, 2 * CHUNK]
    assert list(documents.chunks(forgotten.sha256)) == []
    assert documents.verify() == (2, [])
    assert [u.cited for u in uploads.of(cited.sha256, "taoluo")] == [True]


def test_what_an_earlier_release_stored_is_its_first_owners_upload(
    log: Log, tmp_path: Path, backend: Backend
) -> None:
    attachment = kept(log, tmp_path, b"bytes")
    owner = Database(backend.owner_url, pool_size=1)
    with owner.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    migrate(owner, log.database.url.username or "")
    owner.close()
    (own,) = Uploads(log.database).of(attachment.sha256, "taoluo")
    assert (own.name, own.media_type) == (attachment.name, attachment.media_type)
    assert not Uploads(log.database).of(attachment.sha256, "finance")


def test_the_service_notes_uploads_by_their_function_alone(log: Log, tmp_path: Path) -> None:
    if not log.database.postgresql:
        return
    attachment = kept(log, tmp_path, b"bytes")
    assert Uploads(log.database).note(attachment, ZHANG, NOW)
    for statement in (
        "UPDATE public.document_uploads SET organisation = 'finance'",
        "DELETE FROM public.document_uploads",
        "INSERT INTO public.document_uploads VALUES ('x', 'x', 'x', 'x', 'x', 0, 0, true)",
    ):
        with pytest.raises(DBAPIError), log.database.write() as connection:
            connection.exec_driver_sql(statement)


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
