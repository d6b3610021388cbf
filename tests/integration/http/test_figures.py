"""Figures over HTTP: counted and added up by columns, as the caller sees the rows, each mark with
the filters that find its rows."""

from typing import Any

import pytest

from tests.integration.http.served import Served
from tests.integration.http.test_views import fund, raise_issue


@pytest.fixture
def issues(supervision: Served) -> Served:
    for id, town in (("a", "taoluo"), ("b", "taoluo"), ("c", "zhaoxian")):
        raise_issue(supervision, id, town)
    return supervision


def marks(service: Served, name: str, query: str = "", by: str = "housing") -> list[Any]:
    return list(service.get(f"/figures/{name}{query}", by=by).json["marks"])


def rows_of(service: Served, view: str, mark: Any) -> int:
    query = "&".join(f"{n}={v}" for n, v in mark["filters"].items()).replace("+", "%2B")
    return len(service.get(f"/views/{view}?{query}").json["rows"])


def test_figures_are_declared_with_their_columns_in_words(issues: Served) -> None:
    told = {one["name"]: one for one in issues.get("/figures").json["figures"]}
    lights = told["issue-lights"]
    assert (lights["title"], lights["view"]) == ("在办事项灯色", "issue-ledger")
    assert [c["name"] for c in lights["by"]] == ["handler", "light"]
    assert lights["by"][1]["words"]["red"] == "红"
    assert told["issues-raised"]["by"][0]["months"]


def test_every_mark_is_as_many_rows_of_its_ledger_as_it_says(issues: Served) -> None:
    for name in ("issue-steps", "issues-raised"):
        found = marks(issues, name)
        assert sum(mark["rows"] for mark in found) == 3
        for mark in found:
            assert rows_of(issues, "issue-ledger", mark) == mark["rows"]


def test_a_figure_shows_the_rows_that_the_caller_may_see(issues: Served) -> None:
    (only,) = marks(issues, "issue-steps", by="taoluo")
    assert (only["at"][0], only["rows"]) == ("taoluo", 2)


def test_a_figure_as_it_was_is_counted_as_one_of_today(issues: Served) -> None:
    head = issues.get("/figures/issue-steps").json["position"]
    assert marks(issues, "issue-steps", f"?as_of={head}") == marks(issues, "issue-steps")
    assert [m["rows"] for m in marks(issues, "issue-steps", "?as_of=1")] == [1]


def test_columns_are_added_up_to_the_last_fen(finance: Served) -> None:
    most = 4 * 10**12
    for id, fen in (("a", most), ("b", most), ("c", 1)):
        fund(finance, id, fen=fen)
    told = finance.get("/figures/funds").json
    assert [c["name"] for c in told["adds"]][:2] == ["appropriated_fen", "allocated_fen"]
    (city,) = told["marks"]
    assert (city["at"], city["values"][:2]) == ([""], [2 * most + 1, 0])
    assert city["filters"] == {"county": ""}
    assert rows_of(finance, "fund-ledger", city) == 3


def test_what_nobody_declared_is_no_figure(issues: Served) -> None:
    assert issues.get("/figures/nothing").status_code == 404
    assert issues.get("/figures/issue-steps?colour=red").status_code == 422
