"""Documents: stored once, attached only when there, served to those who see the decision."""

import hashlib
import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from shared.face.http import documents
from shared.face.http.face import Limits
from shared.kernel.documents import Documents
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.recorded import Recorded
from tests.days import today
from tests.integration.http.served import Served, served

PHOTO = b"\x89PNG\r\n" + os.urandom(700_000)


def uploaded(
    service: Served, content: bytes = PHOTO, name: str = "现场照片.png", by: str = "assist-taoluo",
    **headers: str,
) -> TestResponse:  # fmt: skip
    return service.call(
        "POST", "/documents", query_string={"name": name}, data=content, by=by,
        headers={"Content-Type": "image/png", **headers},
    )  # fmt: skip


def put_up_for_closure(service: Served, issue: str) -> None:
    matter = {"kind": "problem", "title": "演示", "description": "演示", "town": "taoluo"}
    due = (today() + timedelta(days=5)).isoformat()
    for by, command, data in [
        ("taoluo", "raise-issue", matter),
        ("housing", "assign-issue", {"handler": "natural-resources"}),
        ("natural-resources", "propose-plan", {"measures": "演示", "due_on": due}),
        ("natural-resources", "reply-as-principal", {"principal": "演示", "reply": "演示"}),
        ("natural-resources", "request-closure", {"result": "演示"}),
    ]:
        assert service.give(command, {"issue": issue, **data}, by=by).status_code == 200


def visited(service: Served, issue: str, *attachments: Any) -> TestResponse:
    visit = {"issue": issue, "visitor_unit": "reform", "done": True, "effective": True,
             "evidence": "演示", "attachments": attachments}  # fmt: skip
    return service.give("record-follow-up-visit", visit, by="assist-taoluo")


def fetched(service: Served, sha256: str, stream: str, by: str = "housing") -> TestResponse:
    return service.get(f"/documents/{sha256}", query_string={"stream": stream}, by=by)


def test_the_answer_is_what_a_command_attaches(supervision: Served) -> None:
    answer = uploaded(supervision)
    assert answer.status_code == 201
    assert answer.json == {
        "sha256": hashlib.sha256(PHOTO).hexdigest(),
        "size": len(PHOTO),
        "name": "现场照片.png",
        "media_type": "image/png",
    }
    put_up_for_closure(supervision, "i-1")
    assert visited(supervision, "i-1", answer.json).status_code == 200
    event = supervision.get("/streams/issue-i-1", by="housing").json["events"][-2]
    assert event["data"]["attachments"] == [answer.json]


def test_a_document_comes_back_byte_for_byte_under_its_name(supervision: Served) -> None:
    attachment = uploaded(supervision).json
    put_up_for_closure(supervision, "i-1")
    visited(supervision, "i-1", attachment)
    got = fetched(supervision, attachment["sha256"], "issue-i-1")
    assert (got.status_code, got.get_data()) == (200, PHOTO)
    assert got.content_type == "image/png"
    assert got.headers["Content-Length"] == str(len(PHOTO))
    assert got.headers["Content-Disposition"].endswith("%E7%8E%B0%E5%9C%BA%E7%85%A7%E7%89%87.png")
    assert got.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": len(PHOTO) + 1}])
def test_what_is_not_there_can_not_be_attached(supervision: Served, change: dict[str, Any]) -> None:
    attachment = {**uploaded(supervision).json, **change}
    put_up_for_closure(supervision, "i-1")
    refused = visited(supervision, "i-1", attachment)
    assert (refused.status_code, refused.json["rule"]) == (422, "document-is-there")
    assert refused.json["needs"]["sha256"] == attachment["sha256"]
    assert visited(supervision, "i-1").status_code == 200


def test_only_who_sees_the_stream_gets_its_documents(supervision: Served) -> None:
    attachment = uploaded(supervision).json
    put_up_for_closure(supervision, "i-1")
    visited(supervision, "i-1", attachment)
    for by, status in (("taoluo", 200), ("donggang", 200), ("zhaoxian", 403)):
        assert fetched(supervision, attachment["sha256"], "issue-i-1", by).status_code == status


def test_a_document_is_found_by_the_streams_that_refer_to_it_only(supervision: Served) -> None:
    attachment = uploaded(supervision).json
    put_up_for_closure(supervision, "i-1")
    put_up_for_closure(supervision, "i-2")
    visited(supervision, "i-1", attachment)
    assert fetched(supervision, attachment["sha256"], "issue-i-2").status_code == 404
    assert fetched(supervision, attachment["sha256"], "issue-i-3").status_code == 404
    assert fetched(supervision, "nothing", "issue-i-1").status_code == 404
    assert supervision.get(f"/documents/{attachment['sha256']}").status_code == 422


def test_a_document_is_looked_for_from_the_end_of_its_stream(
    supervision: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachments = [uploaded(supervision, name=name).json for name in ("一.png", "二.png")]
    put_up_for_closure(supervision, "i-1")
    visited(supervision, "i-1", *attachments)
    version = supervision.get("/streams/issue-i-1", by="housing").json["version"]
    store, read = supervision.face.log.store, list[int]()
    history = store.history

    def noted(stream: str, after: int, until: int, limit: int) -> list[Recorded]:
        read.append(until)
        return history(stream, after, until, limit)

    monkeypatch.setattr(store, "history", noted)
    monkeypatch.setattr(documents, "_PAGE", 1)
    got = fetched(supervision, attachments[0]["sha256"], "issue-i-1")
    assert got.headers["Content-Disposition"].endswith(f"{quote('二')}.png")
    assert read == [1, version, version - 1]


def test_the_same_bytes_are_stored_once_and_may_have_two_names(supervision: Served) -> None:
    first, second = uploaded(supervision), uploaded(supervision, name="另一.png", by="taoluo")
    assert first.json["sha256"] == second.json["sha256"]
    assert second.json["name"] == "另一.png"
    with supervision.face.log.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == 1
        chunks = connection.exec_driver_sql("SELECT count(*) FROM document_chunks").scalar()
    assert chunks == 3


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    with served("supervision", tmp_path, Limits(document_body=1_000, body=100)) as service:
        yield service


def test_a_document_beyond_the_limit_is_refused(small: Served) -> None:
    assert uploaded(small, b"x" * 1_000).status_code == 201
    assert uploaded(small, b"x" * 1_001).status_code == 413


@pytest.mark.parametrize(
    ("content", "name", "type", "field"),
    [
        (b"", "空.txt", "text/plain", "size"),
        (b"x", "", "text/plain", "name"),
        (b"x", "a\x07b", "text/plain", "name"),
        (b"x", "x" * 201, "text/plain", "name"),
        (b"x", "a", "text", "media_type"),
    ],
)
def test_what_a_document_must_have_is_named(
    small: Served, content: bytes, name: str, type: str, field: str
) -> None:
    answer = uploaded(small, content, name, **{"Content-Type": type})
    assert answer.status_code == 422
    assert [e["field"] for e in answer.json["errors"]] == [field]


def test_an_upload_cut_short_is_not_there_and_is_completed_when_sent_again(
    supervision: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = supervision.face.log.database
    write, writes = database.write, iter(range(9))

    def failing() -> Any:
        if next(writes) == 2:
            raise StoreUnavailable("gone")
        return write()

    monkeypatch.setattr(database, "write", failing)
    assert uploaded(supervision).status_code == 503
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    assert Documents(database).size(sha256) is None
    assert uploaded(supervision).status_code == 201
    assert b"".join(Documents(database).chunks(sha256)) == PHOTO


def test_the_same_document_from_several_at_once_is_one(supervision: Served) -> None:
    told: list[int] = []
    callers = [
        threading.Thread(target=lambda: told.append(uploaded(supervision).status_code))
        for _ in range(4)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert told == [201] * 4
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    assert b"".join(Documents(supervision.face.log.database).chunks(sha256)) == PHOTO
