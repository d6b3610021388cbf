"""`/dossiers`: what concerns a project, a town, an issue or a fund, of what the caller may see."""

from typing import Any

import pytest

from shared.face.http import dossiers
from tests.days import today
from tests.integration.http.served import FUND_1, Served

MATTER = {"kind": "problem", "title": "演示-断头路", "description": "演示"}


def dossier(service: Served, name: str, by: str, query: str = "") -> dict[str, Any]:
    answer = service.get(f"/dossiers/{name}{query}", by=by)
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def pages(service: Served, name: str, by: str, query: str) -> list[list[int]]:
    """The positions of the events of each page, to the last one."""
    found, after = [], ""
    for _ in range(20):
        page = dossier(service, name, by, f"?{query}{after}")
        found.append([event["position"] for event in page["events"]])
        if page["next"] is None:
            return found
        after = f"&after={page['next']}"
    raise AssertionError(found)


def visible(following: str) -> str:
    """What anybody can read of a `next`: a place."""
    return "~".join(following.split("~")[:2])


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
    assert found["next"] is None


def test_a_long_dossier_is_read_a_page_at_a_time_either_way(supervision: Served) -> None:
    raised(supervision)
    assert pages(supervision, "town/taoluo", "taoluo", "order=oldest&limit=2") == [[1, 2], [4]]
    assert pages(supervision, "town/taoluo", "taoluo", "order=newest&limit=1") == [[4], [2], [1]]
    answer = supervision.get("/dossiers/town/taoluo?after=2", by="taoluo")
    assert answer.status_code == 422, "no place"


def test_what_one_may_not_see_leaves_no_gap_and_no_page_without_end(
    supervision: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(supervision)
    query = "order=newest&limit=1"
    assert pages(supervision, "town/taoluo", "natural-resources", query) == [[4], [1]]
    monkeypatch.setattr(dossiers, "MOST", 2)
    assert [p for p in pages(supervision, "town/taoluo", "natural-resources", query) if p] == [
        [4], [1],
    ]  # fmt: skip


def test_what_one_may_not_see_is_named_by_no_page_however_it_is_cut(
    supervision: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(supervision)
    every = dossier(supervision, "town/taoluo", "taoluo", "?order=newest")["events"]
    last, hidden, _ = [event["place"] for event in every]
    query = "?order=newest&limit=1"
    full = dossier(supervision, "town/taoluo", "natural-resources", query)
    assert full["next"] == last
    monkeypatch.setattr(dossiers, "MOST", 2)
    for by, seen in (("natural-resources", last), ("zhaoxian", "9999-12-31T")):
        cut, again = (dossier(supervision, "town/taoluo", by, query)["next"] for _ in range(2))
        assert visible(cut).startswith(seen) and hidden not in cut
        assert visible(cut) == visible(again) and cut != again, "the rest is sealed"


def test_how_far_was_looked_for_somebody_is_passed_over_for_nobody_else(
    supervision: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(supervision)
    monkeypatch.setattr(dossiers, "MOST", 1)
    asked = "?order=newest&limit=1&after="
    begin = "9999-12-31T23:59:59.999999Z~1"
    cut = dossier(supervision, "town/taoluo", "zhaoxian", f"{asked}{begin}")["next"]
    further = dossier(supervision, "town/taoluo", "zhaoxian", f"{asked}{cut}")["next"]
    assert further is None, "it goes on from where it had come"
    theirs = dossier(supervision, "town/taoluo", "taoluo", f"{asked}{cut}")
    assert [event["position"] for event in theirs["events"]] == [4]


def test_a_dossier_is_narrowed_by_year_kind_and_who_acted(supervision: Served) -> None:
    raised(supervision)
    year = today().year
    for query, positions in {
        f"year={year}": [1, 2, 4], "category=issue": [1, 2, 4], "by=housing": [4], "by=taoluo": [1, 2],
    }.items():  # fmt: skip
        found = dossier(supervision, "town/taoluo", "taoluo", f"?{query}")
        assert [e["position"] for e in found["events"]] == positions, query
    for query in (f"year={year - 1}", "category=bulletin", "by=finance"):
        assert supervision.get(f"/dossiers/town/taoluo?{query}", by="taoluo").status_code == 404


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
    assert len(dossier(supervision, "issue/i1", "housing", f"?since={then}")["events"]) == 2
    assert supervision.get(f"/dossiers/issue/i1?since={now}", by="housing").status_code == 404


def test_a_dossier_is_cut_by_the_days_on_which_its_events_happened(supervision: Served) -> None:
    raised(supervision)
    matter = {**MATTER, "issue": "earlier", "town": "taoluo"}
    given = []
    for hour, command, fields, by in (
        ("09", "raise-issue", matter, "taoluo"),
        ("10", "assign-issue", {"issue": "earlier", "handler": "finance"}, "housing"),
    ):
        at = {"Scenario-Time": f"2024-03-01T{hour}:00:00+08:00"}
        given.append(supervision.give(command, fields, by=by, duties=["scenario"], headers=at))
    assert [answer.status_code for answer in given] == [200, 200]
    nine = "2024-03-01T09:00:00%2B08:00"
    for query, positions in {
        "effective=2024-12-31": [5, 6], f"effective={nine}": [5], "year=2024": [5, 6],
        f"effective_since={nine}&effective=2024-12-31": [6],
        f"effective_since={nine}&year=2024": [6], f"effective={nine}&year=2024": [5],
        f"effective={today()}&year=2024": [5, 6], f"effective_since={nine}&year={today().year}": [1, 2, 4],
        "effective_since=2024-12-31": [1, 2, 4], "effective_since=2023-12-31": [5, 6, 1, 2, 4],
    }.items():  # fmt: skip
        found = dossier(supervision, "town/taoluo", "taoluo", f"?{query}")
        assert [e["position"] for e in found["events"]] == positions, query
    for empty in ("effective=2023-12-31", "effective_since=2024-12-31&effective=2025-01-31"):
        assert supervision.get(f"/dossiers/town/taoluo?{empty}", by="taoluo").status_code == 404


@pytest.mark.parametrize(
    ("of", "name"), [("town=taoluo", "town/taoluo"), ("stream=issue-i1", "issue/i1")]
)
def test_how_a_thing_stands_is_told_beside_its_events(
    supervision: Served, of: str, name: str
) -> None:
    raised(supervision)
    for by in ("taoluo", "housing", "natural-resources"):
        told = dossier(supervision, name, by, "?limit=1&standing=2")["standing"]
        assert told["of"] == dict([of.split("=")])
        listed = supervision.get(f"/tasks?for=*&limit=2&{of}", by=by).json["tasks"]
        assert told["tasks"] == listed
        counts = supervision.get(f"/tasks/counts?for=*&{of}", by=by).json["counts"]
        assert told["counts"] == counts
    assert told["counts"]["open"] > 0, "there is something to tell"
    assert "standing" not in dossier(supervision, name, by, "?limit=1")
    beyond = supervision.get(f"/dossiers/{name}?standing=2", by="zhaoxian")
    assert beyond.status_code == 404, "who sees none of it is told nothing of it"


@pytest.mark.parametrize("name", ["town/taoluo", "issue/i1"])
def test_how_a_thing_stood_is_told_as_of_that_day(supervision: Served, name: str) -> None:
    at = {"Scenario-Time": "2024-03-01T09:00:00+08:00"}
    matter = {**MATTER, "issue": "i1", "town": "taoluo"}
    given = supervision.give("raise-issue", matter, by="taoluo", duties=["scenario"], headers=at)
    assert given.status_code == 200
    handler = {"issue": "i1", "handler": "natural-resources"}
    supervision.give("assign-issue", handler, by="housing")
    then = dossier(supervision, name, "housing", "?standing=9&effective=2024-03-01")["standing"]
    assert [then["counts"][state] for state in ("open", "late", "done")] == [1, 0, 0]
    [task] = then["tasks"]
    assert (task["holder"], task["light"]) == ("housing", "green")
    late = dossier(supervision, name, "housing", "?standing=9&effective=2024-06-01")["standing"]
    assert (late["tasks"][0]["light"], late["counts"]["late"]) == ("red", 1)
    for day in ("", "&effective=2099-12-31"):
        told = dossier(supervision, name, "housing", f"?standing=9{day}")["standing"]
        assert told["counts"]["done"] == 1
        assert len(told["tasks"]) == told["counts"]["open"], "what is done is not to be done"


def test_one_looks_as_far_as_what_one_saw_makes_expect_and_far_where_one_saw_nothing() -> None:
    assert dossiers.next_step(looked=16, seen=8, wanted=4) == 24
    assert dossiers.next_step(looked=16, seen=16, wanted=1) == 3
    assert dossiers.next_step(looked=160, seen=1, wanted=4) == dossiers.AT_ONCE
    assert dossiers.next_step(looked=16, seen=0, wanted=16) == dossiers.AT_ONCE
