"""`/evidence`: what stands in the log, on a chain in which nothing can be changed unseen."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from shared.kernel.log.chain import chain
from shared.kernel.log.evidence import Checked, check
from shared.schemas.codec import digest
from tests.integration.http.served import Served, served

MATTER = {"kind": "problem", "title": "演示-断头路", "description": "演示", "town": "taoluo"}


@pytest.fixture(scope="module")
def supervision(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served("supervision", tmp_path_factory.mktemp("evidence"), whole=True) as service:
        for issue in ("i0", "i1", "i2", "i3"):
            service.give("raise-issue", {**MATTER, "issue": issue}, by="taoluo")
        for issue in ("i1", "i2"):
            service.give("assign-issue", {"issue": issue, "handler": "reform"}, by="housing")
        yield service


@pytest.fixture(scope="module")
def lines(supervision: Served) -> list[str]:
    return asked(supervision, "issue-i1").text.splitlines()


def asked(service: Served, *streams: str, by: str = "housing") -> Any:
    return service.call("POST", "/evidence", json={"streams": streams}, by=by)


def changed(lines: list[str], number: int, **other: Any) -> list[str]:
    return [
        json.dumps({**json.loads(line), **other}) if n == number else line
        for n, line in enumerate(lines)
    ]


def failing_at(lines: list[str]) -> int:
    failure = check(lines).failure
    assert failure is not None
    return failure.position


def test_the_records_of_a_stream_stand_on_a_whole_chain_up_to_the_head(
    supervision: Served, lines: list[str]
):
    found = check(lines)
    head = supervision.face.log.head()
    assert (found.failure, found.position, found.hash) == (None, head.position, head.hash)
    shown = [json.loads(line) for line in lines if '"data"' in line]
    assert [one["type"] for one in shown] == ["IssueRaised", "IssueAssigned"]
    assert {one["stream"] for one in shown} == {"issue-i1"}
    assert found.first == shown[0]["position"], "what came before is no part of it"
    answer = asked(supervision, "issue-i1")
    assert answer.headers["Evidence-Hash"] == head.hash.hex()
    assert answer.headers["Evidence-Hidden"] == "0"


@pytest.mark.parametrize("field", ["data", "meta", "stream", "id", "type"])
def test_a_changed_record_is_named(lines: list[str], field: str):
    number, record = last_shown(lines)
    other = changed(lines, number, **{field: record[field] + " "})
    assert failing_at(other) == record["position"]


def test_a_changed_link_or_time_is_named(lines: list[str]):
    link = json.loads(lines[1])
    assert "data" not in link
    for name, value in (("digest", "00" * 32), ("hash", "11" * 32), ("recorded_at", 1)):
        assert failing_at(changed(lines, 1, **{name: value})) == link["position"]


def test_a_line_that_is_missing_moved_or_no_line_is_named(lines: list[str]):
    at = [json.loads(line)["position"] for line in lines]
    assert failing_at([lines[0], *lines[2:]]) == at[1]
    assert failing_at([lines[0], lines[2], lines[1], *lines[3:]]) == at[1]
    assert failing_at([*lines[:2], "{", *lines[3:]]) == at[2]
    assert failing_at([*lines[:2], "[]", *lines[3:]]) == at[2]


def test_a_history_written_anew_ends_in_another_hash(lines: list[str]):
    """By itself it is whole: the hash at its end, which the log bears out, tells."""
    forged = rewritten(lines, "data", lambda data: data.replace("reform", "finance"))
    found, true = check(forged), check(lines)
    assert (found.failure, found.position) == (None, true.position)
    assert found.hash != true.hash
    number, record = last_shown(lines)
    differ = [p for p in true.hashes if true.hashes[p] != found.hashes[p]]
    assert min(differ) == record["position"], number


def test_a_stream_shows_in_evidence_what_it_shows_by_itself(supervision: Served):
    assert asked(supervision, "issue-i1", by="zhaoxian").status_code == 403
    assert asked(supervision, "issue-none").status_code == 404
    assert asked(supervision, "issue-i1", by="reform").status_code == 200
    both = check(asked(supervision, "issue-i1", "issue-i2").text.splitlines())
    assert isinstance(both, Checked) and both.records == 4


def last_shown(lines: list[str]) -> tuple[int, dict[str, Any]]:
    number = max(n for n, line in enumerate(lines) if '"data"' in line)
    return number, json.loads(lines[number])


def rewritten(lines: list[str], field: str, change: Any) -> list[str]:
    """Lines as somebody would write them who wants the last record to say something else."""
    number, _ = last_shown(lines)
    made, before = [], bytes.fromhex(json.loads(lines[0])["prev_hash"])
    for n, text in enumerate(lines):
        line = json.loads(text)
        if "data" in line:
            line["prev_hash"] = before.hex()
            if n == number:
                line[field] = change(line[field])
            names = ("stream", "version", "id", "type", "data", "meta")
            line["digest"] = digest(*(line[name] for name in names)).hex()
        own = bytes.fromhex(line["digest"])
        before = chain(before, line["position"], line["recorded_at"], own)
        made.append(json.dumps({**line, "hash": before.hex()}))
    return made


def test_who_reads_a_pack_slowly_keeps_no_other_organisation_waiting(supervision: Served):
    wanted = {"streams": ["issue-i1"]}
    slow = supervision.call("POST", "/evidence", json=wanted, by="housing", buffered=False)
    assert asked(supervision, "issue-i1", by="reform").status_code == 200
    assert asked(supervision, "issue-i1", by="housing").status_code == 503
    slow.close()
    assert asked(supervision, "issue-i1", by="housing").status_code == 200


@pytest.mark.parametrize("bound", ["RECORDS", "LINES"])
def test_a_pack_is_bounded_before_it_is_gathered_and_its_place_is_free_again(
    supervision: Served, monkeypatch: pytest.MonkeyPatch, bound: str
):
    with monkeypatch.context() as patched:
        patched.setattr(f"shared.face.http.evidence.{bound}", 1)
        assert asked(supervision, "issue-i1").status_code == 413
    assert asked(supervision, "issue-i1").status_code == 200
