"""Views over HTTP: filters, order, pages, who sees what, and how it was."""

from datetime import timedelta
from typing import Any

import pytest

from shared.kernel.aggregate import Actor
from shared.kernel.commands.unit import Order
from shared.schemas.supervision.issue import RaiseIssueFromCause
from tests.days import today
from tests.integration.http.served import FUND_1, Served


def raise_issue(service: Served, id: str, town: str = "taoluo", **more: Any) -> int:
    data = {"issue": id, "town": town, "kind": "problem", "title": f"事项{id}", "description": "d"}
    answer = service.give("raise-issue", {**data, **more}, by=town)
    assert answer.status_code == 200
    return int(answer.json["position"])


def fund(service: Served, id: str, year: int = 2024, fen: int = 0) -> None:
    assert service.give("register-fund", {**FUND_1, "fund": id, "year": year}).status_code == 200
    if fen:
        answer = service.give("appropriate", {"fund": id, "amount_fen": fen})
        assert answer.status_code == 200


def funds(service: Served, query: str = "") -> list[str]:
    return [row["fund"] for row in service.get(f"/views/fund-ledger{query}").json["rows"]]


def test_the_views_are_listed_with_their_columns(finance: Served) -> None:
    _, view, *_, tasks = finance.get("/views").json["views"]
    assert tasks["name"] == "tasks"
    assert (view["name"], view["title"], view["key"]) == ("fund-ledger", "资金台账", "fund")
    year = {"name": "year", "title": "年度", "type": "integer", "kind": "year"}
    assert year in view["columns"]


def test_a_page_carries_rows_titles_and_the_position_of_the_data(finance: Served) -> None:
    fund(finance, "a", fen=100)
    page = finance.get("/views/fund-ledger").json
    assert page["position"] == 2
    assert page["rows"][0]["appropriated_fen"] == 100
    first = {"name": "fund", "title": "资金编号", "type": "string"}
    assert page["columns"][0] == {**first, "kind": "id", "reference": "fund"}
    assert page["next"] is None


def test_rows_are_filtered_by_fields_and_ranges(finance: Served) -> None:
    for id, year in (("a", 2022), ("b", 2023), ("c", 2024)):
        fund(finance, id, year)
    assert funds(finance, "?year=2023") == ["b"]
    assert funds(finance, "?year__gte=2023") == ["b", "c"]
    assert funds(finance, "?year__gte=2023&year__lte=2023") == ["b"]
    assert funds(finance, "?year=2022&year=2024") == ["a", "c"]
    assert funds(finance, "?fund__gte=b&sort=-fund") == ["c", "b"]


def test_rows_are_found_by_words_in_their_texts_now_and_then(finance: Served) -> None:
    for fund, name in (("f-1", "演示-Pier 100%"), ("f-2", "演示-茶业"), ("f-3", "演示-码头")):
        finance.give("register-fund", {**FUND_1, "fund": fund, "name": name})
    for query, found in (
        ("q=演示 pier", ["f-1"]), ("q=F-2", ["f-2"]), ("q=演示&sort=-fund", ["f-3", "f-2", "f-1"]),
        ("q=100%", ["f-1"]), ("q=100_", []), ("q=茶业 码头", []), ("q=", ["f-1", "f-2", "f-3"]),
    ):  # fmt: skip
        for past in ("", "&as_of=3"):
            page = finance.get(f"/views/fund-ledger?at=3&{query}{past}")
            assert [row["fund"] for row in page.json["rows"]] == found, (query, past)


def test_rows_are_sorted_either_way_and_by_key_where_equal(finance: Served) -> None:
    for id, year in (("c", 2023), ("a", 2023), ("b", 2022)):
        fund(finance, id, year)
    assert funds(finance, "?sort=year") == ["b", "a", "c"]
    assert funds(finance, "?sort=-year") == ["a", "c", "b"]


def test_rows_are_found_by_one_of_several_organisations_that_a_column_holds(
    supervision: Served,
) -> None:
    for id in ("a", "b", "c"):
        raise_issue(supervision, id)
    for id, others in (("b", ["finance", "ecology"]), ("c", ["ecology"])):
        assign = {"issue": id, "handler": "natural-resources", "co_handlers": others}
        given = supervision.give("assign-issue", assign, by="housing")
        assert given.status_code == 200, given.text
    at = given.json["position"]
    columns = supervision.get(f"/views/issue-ledger?at={at}").json["columns"]
    several = {c["name"] for c in columns if c.get("several")}
    assert several == {"co_handlers", "copied"}, "late steps are no ids"
    for query, found in (
        ("co_handlers=ecology", ["b", "c"]), ("co_handlers=finance", ["b"]),
        ("co_handlers=tax", []), ("co_handlers=tax&co_handlers=finance", ["b"]),
        ("co_handlers=市财政局", ["b"]), ("co_handlers=", ["a"]), ("co_handlers=fin", []),
        ("co_handlers=%25", []), ("co_handlers=ecology&copied=finance", []),
    ):  # fmt: skip
        for past in ("", f"&as_of={at}"):
            page = supervision.get(f"/views/issue-ledger?{query}{past}").json
            assert [row["issue"] for row in page["rows"]] == found, (query, past)
    for query in ("sort=co_handlers", "co_handlers__gte=a"):
        assert supervision.get(f"/views/issue-ledger?{query}").status_code == 422


def test_absent_values_come_last_either_way(supervision: Served) -> None:
    for id in ("a", "b", "c"):
        raise_issue(supervision, id)
    for id, days in (("b", 5), ("c", 9)):
        supervision.give("assign-issue", {"issue": id, "handler": "ecology"}, by="housing")
        due_on = (today() + timedelta(days=days)).isoformat()
        plan = {"issue": id, "measures": "m", "due_on": due_on}
        assert supervision.give("propose-plan", plan, by="ecology").status_code == 200

    def issues(query: str) -> list[str]:
        page = supervision.get(f"/views/issue-ledger?{query}").json
        return [row["issue"] for row in page["rows"]]

    assert issues("sort=due_on") == ["b", "c", "a"]
    assert issues("sort=-due_on") == ["c", "b", "a"]
    assert issues("due_on=") == ["a"]


@pytest.mark.parametrize("sort", ["year", "-year", "fund", "-fund"])
def test_pages_neither_repeat_nor_miss_a_row_while_others_are_inserted(
    finance: Served, sort: str
) -> None:
    before = [f"f{n:02}" for n in range(0, 20, 2)]
    for n, id in enumerate(before):
        fund(finance, id, 2020 + n % 3)
    seen: list[str] = []
    query, inserted = f"?sort={sort}&limit=3", 1
    while True:
        page = finance.get(f"/views/fund-ledger{query}").json
        seen += [row["fund"] for row in page["rows"]]
        if page["next"] is None:
            break
        query = f"?sort={sort}&limit=3&after={page['next']}"
        fund(finance, f"f{inserted:02}", 2021)
        inserted += 2
    assert len(seen) == len(set(seen))
    assert set(before) <= set(seen)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("nonsense=1", "nonsense"),
        ("sort=nonsense", "sort"),
        ("year__like=2", "year__like"),
        ("year=many", "year"),
        ("year=99999999999999999999", "year"),
        ("limit=501", "limit"),
        ("limit=0", "limit"),
        ("after=xyz", "after"),
        ("after=W10", "after"),
        ("at=-1", "at"),
        ("as_of=yesterday", "as_of"),
        ("as_of=2024-02-30", "as_of"),
    ],
)
def test_a_query_that_makes_no_sense_names_its_parameter(
    finance: Served, query: str, field: str
) -> None:
    answer = finance.get(f"/views/fund-ledger?{query}")
    assert (answer.status_code, answer.json["type"]) == (422, "invalid")
    assert answer.json["errors"][0]["field"] == field


def test_an_unknown_field_is_told_which_there_are(finance: Served) -> None:
    answer = finance.get("/views/fund-ledger?town=taoluo")
    assert "appropriated_fen" in answer.json["detail"]
    assert "appropriated_fen" in answer.json["detail_zh"]


def test_a_cursor_serves_only_the_sort_that_it_came_from(finance: Served) -> None:
    for id in ("a", "b"):
        fund(finance, id)
    cursor = finance.get("/views/fund-ledger?limit=1").json["next"]
    assert finance.get(f"/views/fund-ledger?limit=1&after={cursor}").json["rows"][0]["fund"] == "b"
    for sort in ("-fund", "year", "name"):
        assert finance.get(f"/views/fund-ledger?sort={sort}&after={cursor}").status_code == 422


@pytest.mark.parametrize(
    ("organisation", "seen"),
    [
        ("taoluo", ["at-taoluo"]),
        ("assist-taoluo", ["at-taoluo"]),
        ("donggang", ["at-taoluo"]),
        ("donggang-housing", ["at-taoluo"]),
        ("juxian", ["at-zhaoxian"]),
        ("wulian", []),
        ("housing", ["at-taoluo", "at-zhaoxian"]),
        ("gov-office", ["at-taoluo", "at-zhaoxian"]),
        ("natural-resources", []),
    ],
)
def test_towns_and_counties_see_their_own_rows_and_who_supervises_all(
    supervision: Served, organisation: str, seen: list[str]
) -> None:
    for town in ("taoluo", "zhaoxian"):
        raise_issue(supervision, f"at-{town}", town)
    for query in ("", "?as_of=2"):
        page = supervision.get(f"/views/issue-ledger{query}", by=organisation).json
        assert [row["issue"] for row in page["rows"]] == seen
    for town in ("taoluo", "zhaoxian"):
        row = supervision.get(f"/views/issue-ledger/at-{town}", by=organisation)
        assert (row.status_code == 200) == (f"at-{town}" in seen)


def test_at_waits_until_the_view_shows_the_position(finance: Served) -> None:
    fund(finance, "a", fen=5)
    row = finance.get("/views/fund-ledger/a?at=2").json
    assert (row["position"], row["row"]["appropriated_fen"]) == (2, 5)


def test_the_row_of_the_past_is_folded_from_the_log(finance: Served) -> None:
    fund(finance, "a", fen=5)
    finance.give("appropriate", {"fund": "a", "amount_fen": 7})
    moment = finance.get("/streams/fund-a").json["events"][1]["recorded_at"]
    for as_of in ("2", moment.replace("Z", "%2B00:00")):
        past = finance.get(f"/views/fund-ledger/a?as_of={as_of}").json
        assert (past["position"], past["row"]["appropriated_fen"]) == (2, 5)
    assert finance.get("/views/fund-ledger?as_of=2").json["rows"][0]["appropriated_fen"] == 5
    assert finance.get("/views/fund-ledger?as_of=2000-01-01").json["rows"] == []
    assert finance.get("/views/fund-ledger/a?as_of=0").status_code == 404


def test_the_past_as_of_now_equals_the_present(finance: Served) -> None:
    for n in range(7):
        fund(finance, f"f{n}", 2020 + n % 3, fen=n)
    for query in ("?sort=-year&limit=3", "?year__gte=2021&sort=appropriated_fen", "?limit=2"):
        now = finance.get(f"/views/fund-ledger{query}").json
        assert finance.get(f"/views/fund-ledger{query}&as_of=1000").json == now


def test_the_past_of_a_view_that_follows_another_log_is_not_offered(supervision: Served) -> None:
    answer = supervision.get("/views/projects-on-the-ledger?as_of=1")
    assert answer.status_code == 422


def test_nested_columns_come_as_json_and_are_not_sorted_by(supervision: Served) -> None:
    cause = RaiseIssueFromCause(
        issue="i", title="t", description="d", clause="RZ-2.1.b", handler="ecology", cause="c",
        cause_service="projects", cause_stream="green-channel-p", town="taoluo",
    )  # fmt: skip
    executor = supervision.face.executor
    command = executor.commands["raise-issue-from-cause"]
    actor = Actor("system", "system")
    id = "00000000-0000-0000-0000-000000000001"
    outcome = executor.execute(Order(command, cause, actor, executor.clock.now(), id))
    row = supervision.get(f"/views/issue-ledger/i?at={outcome.position}").json["row"]
    assert isinstance(row["copied"], list)
    assert supervision.get("/views/issue-ledger?sort=copied").status_code == 422


def test_a_position_that_the_log_has_not_reached_is_not_waited_for(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    assert finance.get("/views/fund-ledger?at=1").status_code == 200
    answer = finance.get("/views/fund-ledger?at=2")
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "at")


def test_totals_are_those_of_every_row_under_the_filters(finance: Served) -> None:
    for id, year, fen in (("a", 2023, 100), ("b", 2024, 20), ("c", 2024, 3)):
        fund(finance, id, year, fen)
    told = finance.get("/totals/fund-ledger?year=2024").json
    assert (told["rows"], told["sums"]["appropriated_fen"]) == (2, 23)
    assert "year" not in told["sums"]
    assert told["values"]["source"] == [{"value": "city", "title": "市", "rows": 2}]
    assert finance.get(f"/totals/fund-ledger?year=2024&as_of={told['position']}").json == told
    before = finance.get("/totals/fund-ledger?as_of=2").json
    assert (before["rows"], before["sums"]["appropriated_fen"]) == (1, 100)


def test_totals_count_what_the_caller_may_see(supervision: Served) -> None:
    for id, town in (("a", "taoluo"), ("b", "taoluo"), ("c", "zhaoxian")):
        raise_issue(supervision, id, town)
    seen = supervision.get("/totals/issue-ledger", by="taoluo").json
    assert seen["rows"] == 2
    assert seen["values"]["town"] == [{"value": "taoluo", "title": "涛雒镇", "rows": 2}]
    assert supervision.get("/totals/nothing").status_code == 404
    assert supervision.get("/totals/issue-ledger?colour=red").status_code == 422
