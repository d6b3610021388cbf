"""`/exercise`: which sentences hold where, and the cases in which one was carried out in a town."""

from typing import Any

from shared.policy.loader import registry
from tests.days import today
from tests.integration.http.served import FUND_1, Served

MATTER = {"kind": "problem", "title": "演示-断头路", "description": "演示"}


def told(service: Served, path: str, by: str) -> dict[str, Any]:
    answer = service.get(path, by=by)
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def raised(service: Served) -> None:
    for issue, town in (("i1", "taoluo"), ("i2", "taoluo"), ("i3", "zhaoxian")):
        service.give("raise-issue", {**MATTER, "issue": issue, "town": town}, by=town)
    handler = {"issue": "i1", "handler": "natural-resources"}
    service.give("assign-issue", handler, by="housing")


def test_the_frame_has_every_sentence_with_its_leads_and_the_towns_in_which_it_holds(
    supervision: Served,
) -> None:
    frame = told(supervision, "/exercise", by="taoluo")
    clauses = {c["id"]: c for c in frame["clauses"]}
    assert clauses.keys() == registry().clauses.keys()
    assert list(clauses)[:2] == ["RZ-1.a", "RZ-1.b"]
    assert clauses["RZ-2.2.a"]["towns"] == ["chaohe"]
    assert set(clauses["RZ-2.2.d"]["towns"]) == {"taoluo", "zhaoxian", "chaohe", "jufeng"}
    assert [lead["name"] for lead in clauses["RZ-2.2.a"]["leads"]][-1] == "区县"
    assert clauses["RZ-2.3.a"]["rule_of"] == "RZ-2.3.d"
    pilots = {t["id"] for t in frame["towns"] if t["pilot"]}
    assert pilots == {"taoluo", "zhaoxian", "chaohe", "jufeng"}
    assert (frame["silent_days"], frame["own"]) == (90, True)


def test_everybody_reads_how_often_and_when_and_nobody_but_those_concerned_the_money(
    finance: Served,
) -> None:
    allocated(finance)
    for who in ("finance", "jufeng", "institution-rural"):
        rows = told(finance, "/views/policy-ledger?town=taoluo&at=3", by=who)["rows"]
        assert [(r["clause"], r["acts"], r["last_by"]) for r in rows] == [
            ("RZ-2.2.c", 1, "finance")
        ]
    money = {
        who: [r["money_fen"] for r in told(finance, "/views/policy-figures?at=3", by=who)["rows"]]
        for who in ("finance", "taoluo", "donggang", "jufeng", "institution-rural")
    }
    assert money == {
        "finance": [200], "taoluo": [200], "donggang": [200], "jufeng": [],
        "institution-rural": [],
    }  # fmt: skip


def test_keys_of_rows_are_nothing_for_people(finance: Served) -> None:
    views = {v["name"]: v for v in told(finance, "/views", by="finance")["views"]}
    for name in ("policy-ledger", "policy-figures"):
        kinds = {c["name"]: c["kind"] for c in views[name]["columns"] if "kind" in c}
        assert (kinds["entry"], kinds["clause"], kinds["town"]) == ("technical", "clause", "town")


def allocated(finance: Served) -> None:
    finance.give("register-fund", {**FUND_1, "kind": "general", "year": today().year})
    finance.give("appropriate", {"fund": "f-1", "amount_fen": 500})
    give = {"fund": "f-1", "project": None, "receiver": "taoluo", "amount_fen": 200}
    given = finance.give("allocate-funds", give)
    assert given.status_code == 200, given.text


def test_a_cell_leads_to_its_cases_and_their_acts_the_last_begun_first(
    supervision: Served,
) -> None:
    raised(supervision)
    found = told(supervision, "/exercise/RZ-3.3.a/taoluo", by="housing")
    assert [c["stream"] for c in found["cases"]] == ["issue-i2", "issue-i1"]
    assert [[e["type"] for e in c["events"]] for c in found["cases"]] == [["IssueRaised"]] * 2
    assigned = told(supervision, "/exercise/RZ-3.3.b/taoluo", by="housing")["cases"]
    assert [e["type"] for e in assigned[0]["events"]] == ["IssueAssigned"]


def test_cases_come_page_by_page(supervision: Served) -> None:
    raised(supervision)
    first = told(supervision, "/exercise/RZ-3.3.a/taoluo?limit=1", by="housing")
    rest = told(
        supervision, f"/exercise/RZ-3.3.a/taoluo?limit=1&before={first['next']}", by="housing"
    )
    assert [c["stream"] for c in (*first["cases"], *rest["cases"])] == ["issue-i2", "issue-i1"]
    assert rest["next"] is None
    assert not first["next"].isdigit(), (
        "where a case began that one may not see is nobody's to read"
    )
    theirs = told(
        supervision, f"/exercise/RZ-3.3.a/taoluo?limit=1&before={first['next']}", by="taoluo"
    )
    assert [c["stream"] for c in theirs["cases"]] == ["issue-i2"], "it is somebody else's"


def test_of_a_case_one_sees_what_its_stream_shows(supervision: Served) -> None:
    raised(supervision)
    assert told(supervision, "/exercise/RZ-3.3.a/taoluo", by="zhaoxian")["cases"] == []
    seen = told(supervision, "/exercise/RZ-3.3.a/taoluo", by="natural-resources")["cases"]
    assert [c["stream"] for c in seen] == ["issue-i1"]
    assert told(supervision, "/views/policy-streams", by="housing")["rows"] == []


def test_pages_of_cases_that_one_may_not_see_are_passed_over(supervision: Served) -> None:
    raised(supervision)
    first = told(supervision, "/exercise/RZ-3.3.a/taoluo?limit=1", by="natural-resources")
    assert [c["stream"] for c in first["cases"]] == ["issue-i1"]


def test_cases_as_they_were(supervision: Served) -> None:
    raised(supervision)
    path = "/exercise/RZ-3.3.a/taoluo?as_of="
    assert told(supervision, f"{path}2020-01-01", by="housing")["cases"] == []
    assert len(told(supervision, f"{path}{today().isoformat()}", by="housing")["cases"]) == 2


def test_cases_of_what_had_happened_by_a_day_whenever_it_was_recorded(supervision: Served) -> None:
    raised(supervision)
    supervision.give(
        "raise-issue", {**MATTER, "issue": "earlier", "town": "taoluo"}, by="taoluo",
        duties=["scenario"], headers={"Scenario-Time": "2024-03-01T09:00:00+08:00"},
    )  # fmt: skip
    path = "/exercise/RZ-3.3.a/taoluo"
    for query, streams in {
        "effective=2024-12-31": ["issue-earlier"], "as_of=2024-12-31": [],
        "effective=2024-02-29": [], "limit=20": ["issue-earlier", "issue-i2", "issue-i1"],
    }.items():  # fmt: skip
        cases = told(supervision, f"{path}?{query}", by="housing")["cases"]
        assert [case["stream"] for case in cases] == streams, query
    both = supervision.get(f"{path}?effective=2024-12-31&as_of=2024-12-31", by="housing")
    assert both.status_code == 422


def test_no_such_sentence_and_no_such_place(finance: Served) -> None:
    assert finance.get("/exercise/RZ-9.9/taoluo").status_code == 404
    assert finance.get("/exercise/RZ-2.2.c/atlantis").status_code == 404
