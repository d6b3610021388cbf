"""`/search`: things found by words in their names, numbers and texts, in the sight of who looks."""

from typing import Any

import pytest

from tests.integration.http.served import FUND_1, Served


def fund(service: Served, id: str, name: str) -> int:
    answer = service.give("register-fund", {**FUND_1, "fund": id, "name": name})
    assert answer.status_code == 200, answer.text
    return int(answer.json["position"])


def found(service: Served, q: str, by: str = "finance", more: str = "") -> dict[str, list[str]]:
    """By ledger the keys of the rows."""
    answer = service.get(f"/search?q={q}{more}", by=by)
    assert answer.status_code == 200, answer.text
    keys = {name: view.key for name, view in service.face.views.views.items()}
    return {
        one["view"]: [row[keys[one["view"]]] for row in one["rows"]] for one in answer.json["found"]
    }


@pytest.fixture
def named(finance: Served) -> Served:
    last = 0
    for id, name in (("f-1", "演示-Pier 100%"), ("f-2", "演示-茶业"), ("f-3", "演示-码头")):
        last = fund(finance, id, name)
    assert finance.get(f"/views/fund-ledger?at={last}").status_code == 200
    return finance


@pytest.mark.parametrize(
    ("q", "keys"),
    [
        ("演示 pier", ["f-1"]), ("F-2", ["f-2"]), ("演示", ["f-1", "f-2", "f-3"]),
        ("100%25", ["f-1"]), ("100_", []), ("a/b", []), ("茶业 码头", []), ("general", []),
    ],
)  # fmt: skip
def test_every_word_stands_somewhere_in_a_row_found(named: Served, q: str, keys: list[str]) -> None:
    assert found(named, q) == ({"fund-ledger": keys} if keys else {})


def test_of_many_rows_so_many_are_told(named: Served) -> None:
    answer = named.get("/search?q=演示&limit=2").json
    [one] = [one for one in answer["found"] if one["view"] == "fund-ledger"]
    assert (len(one["rows"]), one["more"]) == (2, True)
    for query in ("q=", "q=%20", "q=" + "+".join(["x"] * 17), "", "q=x&limit=0"):
        assert named.get(f"/search?{query}").status_code == 422, query


def test_one_finds_what_one_sees_and_nothing_else(supervision: Served) -> None:
    data: dict[str, Any] = {"kind": "problem", "description": "d"}
    for id, town in (("i1", "taoluo"), ("i2", "zhaoxian")):
        told = {**data, "issue": id, "town": town, "title": f"演示-路灯-{town}"}
        given = supervision.give("raise-issue", told, by=town)
        assert given.status_code == 200, given.text
    position = given.json["position"]
    assert supervision.get(f"/views/issue-ledger?at={position}", by="housing").status_code == 200
    assert found(supervision, "路灯", by="housing")["issue-ledger"] == ["i1", "i2"]
    assert found(supervision, "路灯", by="zhaoxian")["issue-ledger"] == ["i2"]
    assert "issue-ledger" not in found(supervision, "路灯", by="chaohe")
