"""As it was: whatever has been set or done since, here or folded in a process aside."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shared.face.http.face import Limits
from shared.kernel.aggregate.parameters import PARAMETERS
from tests.days import ODD_MOMENTS, today
from tests.fixed_clock import FixedClock
from tests.integration.http import served as parts
from tests.integration.http.served import FUND_1, Served, served

CAP = "supervision.handling_cap_calendar_days"


@pytest.fixture(params=["here", "aside"])
def finance(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    if request.param == "aside":
        monkeypatch.setattr("shared.face.http.past.SHORT", -1)
    with served("finance", tmp_path) as service:
        for id in "abc":
            service.give("register-fund", {**FUND_1, "fund": id})
        service.give("appropriate", {"fund": "b", "amount_fen": 500})
        yield service


def test_pages_of_the_past_follow_each_other(finance: Served) -> None:
    first = finance.get("/views/fund-ledger?as_of=3&limit=2&sort=-fund").json
    assert [row["fund"] for row in first["rows"]] == ["c", "b"]
    rest = finance.get(f"/views/fund-ledger?as_of=3&limit=2&sort=-fund&after={first['next']}").json
    assert ([row["fund"] for row in rest["rows"]], rest["next"]) == (["a"], None)


def test_the_past_equals_what_the_present_was(finance: Served) -> None:
    now = finance.get("/views/fund-ledger").json
    past = finance.get("/views/fund-ledger?as_of=4").json
    assert past == now
    assert finance.get("/views/fund-ledger?as_of=3").json["rows"][1]["appropriated_fen"] == 0


def test_a_row_of_the_past_is_found_or_not(finance: Served) -> None:
    assert finance.get("/views/fund-ledger/b?as_of=3").json["row"]["appropriated_fen"] == 0
    assert finance.get("/views/fund-ledger/b?as_of=4").json["row"]["appropriated_fen"] == 500
    assert finance.get("/views/fund-ledger/b?as_of=1").status_code == 404


def test_what_had_happened_by_a_day_counts_whenever_it_was_recorded(finance: Served) -> None:
    at = {"Scenario-Time": "2024-03-01T09:00:00+08:00"}
    given = finance.give(
        "register-fund", {**FUND_1, "fund": "earlier"}, duties=["scenario"], headers=at
    )
    assert given.status_code == 200
    for day, funds in (("2024-02-29", []), ("2024-03-01", ["earlier"])):
        rows = finance.get(f"/views/fund-ledger?effective={day}").json["rows"]
        assert [row["fund"] for row in rows] == funds
        assert finance.get(f"/totals/fund-ledger?effective={day}").json["rows"] == len(funds)
    assert finance.get("/views/fund-ledger?as_of=2024-03-01").json["rows"] == []
    assert finance.get("/views/fund-ledger?effective=2024-03-01&as_of=3").status_code == 422


def test_too_many_queries_of_the_past_are_told_to_come_back(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(folds=0)) as service:
        answer = service.get("/views/fund-ledger?as_of=1")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


@pytest.fixture(params=ODD_MOMENTS, ids=lambda moment: f"{moment:%Y-%m-%d_%H%M}")
def supervision(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    title, aggregates, views = parts.PARTS["supervision"]
    known = {**parts.PARTS, "supervision": (title, [*aggregates, PARAMETERS], views)}
    monkeypatch.setattr(parts, "PARTS", known)
    with served("supervision", tmp_path, clock=FixedClock(request.param)) as service:
        yield service


def planned(service: Served, issue: str, days: int) -> int:
    """Raise, assign and plan an issue; the status of the plan's answer."""
    matter = {"kind": "problem", "title": "演示", "description": "演示", "town": "taoluo"}
    service.give("raise-issue", {**matter, "issue": issue}, by="taoluo")
    service.give("assign-issue", {"issue": issue, "handler": "natural-resources"}, by="housing")
    due = (today(service.clock) + timedelta(days=days)).isoformat()
    plan = {"issue": issue, "measures": "演示", "due_on": due}
    return service.give("propose-plan", plan, by="natural-resources").status_code


def test_what_was_decided_stands_under_the_parameters_then_in_force(supervision: Served) -> None:
    day = today(supervision.clock).isoformat()
    assert planned(supervision, "before", 60) == 200
    head = supervision.get("/events", duties=["service"]).json["head"]
    setting = {"book": "supervision", "parameter": CAP, "value": 30, "effective_from": day,
               "basis": "演示"}  # fmt: skip
    assert supervision.give("set-parameter", setting, by="housing").status_code == 200
    assert planned(supervision, "behind", 60) == 422

    recorded = f"as_of={today().isoformat()}"  # the store's own clock says when
    for until in (recorded, f"effective={day}"):
        stream = supervision.get(f"/streams/issue-before?{until}", by="housing").json
        plan = next(e for e in stream["events"] if e["type"] == "PlanProposed")
        assert plan["parameters"][CAP] == 90
        assert datetime.fromisoformat(plan["effective_at"]) == supervision.clock.now()
        assert stream["state"]["plan"]["due_on"] == plan["data"]["due_on"]
    before = (today(supervision.clock) - timedelta(days=1)).isoformat()
    earlier = supervision.get(f"/streams/issue-before?effective={before}", by="housing").json
    assert earlier["events"] == []
    past = supervision.get(f"/views/issue-ledger/before?as_of={head}", by="housing").json
    now = supervision.get("/views/issue-ledger/before", by="housing").json
    assert past["row"] == now["row"]

    book = "/streams/parameters-supervision?as_of="
    assert supervision.get(f"{book}0", by="housing").json["events"] == []
    (setting_made,) = supervision.get(f"{book}1", by="housing").json["events"]
    assert setting_made["data"]["value"] == 30
    assert setting_made["clause"] == "RZ-3.3.b"
