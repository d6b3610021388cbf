"""Documents: nobody attaches what is another's, nobody fills the store, parts can be read."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.face.http.face import Limits
from shared.kernel.documents.expiry import Expiry
from shared.kernel.documents.uploads import KEPT
from tests.days import today
from tests.eventually import eventually
from tests.integration.http.served import Served, served
from tests.integration.http.test_attachments import (
    fetched,
    put_up_for_closure,
    uploaded,
    visited,
)
from tests.security.callers import ask, token_of

SECRET = os.urandom(600_000)


def raised(service: Served, by: str, issue: str, *attachments: Any) -> Any:
    matter = {"kind": "problem", "title": "演示", "description": "演示", "town": by}
    data = {"issue": issue, **matter, "attachments": attachments}
    return service.give("raise-issue", data, by=by)


def test_a_hash_is_no_right_to_what_another_organisation_uploaded(supervision: Served) -> None:
    """The case that was tried: attach by sha256 and size, then download."""
    theirs = uploaded(supervision, SECRET, by="finance").json
    refused = visited_after(supervision, "i-1", theirs)
    assert (refused.status_code, refused.json["rule"]) == (422, "own-document")
    assert fetched(supervision, theirs["sha256"], "issue-i-1", "assist-taoluo").status_code == 404


def test_who_has_the_bytes_may_upload_and_attach_them(supervision: Served) -> None:
    uploaded(supervision, SECRET, by="finance")
    ours = uploaded(supervision, SECRET, by="assist-taoluo").json
    assert visited_after(supervision, "i-1", ours).status_code == 200


def test_what_stands_in_the_stream_may_be_attached_again_by_who_sees_it(
    supervision: Served,
) -> None:
    """Though its own upload is long ago: by its name there, and not in another stream."""
    photo = uploaded(supervision, SECRET, by="assist-taoluo").json
    put_up_for_closure(supervision, "i-1")
    vain = {"issue": "i-1", **VISIT, "effective": False, "attachments": [photo]}
    assert supervision.give("record-follow-up-visit", vain, by="assist-taoluo").status_code == 200
    age(supervision, photo["sha256"], KEPT)
    due = (today() + timedelta(days=5)).isoformat()
    for command, data in [
        ("propose-plan", {"measures": "演示", "due_on": due}),
        ("request-closure", {"result": "演示"}),
    ]:
        again = supervision.give(command, {"issue": "i-1", **data}, by="natural-resources")
        assert again.status_code == 200
    assert visited(supervision, "i-1", {**photo, "name": "另"}).json["rule"] == "own-document"
    assert visited_after(supervision, "i-2", photo).json["rule"] == "own-document"
    assert visited(supervision, "i-1", photo).status_code == 200


VISIT = {"visitor_unit": "reform", "done": True, "effective": True, "evidence": "演示"}


@pytest.mark.parametrize(
    "change", [{"name": "市领导批示.pdf"}, {"media_type": "text/html"}], ids=str
)
def test_name_and_type_are_those_of_the_upload(supervision: Served, change: dict[str, str]) -> None:
    ours = uploaded(supervision, SECRET, by="assist-taoluo").json
    refused = visited_after(supervision, "i-1", {**ours, **change})
    assert (refused.status_code, refused.json["rule"]) == (422, "document-as-uploaded")
    assert refused.json["needs"]["uploaded_name"] == ours["name"]
    assert visited(supervision, "i-1", ours).status_code == 200


def test_a_repeat_is_answered_though_the_upload_is_forgotten(supervision: Served) -> None:
    ours = uploaded(supervision, SECRET, by="assist-taoluo").json
    put_up_for_closure(supervision, "i-1")
    data = {"issue": "i-1", **VISIT, "attachments": [ours]}
    first = supervision.give("record-follow-up-visit", data, by="assist-taoluo", key="same")
    with supervision.face.log.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM document_uploads")
    again = supervision.give("record-follow-up-visit", data, by="assist-taoluo", key="same")
    assert (first.status_code, again.json) == (200, first.json)


def visited_after(service: Served, issue: str, *attachments: Any) -> Any:
    put_up_for_closure(service, issue)
    return visited(service, issue, *attachments)


def test_an_organisation_has_a_quota_and_the_others_have_theirs(tmp_path: Path) -> None:
    with served("supervision", tmp_path, Limits(document_quota=1_000)) as service:
        assert uploaded(service, b"a" * 600, by="taoluo").status_code == 201
        assert uploaded(service, b"a" * 600, name="另", by="taoluo").status_code == 413
        refused = uploaded(service, b"b" * 401, by="taoluo")
        assert (refused.status_code, refused.json["type"]) == (413, "too-large")
        assert (refused.json["quota"], refused.json["used"]) == (1_000, 600)
        assert "一周" in refused.json["detail_zh"]
        assert uploaded(service, b"c" * 400, by="taoluo").status_code == 201
        assert uploaded(service, b"b" * 600, by="zhaoxian").status_code == 201


def test_what_no_event_cites_goes_after_a_week_and_what_one_cites_never(
    supervision: Served,
) -> None:
    cited = uploaded(supervision, SECRET, by="assist-taoluo").json
    forgotten = uploaded(supervision, b"nobody's", by="assist-taoluo").json
    assert visited_after(supervision, "i-1", cited).status_code == 200
    executor = supervision.face.executor
    now = executor.clock.now()
    assert executor.uploads.expire(now + KEPT - timedelta(minutes=1)) == 0
    assert executor.uploads.expire(now + KEPT + timedelta(minutes=1)) == 1
    assert executor.documents.size(forgotten["sha256"]) is None
    assert list(executor.documents.chunks(forgotten["sha256"])) == []
    for _ in range(2):
        assert executor.uploads.expire(now + 100 * KEPT) == 0
    got = fetched(supervision, cited["sha256"], "issue-i-1")
    assert got.get_data() == SECRET
    # It may come back, as its owner's.
    assert uploaded(supervision, b"nobody's", by="assist-taoluo").json == forgotten


def test_uploading_again_starts_the_week_anew(supervision: Served) -> None:
    document = uploaded(supervision, SECRET, by="assist-taoluo").json
    age(supervision, document["sha256"], KEPT + timedelta(days=1))
    uploaded(supervision, SECRET, by="assist-taoluo")
    executor = supervision.face.executor
    assert executor.uploads.expire(executor.clock.now()) == 0


def test_what_may_be_on_its_way_out_is_not_attached(supervision: Served) -> None:
    document = uploaded(supervision, SECRET, by="assist-taoluo").json
    age(supervision, document["sha256"], KEPT - timedelta(minutes=30))
    refused = visited_after(supervision, "i-1", document)
    assert refused.json["rule"] == "own-document"
    uploaded(supervision, SECRET, by="assist-taoluo")
    assert visited(supervision, "i-1", document).status_code == 200


def test_the_timer_lets_go_and_lives_through_an_error(supervision: Served) -> None:
    uploads = supervision.face.executor.uploads
    document = uploaded(supervision, SECRET, by="assist-taoluo").json

    class Later:
        def now(self) -> datetime:
            return datetime.now(UTC) + 2 * KEPT

    expiry = Expiry(uploads, Later())
    expiry.loop.start()
    eventually(lambda: expiry.gone == 1, "the document to go")
    expiry.loop.end()
    assert supervision.face.executor.documents.size(document["sha256"]) is None


def age(service: Served, sha256: str, by: timedelta) -> None:
    """Make an upload older."""
    microseconds = int(by.total_seconds() * 1_000_000)
    with service.face.log.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE document_uploads SET stored_at = stored_at - ? WHERE sha256 = ?",
            (microseconds, sha256),
        )


@pytest.fixture
def attached(supervision: Served) -> str:
    ours = uploaded(supervision, SECRET, by="assist-taoluo").json
    assert visited_after(supervision, "i-1", ours).status_code == 200
    return str(ours["sha256"])


SIZE = len(SECRET)


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=262143-262144", 262_143, 262_145),
        ("bytes=100-", 100, SIZE),
        ("bytes=-1", SIZE - 1, SIZE),
        (f"bytes=10-{10 * SIZE}", 10, SIZE),
        (f"bytes=-{10 * SIZE}", 0, SIZE),
    ],
)
def test_a_range_is_those_bytes(
    supervision: Served, attached: str, asked: str, start: int, stop: int
) -> None:
    got = ranged(supervision, attached, asked)
    assert (got.status_code, got.get_data()) == (206, SECRET[start:stop])
    assert got.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert got.headers["Content-Length"] == str(stop - start)
    assert got.headers["ETag"] == f'"{attached}"'


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=900000-900001"])
def test_a_range_behind_the_end_is_not_satisfiable(
    supervision: Served, attached: str, asked: str
) -> None:
    got = ranged(supervision, attached, asked)
    assert (got.status_code, got.json["type"]) == (416, "range-not-satisfiable")
    assert got.headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("asked", ["bytes=5-1", "bytes=x", "lines=1-2", "bytes=0-1,5-6", "bytes="])
def test_what_is_no_single_range_is_answered_by_the_whole(
    supervision: Served, attached: str, asked: str
) -> None:
    got = ranged(supervision, attached, asked)
    assert (got.status_code, len(got.get_data())) == (200, SIZE)
    assert got.headers["Accept-Ranges"] == "bytes"


def test_a_range_of_another_edition_is_answered_by_the_whole(
    supervision: Served, attached: str
) -> None:
    for edition, status in ((f'"{attached}"', 206), ('"other"', 200)):
        got = ranged(supervision, attached, "bytes=0-9", **{"If-Range": edition})
        assert got.status_code == status


def test_a_range_opens_nothing_that_the_whole_does_not(supervision: Served, attached: str) -> None:
    assert ranged(supervision, attached, "bytes=0-0", by="zhaoxian").status_code == 403
    service = token_of("service", supervision)
    path = f"/documents/{attached}?stream=issue-i-1"
    assert ask(supervision, service, "GET", path).status_code == 403
    assert ask(supervision, service, "POST", "/documents?name=x", data=b"x").status_code == 403


def ranged(service: Served, sha256: str, asked: str, by: str = "housing", **headers: str) -> Any:
    return service.get(
        f"/documents/{sha256}", query_string={"stream": "issue-i-1"}, by=by,
        headers={"Range": asked, **headers},
    )  # fmt: skip
