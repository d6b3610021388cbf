"""Who sees what is said of a person: those the clause names, until it is erased; nobody else, anywhere."""

import csv
import io
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from services.people.reactions import talent as of_talent
from services.talent.domain.secondment.state import SECONDMENT as SECONDMENT_STREAM
from services.talent.reactions import people as of_people
from shared.kernel.aggregate import part, to_everyone
from shared.kernel.bus.cloudevents import body_of, headers_of
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.evidence import check
from shared.kernel.log.meta import microseconds
from shared.kernel.log.recorded import Recorded, hash_of
from shared.kernel.log.verification import verify
from shared.kernel.personal.erasing import Erasing
from shared.kernel.personal.vault import ERASED
from shared.kernel.reactions.reacting import Reacting
from shared.kernel.reactions.reaction import reactions_of
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import from_record
from shared.kernel.subscription.source import OwnLog
from shared.schemas.talent.secondment import SecondmentStarted
from tests.eventually import eventually
from tests.integration.http.served import Served, served
from tests.integration.http.sheets import sheet
from tests.security.callers import ask

NAME, COMMENT = "演示-欧阳挂职", "演示-驻镇实绩突出"
PERSON = "p-2026-1"
ID = "taoluo-secondment-1"
STREAM = f"/streams/secondment-{ID}"
SECONDMENT: dict[str, tuple[str, dict[str, Any]]] = {
    "request-secondee": (
        "taoluo", {"town": "taoluo", "post": "副镇长（挂职）", "requirements": "熟悉规划"}
    ),
    "nominate-secondee": (
        "organization", {"sender": "reform", "candidates": 2, "requirements": "副科级以上"}
    ),
    "start-secondment": (
        "organization",
        {"person": PERSON, "name": NAME, "post": "副镇长（挂职）", "relation_stays": True,
         "started_on": "2026-11-02", "until": "2027-10-31", "decided_by": "organization",
         "decided_on": "2026-10-30", "document": "任字1号"},
    ),
    "appraise-secondee": (
        "organization",
        {"person": PERSON, "year": 2026, "grade": "excellent", "comment": COMMENT,
         "document": "考字1号"},
    ),
}  # fmt: skip


@pytest.fixture
def talent(tmp_path: Path) -> Iterator[Served]:
    """One secondment has started and was appraised."""
    with served("talent", tmp_path, whole=True, scenario="off") as service:
        for command, (by, data) in SECONDMENT.items():
            answer = service.give(command, {"secondment": ID, **data}, by=by)
            assert answer.status_code == 200, answer.text
        yield service


def erase(talent: Served) -> None:
    """As a service carries it out: proposed by one, given by another; the event, then the key."""
    asked = {"person": PERSON, "ground": "consent-withdrawn"}
    for command, name in (("propose-erasure", "演示-经办"), ("erase-person", "演示-复核")):
        given = talent.give(command, asked, by="organization", person=name)
        assert given.status_code == 200, given.text
    follow_erasures(talent)


def follow_erasures(talent: Served) -> None:
    erasing = Erasing(talent.face.executor.vault.keys)
    while erasing.step(OwnLog(talent.face.log)):
        pass


def names(talent: Served, by: str) -> list[str]:
    """What the ledger calls the person, to a caller."""
    rows = talent.get("/views/secondments", by=by).json["rows"]
    return [row["name"] for row in rows]


@pytest.mark.parametrize("by", ["organization", "taoluo", "reform", "donggang-organization"])
def test_organization_the_town_and_the_sender_read_the_name(talent: Served, by: str) -> None:
    assert names(talent, by) == [NAME]
    row = talent.get(f"/views/secondments/{ID}", by=by).json["row"]
    assert (row["name"], row["grade"]) == (NAME, "excellent")
    started, appraised = talent.get(STREAM, by=by).json["events"][2:]
    assert started["data"]["name"] == NAME
    assert appraised["data"]["comment"] == COMMENT


@pytest.mark.parametrize(
    "by", ["jufeng", "ecology", "housing", "juxian-organization", "assist-taoluo"]
)
def test_nobody_else_does(talent: Served, by: str) -> None:
    assert names(talent, by) == []
    assert talent.get(STREAM, by=by).status_code == 403
    assert talent.get(f"/views/secondments/{ID}", by=by).status_code == 404


def test_a_ledger_as_it_was_tells_the_same_people_the_same(talent: Served) -> None:
    rows = talent.get("/views/secondments?as_of=3", by="taoluo").json["rows"]
    assert [row["name"] for row in rows] == [NAME]
    assert talent.get("/views/secondments?as_of=3", by="jufeng").json["rows"] == []


def test_no_ledger_is_searched_or_sorted_by_what_is_said_of_a_person(talent: Served) -> None:
    for query in (f"name={NAME}", "name__gte=a", "sort=name", "grade=excellent"):
        assert talent.get(f"/views/secondments?{query}", by="organization").status_code == 422


def test_who_may_read_a_name_finds_by_it_and_has_read_only_what_was_found(talent: Served) -> None:
    def found(by: str, q: str) -> list[str]:
        told = talent.get(f"/search?q={q}", by=by).json["found"]
        return [row["name"] for one in told if one["view"] == "secondments" for row in one["rows"]]

    assert [found("organization", q) for q in ("没有这个人", ID)] == [[], [NAME]]
    assert [found("taoluo", NAME), found("reform", "没有这个人")] == [[NAME], []]
    assert [found(by, q) for by in ("jufeng", "ecology") for q in (NAME, ID)] == [[]] * 4

    def read() -> list[str]:
        rows = talent.get("/views/personal-readings", by="discipline").json["rows"]
        return sorted(row["organisation"] for row in rows)

    eventually(lambda: read() == ["organization", "taoluo"], "the ledger of readings")


def test_a_search_tells_of_a_ledger_in_which_it_has_not_looked_at_all(talent: Served) -> None:
    """What is sealed can't be asked for: so many rows are opened, and no more."""
    by, second = SECONDMENT["request-secondee"]
    given = talent.give("request-secondee", {"secondment": f"{ID}-b", **second}, by=by)
    assert given.status_code == 200, given.text
    assert talent.get(f"/views/secondments?at={given.json['position']}", by=by).status_code == 200
    one = {"view": "secondments", "rows": [], "more": True}
    told = talent.get("/search?q=没有这个人&limit=1", by="organization").json["found"]
    assert one in told
    assert talent.get("/search?q=没有这个人", by="organization").json["found"] == []


def test_another_service_follows_the_feed_verifies_it_and_learns_public_fields_alone(
    talent: Served,
) -> None:
    token = talent.issuer.issue("housing", "service:supervision", ["service"], services=["talent"])
    assert ask(talent, token, "GET", STREAM).status_code == 403
    assert ask(talent, token, "GET", "/views/secondments").status_code == 403
    plain = ask(talent, token, "GET", "/events")
    raw = ask(talent, token, "GET", "/events?raw=1")
    for answer in (plain, raw):
        assert NAME not in answer.text and "sealed." not in answer.text
    started = plain.json["events"][2]
    assert set(started["data"]) == {
        "secondment", "person", "post", "relation_stays", "started_on", "until", "decided_by",
        "decided_on", "document", "town", "sender", "warn_calendar_days",
    }  # fmt: skip
    for told in raw.json["events"]:
        assert hash_of(recorded(told)).hex() == told["hash"]


def recorded(told: dict[str, Any]) -> Recorded:
    """An event of the feed as a follower rebuilds it."""
    moment = microseconds(datetime.fromisoformat(told["recorded_at"]))
    texts = told["position"], told["stream"], told["version"], told["id"], told["type"]
    before = bytes.fromhex(told["prev_hash"])
    return Recorded(*texts, told["data"], told["meta"], moment, b"", b"", before)


def test_the_exchange_carries_public_fields_alone(talent: Served) -> None:
    for record in talent.face.log.read(0):
        sent = from_record("talent", record)
        said = body_of(sent).decode() + json.dumps(headers_of(sent), ensure_ascii=False)
        assert NAME not in said and COMMENT not in said and "sealed." not in said


def test_a_dossier_and_a_simulation_tell_public_fields_alone(talent: Served) -> None:
    dossier = talent.get("/dossiers/town/taoluo", by="organization")
    assert dossier.status_code == 200 and NAME not in dossier.text and "sealed." not in dossier.text
    steps = [
        {"command": command, "org": by, "data": {"secondment": "taoluo-secondment-2", **data}}
        for command, (by, data) in SECONDMENT.items()
    ]
    tried = talent.call("POST", "/simulations", by="organization", json={"commands": steps})
    assert [step["refusal"] for step in tried.json["steps"]] == [None] * 4
    assert NAME not in tried.text and "sealed." not in tried.text


def test_who_reads_is_told_before_he_is_and_only_oversight_sees_who_did(talent: Served) -> None:
    names(talent, "taoluo")
    talent.get(STREAM, by="reform")
    names(talent, "jufeng")
    names(talent, "taoluo")

    def read() -> list[tuple[str, str, list[str]]]:
        rows = talent.get("/views/personal-readings", by="discipline").json["rows"]
        return sorted((row["organisation"], row["place"], row["persons"]) for row in rows)

    wanted = [
        ("reform", f"streams/secondment-{ID}", [PERSON]),
        ("taoluo", "views/secondments", [PERSON]),
    ]
    eventually(lambda: read() == wanted, "the ledger of readings")
    assert talent.get("/views/personal-readings", by="taoluo").json["rows"] == []
    assert talent.get("/streams/personal-reading-taoluo", by="taoluo").status_code == 403


def test_what_cannot_be_recorded_is_not_read(
    talent: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(batch: Any) -> Any:
        raise StoreUnavailable("away")

    monkeypatch.setattr(talent.face.log, "append", away)
    answer = talent.get("/views/secondments", by="taoluo")
    assert answer.status_code == 503 and NAME not in answer.text


def test_a_file_has_the_name_for_who_may_read_it_and_is_recorded(talent: Served) -> None:
    [row] = exported(talent, "organization")
    assert (row["姓名"], row["最近考核等次"]) == (NAME, "优秀")

    def noted() -> list[bool]:
        rows = talent.get("/views/personal-readings", by="discipline").json["rows"]
        return [row["exported"] for row in rows if row["organisation"] == "organization"]

    eventually(lambda: noted() == [True], "the export among the readings")


def exported(talent: Served, by: str) -> list[dict[str, str]]:
    text = talent.get("/views/secondments?format=csv", by=by).data.decode("utf-8-sig")
    _, _, table = text.partition("\r\n\r\n")
    return list(csv.DictReader(io.StringIO(table)))


def test_an_erased_person_is_told_as_erased_everywhere_and_the_log_verifies(
    talent: Served,
) -> None:
    assert names(talent, "organization") == [NAME]
    erase(talent)
    assert names(talent, "organization") == [ERASED]
    assert [row["姓名"] for row in exported(talent, "organization")] == [ERASED]
    events = talent.get(STREAM, by="taoluo").json["events"]
    assert [e["data"]["name"] for e in events if "name" in e["data"]] == [ERASED]
    assert verify(talent.face.log.store).whole
    later = {**SECONDMENT["appraise-secondee"][1], "secondment": ID, "year": 2027}
    refused = talent.give("appraise-secondee", later, by="organization")
    assert refused.status_code == 422 and refused.json["rule"] == "person-not-erased"


def test_a_backup_that_is_older_than_an_erasure_brings_nobody_back(
    talent: Served, tmp_path: Path
) -> None:
    """The register of people, in a store of its own, has noted it: the service erases again."""
    folder, older = tmp_path / "people", tmp_path / "older"
    folder.mkdir()
    older.mkdir()
    with closing(sqlite3.connect(talent.folder / "talent.sqlite")) as store:
        store.execute("VACUUM INTO ?", (str(older / "talent.sqlite"),))
    erase(talent)
    with (
        served("people", folder, whole=True) as people,
        served("talent", older, whole=True, scenario="off") as restored,
    ):
        assert names(restored, "organization") == [NAME]
        assert react(people, talent, of_talent)
        assert react(restored, people, of_people)
        follow_erasures(restored)
        assert names(restored, "organization") == [ERASED]
        assert not react(talent, people, of_people), "who never forgot it has nothing to do"


def react(service: Served, source: Served, declared: ModuleType) -> bool:
    """Whether anything followed in a service from all that happened in another."""
    reacting = Reacting(reactions_of(declared), service.face.executor, list)
    events = OwnLog(source.face.log).after(Checkpoint(), 100)
    return reacting.append(source.name, Checkpoint(), events, lambda _: True, lambda: None)


def test_an_erased_name_is_in_no_file_of_the_service_and_in_no_log_line(
    talent: Served, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        bad = {"secondment": ID, **SECONDMENT["start-secondment"][1], "until": "x", "name": NAME}
        assert talent.give("start-secondment", bad, by="organization").status_code == 422
        erase(talent)
        assert names(talent, "organization") == [ERASED]
    for secret in (NAME, COMMENT):
        assert secret not in caplog.text
        escaped = json.dumps(secret).strip('"').encode()
        for path in talent.folder.rglob("*"):
            if path.is_file():
                assert secret.encode() not in path.read_bytes(), path
                assert escaped not in path.read_bytes(), path


def test_a_refusal_tells_nothing_of_the_person(talent: Served) -> None:
    said = {"secondment": ID, **SECONDMENT["start-secondment"][1]}
    refused = talent.give("start-secondment", said, by="organization")
    assert refused.status_code == 422 and refused.json["rule"] == "secondment-at-stage"
    assert NAME not in refused.text and "sealed." not in refused.text


def test_who_sees_a_part_of_a_stream_reads_public_fields_alone(
    talent: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is for whom the whole stream is open to."""
    open_to_all = part("for-all", to_everyone(), events=[SecondmentStarted])
    monkeypatch.setitem(SECONDMENT_STREAM.parts, open_to_all.name, open_to_all)
    answer = talent.get(STREAM, by="jufeng")
    assert [event["type"] for event in answer.json["events"]] == ["SecondmentStarted"]
    assert NAME not in answer.text and "sealed." not in answer.text


def test_a_roll_brought_in_twice_is_known_and_its_names_are_sealed(talent: Served) -> None:
    row = {
        "借调编号": "taoluo-loan-1", "镇": "taoluo", "编制类别": "事业", "人员编号": "p-2026-2",
        "姓名": NAME, "借入单位": "reform", "开始日期": "2026-11-02", "截止日期": "2027-03-31",
        "决定单位": "organization", "文号": "借字1号",
    }  # fmt: skip
    book = sheet([*row], [[*row.values()]])
    for new, known in ((1, 0), (0, 1)):
        path = "/imports/upward-loans?dry_run=false"
        taken = talent.call("POST", path, data=book, by="organization").json
        assert (taken["new"], taken["known"]) == (new, known)
    loans = talent.get("/views/upward-loans", by="reform").json["rows"]
    assert [loan["name"] for loan in loans] == [NAME]
    assert all(NAME not in record.data + record.meta for record in talent.face.log.read(0))


def test_a_pack_of_evidence_keeps_sealed_what_is_said_of_a_person(talent: Served) -> None:
    stream = STREAM.removeprefix("/streams/")
    told = talent.call("POST", "/evidence", json={"streams": [stream]}, by="organization")
    assert check(told.text.splitlines()).failure is None
    assert "withheld." in told.text
    for said in (NAME, COMMENT, "sealed."):
        assert said not in told.text
