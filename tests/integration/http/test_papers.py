"""`/papers`: drawn as of one position, of what the caller may see; the same again for ever."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.days import today
from tests.integration.http.served import Served, served

MATTER = {"kind": "problem", "title": "演示-断头路", "description": "演示", "town": "taoluo"}


@pytest.fixture(scope="module")
def supervision(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served("supervision", tmp_path_factory.mktemp("papers"), whole=True) as service:
        service.give("raise-issue", {**MATTER, "issue": "i1"}, by="taoluo")
        service.give("assign-issue", {"issue": "i1", "handler": "reform"}, by="housing")
        service.give("remind-handler", {"issue": "i1", "message": "演示-请抓紧"}, by="housing")
        yield service


def paper(service: Served, name: str, by: str = "housing", query: str = "") -> dict[str, Any]:
    got = service.get(f"/papers/{name}{query}", by=by)
    assert got.status_code == 200, got.text
    found: dict[str, Any] = got.json
    return found


def test_a_service_says_which_papers_it_draws_and_every_one_has_a_hand_over(supervision: Served):
    told = {p["name"]: p for p in supervision.get("/papers").json["papers"]}
    assert {"supervision-notice", "reply", "bulletin", "monthly-report", "handover"} <= set(told)
    assert (told["supervision-notice"]["view"], told["handover"]["span"]) == (
        "supervised-issues",
        "organisation",
    )


def test_a_notice_is_addressed_to_who_handles_the_matter_and_tells_its_course(supervision: Served):
    notice = paper(supervision, "supervision-notice/i1")
    assert notice["to"] == ["reform"]
    facts, _, course = notice["sections"]
    assert facts["rows"][0]["title"] == "演示-断头路"
    types = [e["type"] for e in course["events"]]
    assert types == ["IssueRaised", "IssueAssigned", "HandlerReminded"]
    head = supervision.face.log.head()
    assert (notice["position"], notice["hash"]) == (head.position, head.hash.hex())


def test_nobody_has_a_paper_of_what_they_may_not_see(supervision: Served):
    notice = "/papers/supervision-notice/i1"
    assert supervision.get(notice, by="reform").status_code == 200
    for other in ("zhaoxian", "natural-resources"):
        assert supervision.get(notice, by=other).status_code == 404
    month = supervision.clock.now().strftime("%Y-%m")
    rows = paper(supervision, f"monthly-report/{month}", by="zhaoxian")["sections"][0]["rows"]
    assert rows == []
    assert supervision.get("/papers/reply/i1", by="taoluo").status_code == 404, "not replied yet"
    assert supervision.get("/papers/monthly-report/2026-13").status_code == 404


def test_a_reply_is_signed_by_who_replied_whoever_draws_it(supervision: Served):
    reply = {
        "issue": "i1",
        "principal": "演示-王局长",
        "reply": "演示-年内建成",
        "document": "演示-日发改〔2026〕1号",
    }
    given = supervision.give("reply-as-principal", reply, by="reform", duties=["principal"])
    assert given.status_code == 200, given.text
    drawn = paper(supervision, "reply/i1", by="taoluo")
    assert drawn["signed"] == ["reform", "演示-王局长", today().isoformat()]
    (answered,) = drawn["sections"][1]["rows"]
    assert answered["document"] == reply["document"] and answered["replied_by"]
    assert paper(supervision, "supervision-notice/i1")["signed"] == []


def test_as_of_a_position_it_is_the_same_whatever_happened_since(supervision: Served):
    before = paper(supervision, "supervision-notice/i1")
    supervision.give("remind-handler", {"issue": "i1", "message": "演示-再催"}, by="housing")
    assert paper(supervision, "supervision-notice/i1") != before
    as_of = f"?as_of={before['position']}"
    assert paper(supervision, "supervision-notice/i1", query=as_of) == before


def test_a_hand_over_lists_what_waits_for_an_organisation(supervision: Served):
    [rows] = [s["rows"] for s in paper(supervision, "handover/reform", by="reform")["sections"]]
    assert [row["town"] for row in rows] == ["taoluo"] * len(rows)
    assert rows


def kept(service: Served, content: bytes, **other: Any) -> Any:
    name = {"name": "月报.json"}
    json = {"Content-Type": "application/json"}
    uploaded = service.call("POST", "/documents", query_string=name, data=content, headers=json)
    head = service.face.log.head()
    data = {
        "paper": "monthly-report",
        "title": "月报",
        "about": "2026年10月",
        "drawn": [
            {"service": "supervision", "position": head.position, "hash": head.hash.hex()},
            {"service": "finance", "position": 7, "hash": "ab" * 32},
        ],
        "attachments": [uploaded.json],
        **other,
    }
    return service.call("POST", "/papers", json=data)


def test_a_kept_paper_is_the_same_bytes_and_says_what_it_rests_on(supervision: Served):
    content = '{"title": "演示-月报"}'.encode()
    answer = kept(supervision, content)
    assert answer.status_code == 201, answer.text
    told = answer.json
    assert kept(supervision, content).json == told, "the same again is kept once"
    at = f"/views/kept-papers/{told['event']}?at={told['position']}"
    assert supervision.get(at).json["row"]["about"] == "2026年10月"
    supervision.give("remind-handler", {"issue": "i1", "message": "演示-三催"}, by="housing")
    [row] = supervision.get("/views/kept-papers").json["rows"]
    assert [d["service"] for d in row["drawn"]] == ["supervision", "finance"]
    document = f"/documents/{row['content']}?stream={row['stream']}"
    assert supervision.get(document).data == content
    assert row["content"] == hashlib.sha256(content).hexdigest()
    assert supervision.get("/views/kept-papers", by="taoluo").json["rows"] == []
    assert supervision.get(document, by="taoluo").status_code == 403


def test_a_paper_that_rests_on_what_never_stood_in_the_log_is_not_kept(supervision: Served):
    drawn = [{"service": "supervision", "position": 1, "hash": "00" * 32}]
    answer = kept(supervision, b"{}", drawn=drawn)
    assert (answer.status_code, answer.json["rule"]) == (422, "drawn-as-said")
    assert kept(supervision, b"{}", attachments=[]).json["rule"] == "one-content"


def test_the_papers_of_every_service_name_ledgers_that_it_has(tmp_path: Path):
    for name in ("projects", "finance", "land"):
        with served(name, tmp_path / name, whole=True) as service:
            told = paper(service, "monthly-report/2026-10", by="housing")
            assert [s["rows"] for s in told["sections"]] == [[]] * len(told["sections"])
