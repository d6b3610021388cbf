"""`/dossiers`: what concerns a project, a town, an issue or a fund, of what the caller may see."""

from typing import Any

from tests.days import today
from tests.integration.http.served import FUND_1, Served

MATTER = {"kind": "problem", "title": "演示-断头路", "description": "演示"}


def dossier(service: Served, name: str, by: str, query: str = "") -> dict[str, Any]:
    answer = service.get(f"/dossiers/{name}{query}", by=by)
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def raised(service: Served) -> None:
    for issue, town in (("i1", "taoluo"), ("i2", "taoluo"), ("i3", "zhaoxian")):
        service.give("raise-issue", {**MATTER, "issue": issue, "town": town}, by=town)
    handler = {"issue": "i1", "handler": "natural-resources"}
    service.give("assign-issue", handler, by="housing")


def test_a_towns_dossier_has_its_streams_and_their_events_in_order(supervision: Served) -> None:
    raised(supervision)
    found = dossier(supervision, "town/taoluo", by="taoluo")
    assert [s["stream"] for s in found["streams"]] == ["issue-i1", "issue-i2"]
    assert [(e["stream"], e["type"]) for e in found["events"]] == [
        ("issue-i1", "IssueRaised"), ("issue-i2", "IssueRaised"), ("issue-i1", "IssueAssigned"),
    ]  # fmt: skip
    first = dossier(supervision, "town/taoluo", by="taoluo", query="?limit=2")
    rest = dossier(supervision, "town/taoluo", "taoluo", f"?after={first['next']}")
    assert [e["position"] for e in (*first["events"], *rest["events"])] == [1, 2, 4]
    assert rest["next"] is None


def test_of_a_long_dossier_one_reads_the_last_events_and_how_many_there_are(
    supervision: Served,
) -> None:
    raised(supervision)
    last = dossier(supervision, "town/taoluo", by="taoluo", query="?newest=2")
    assert [(e["type"], e["position"]) for e in last["events"]] == [
        ("IssueRaised", 2), ("IssueAssigned", 4),
    ]  # fmt: skip
    assert (last["count"], last["next"]) == (3, None)
    assert [s["stream"] for s in last["streams"]] == ["issue-i1", "issue-i2"]


def test_a_dossier_shows_of_each_stream_what_the_stream_shows(supervision: Served) -> None:
    raised(supervision)
    assert supervision.get("/dossiers/town/taoluo", by="zhaoxian").status_code == 404
    seen = dossier(supervision, "town/taoluo", by="natural-resources")
    assert [s["stream"] for s in seen["streams"]] == ["issue-i1"]
    assert supervision.get("/views/dossiers", by="housing").json["rows"] == []


def test_an_issues_own_stream_is_its_dossier(supervision: Served) -> None:
    raised(supervision)
    found = dossier(supervision, "issue/i1", by="housing")
    assert [e["type"] for e in found["events"]] == ["IssueRaised", "IssueAssigned"]


def test_a_funds_events_about_others_are_not_in_a_towns_dossier(finance: Served) -> None:
    finance.give("register-fund", {**FUND_1, "kind": "general", "year": today().year})
    finance.give("appropriate", {"fund": "f-1", "amount_fen": 500})
    give = {"fund": "f-1", "project": None, "receiver": "taoluo", "amount_fen": 200}
    given = finance.give("allocate-funds", give)
    assert given.status_code == 200, given.text
    found = dossier(finance, "town/taoluo", by="finance")
    assert [e["type"] for e in found["events"]] == ["TransferAllocated"]
    assert [e["type"] for e in dossier(finance, "town/taoluo", by="taoluo")["events"]] == [
        "TransferAllocated"
    ]
    assert len(dossier(finance, "fund/f-1", by="finance")["events"]) == 3


def test_what_nobody_ever_told_of_has_no_dossier(finance: Served) -> None:
    assert finance.get("/dossiers/town/taoluo").status_code == 404
    assert finance.get("/dossiers/boat/b-1").status_code == 404


def test_a_dossier_is_read_as_it_stood_on_a_day(supervision: Served) -> None:
    raised(supervision)
    now, then = today().isoformat(), "2020-01-01"
    assert len(dossier(supervision, "issue/i1", "housing", f"?as_of={now}")["events"]) == 2
    assert supervision.get(f"/dossiers/issue/i1?as_of={then}", by="housing").status_code == 404
