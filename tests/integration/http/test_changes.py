"""What of a ledger changed between two times; folded here, or in a process aside."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.integration.http.served import FUND_1, Served, served


@pytest.fixture
def finance(tmp_path: Path) -> Iterator[Served]:
    with served("finance", tmp_path) as service:
        for id in "abc":
            service.give("register-fund", {**FUND_1, "fund": id})
        service.give("appropriate", {"fund": "b", "amount_fen": 500})
        yield service


@pytest.mark.parametrize("short", [2_000, -1], ids=["here", "aside"])
def test_rows_are_new_or_changed_with_what_they_said_before_and_after(
    finance: Served, monkeypatch: pytest.MonkeyPatch, short: int
) -> None:
    monkeypatch.setattr("shared.face.http.past.SHORT", short)
    told = finance.get("/changes/fund-ledger?compared_with=2&as_of=4").json
    assert told["counts"] == {"new": 1, "gone": 0, "changed": 1}
    changed, new = told["changes"]
    assert (changed["key"], changed["change"]) == ("b", "changed")
    assert "appropriated_fen" in changed["columns"] and "name" not in changed["columns"]
    assert changed["before"]["appropriated_fen"] == 0
    assert changed["after"]["appropriated_fen"] == 500
    assert (new["key"], new["change"], new["before"]) == ("c", "new", None)


def test_between_a_time_and_itself_nothing_changed(finance: Served) -> None:
    told = finance.get("/changes/fund-ledger?compared_with=4").json
    assert told["changes"] == [] and told["compared_with"] == told["position"] == 4


def test_a_row_that_no_longer_fits_the_filter_is_gone(finance: Served) -> None:
    told = finance.get("/changes/fund-ledger?compared_with=3&appropriated_fen=0").json
    assert [(c["key"], c["change"]) for c in told["changes"]] == [("b", "gone")]


def test_only_what_is_asked_for_counts_as_a_change(finance: Served) -> None:
    told = finance.get("/changes/fund-ledger?compared_with=2&only=name").json
    assert told["counts"] == {"new": 1, "gone": 0, "changed": 0}
    assert finance.get("/changes/fund-ledger?compared_with=2&only=nothing").status_code == 422


def test_pages_of_one_kind_of_change_follow_each_other(finance: Served) -> None:
    path = "/changes/fund-ledger?compared_with=0&change=new&limit=2"
    first = finance.get(path).json
    rest = finance.get(f"{path}&after={first['next']}").json
    assert [c["key"] for c in first["changes"] + rest["changes"]] == ["a", "b", "c"]
    assert rest["next"] is None


def test_without_a_time_to_compare_with_it_says_what_to_give(finance: Served) -> None:
    answer = finance.get("/changes/fund-ledger")
    assert answer.status_code == 422 and "compared_with" in answer.json["detail_zh"]


def test_a_row_that_one_may_not_see_is_no_change(finance: Served) -> None:
    county = {**FUND_1, "fund": "d", "county": "juxian", "source": "county", "kind": "fee"}
    finance.give("register-fund", county)
    seen = finance.get("/views/fund-ledger", by="taoluo").json["rows"]
    told = finance.get("/changes/fund-ledger?compared_with=0", by="taoluo").json
    assert {c["key"] for c in told["changes"]} == {row["fund"] for row in seen}


def test_as_a_file_every_change_stands_with_before_and_after(finance: Served) -> None:
    answer = finance.get("/changes/fund-ledger?compared_with=2&as_of=4&format=xlsx")
    assert answer.status_code == 200 and answer.headers["Ledger-Rows"] == "3"
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0)
    lines = sheet.to_python(skip_empty_area=False)
    assert lines[2][1] == "日志位置 2" and lines[4][1] == "新增 1，消失 0，变更 1"
    rows = [dict(zip(lines[6], line, strict=True)) for line in lines[7:]]
    assert [(r["变化"], r["预算安排（分）"]) for r in rows[:2]] == [("变更前", 0), ("变更后", 500)]
    assert "预算安排" in rows[0]["变更栏目"] and rows[2]["变化"] == "新增"


@pytest.mark.parametrize("short", [2_000, -1], ids=["here", "aside"])
def test_two_days_are_compared_by_what_had_happened_whenever_it_was_recorded(
    finance: Served, monkeypatch: pytest.MonkeyPatch, short: int
) -> None:
    monkeypatch.setattr("shared.face.http.past.SHORT", short)
    for day, command, fields in (
        ("2024-03-01", "register-fund", {**FUND_1, "fund": "d"}),
        ("2024-09-01", "appropriate", {"fund": "d", "amount_fen": 700}),
    ):
        at = {"Scenario-Time": f"{day}T09:00:00+08:00"}
        assert finance.give(command, fields, duties=["scenario"], headers=at).status_code == 200
    path = "/changes/fund-ledger?"
    told = finance.get(f"{path}effective_since=2024-06-30&effective=2024-12-31").json
    (changed,) = told["changes"]
    assert (changed["key"], changed["change"]) == ("d", "changed")
    assert changed["before"]["appropriated_fen"] == 0
    assert changed["after"]["appropriated_fen"] == 700
    since = finance.get(f"{path}effective_since=2024-06-30").json["changes"]
    assert [(c["key"], c["change"]) for c in since] == [
        ("a", "new"), ("b", "new"), ("c", "new"), ("d", "changed"),
    ]  # fmt: skip
    recorded = finance.get(f"{path}compared_with=2024-06-30&as_of=2024-12-31").json
    assert recorded["changes"] == []
    file = finance.get(f"{path}effective_since=2024-06-30&effective=2024-12-31&format=xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(file.data)).get_sheet_by_index(0)
    times = [line[1] for line in sheet.to_python(skip_empty_area=False)[2:4]]
    assert times == [f"2024-{day} 23:59:59（以发生时间为准）" for day in ("06-30", "12-31")]


@pytest.mark.parametrize("asked", ["compared_with=2", "effective_since=2024-06-30"])
def test_both_times_are_told_of_one_reading_of_the_log(
    finance: Served, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    pages, read = [], finance.face.log.read

    def noted(*args: Any) -> Any:
        page = read(*args)
        pages.append([record.position for record in page])
        return page

    with finance.lagging_views():
        monkeypatch.setattr(finance.face.log, "read", noted)
        assert finance.get(f"/changes/fund-ledger?{asked}").status_code == 200
    assert pages == [[1, 2, 3, 4], []]


def test_what_was_recorded_is_not_compared_with_what_had_happened(finance: Served) -> None:
    for asked, named in {
        "effective_since=2024-06-30&as_of=4": "as_of",
        "effective_since=2024-06-30&compared_with=4": "compared_with",
        "compared_with=4&effective=2024-06-30": "effective",
    }.items():
        answer = finance.get(f"/changes/fund-ledger?{asked}")
        assert answer.status_code == 422, asked
        assert answer.json["detail_zh"].startswith(f"参数 {named} "), answer.json["detail_zh"]
