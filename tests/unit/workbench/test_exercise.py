"""政策兑现 laid over all there is: what was, what is silent, what never was, what nobody can say."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from werkzeug.datastructures import MultiDict

from shared.workbench.exercise.matrix import Cell, Line, lines, only, told
from shared.workbench.exercise.reading import chosen
from shared.workbench.exercise.sheet import sheet
from shared.workbench.exercise.words import SHOWN, figures, word

TODAY = date(2026, 11, 26)
FRAME: dict[str, Any] = {
    "clauses": [
        {"id": "RZ-2.2.c", "zh": "转移支付", "rule_of": "", "leads": [{"name": "市财政局"}],
         "towns": ["taoluo", "chaohe"]},
        {"id": "RZ-2.2.a", "zh": "镇级国库", "rule_of": "", "leads": [{"name": "市财政局"}],
         "towns": ["chaohe"]},
    ],
    "towns": [
        {"id": "taoluo", "name": "涛雒镇", "county": "donggang", "pilot": True},
        {"id": "chaohe", "name": "潮河镇", "county": "wulian", "pilot": True},
    ],
}  # fmt: skip


def row(on: str, *, town: str = "taoluo", county: str = "", **more: Any) -> dict[str, Any]:
    return {
        "clause": "RZ-2.2.c", "town": town, "county": county, "acts": 1, "first_on": on,
        "first_by": "finance", "last_on": on, "last_recorded_on": on, "last_by": "finance", **more,
    }  # fmt: skip


def amount(fen: int, town: str = "taoluo") -> dict[str, Any]:
    return {
        "clause": "RZ-2.2.c", "town": town, "county": "", "money_fen": fen, "land": "12.50",
        "people": 2,
    }  # fmt: skip


def matrix(*ledger: dict[str, Any], amounts: Any = (), away: Any = None) -> list[Line]:
    return lines(FRAME, told(ledger, amounts, away or {}), ["taoluo", "chaohe"], TODAY, 90)


def states(made: list[Line]) -> dict[tuple[str, str], str]:
    return {(line.clause, cell.town): cell.state for line in made for cell in line.cells}


def test_what_was_never_done_stands_beside_what_was_and_what_holds_elsewhere_only():
    assert states(matrix(row("2026-11-01"))) == {
        ("RZ-2.2.c", "taoluo"): "live",
        ("RZ-2.2.c", "chaohe"): "never",
        ("RZ-2.2.a", "taoluo"): "outside",
        ("RZ-2.2.a", "chaohe"): "never",
    }


@pytest.mark.parametrize(("on", "state"), [("2026-08-28", "live"), ("2026-08-27", "silent")])
def test_after_so_many_days_a_sentence_is_silent(on: str, state: str):
    assert states(matrix(row(on)))["RZ-2.2.c", "taoluo"] == state


def test_the_parts_of_all_services_are_added_up():
    made = matrix(
        row("2026-01-01", last_by="housing"), row("2026-11-01", acts=3),
        amounts=[amount(500), amount(700)],
    )  # fmt: skip
    done = made[0].cells[0].told
    assert (done.acts, done.first_on, done.last_on) == (4, date(2026, 1, 1), date(2026, 11, 1))
    assert (done.money_fen, done.land, done.people) == (1200, Decimal(25), 4)
    assert dict(figures(done)) == {
        "资金": "12.00 元", "用地": "25 平方米", "人数": "4 人",
    }  # fmt: skip


def test_what_the_county_or_the_city_did_is_said_and_is_not_the_towns():
    of_county = matrix(row("2026-11-01", town="", county="donggang"))
    cell = of_county[0].cells[0]
    assert (cell.state, cell.place, word(cell, 90)) == ("above", "donggang", "区县已办，未及本镇")
    assert of_county[0].cells[1].state == "never"
    of_city = matrix(row("2026-11-01", town=""))
    assert [word(c, 90) for c in of_city[0].cells] == ["全市已办，未及本镇"] * 2


def test_nobody_says_never_while_the_service_that_would_know_is_away():
    made = matrix(row("2026-11-01"), away={"RZ-2.2.c": ("资金",)})
    assert states(made)["RZ-2.2.c", "chaohe"] == "away"
    assert (made[0].cells[0].state, made[0].cells[0].away) == ("live", ("资金",))
    assert states(made)["RZ-2.2.a", "chaohe"] == "never"


def test_a_sentence_that_binds_another_shows_that_ones_acts_and_counts_once():
    bound = {**FRAME["clauses"][0], "id": "RZ-2.2.x", "rule_of": "RZ-2.2.c"}
    frame = {**FRAME, "clauses": [*FRAME["clauses"], bound]}
    made = lines(frame, told([row("2026-11-01")], (), {}), ["taoluo", "chaohe"], TODAY, 90)
    assert made[2].cells[0].told.acts == 1
    assert [(c.clause, c.town) for c in only(made, "never")] == [
        ("RZ-2.2.c", "chaohe"), ("RZ-2.2.a", "chaohe"),
    ]  # fmt: skip


def test_an_address_is_read_and_what_can_not_be_read_is_told():
    args = MultiDict([("town", "taoluo"), ("as_of", "20260503"), ("show", "never")])
    asked = chosen(args, TODAY, SHOWN)
    assert (asked.towns, asked.on, asked.show) == (("taoluo",), date(2026, 5, 3), "never")
    assert asked.query == {"town": ["taoluo"], "as_of": "2026-05-03", "show": "never"}
    assert asked.past == {"as_of": "2026-05-03"}
    happened = chosen(MultiDict([*args.items(), ("by_day_of", "happened")]), TODAY, SHOWN)
    assert happened.past == {"effective": "2026-05-03"}
    assert happened.query == {**asked.query, "by_day_of": "happened"}
    wrong = chosen(MultiDict([("as_of", "昨天的昨天"), ("show", "nothing")]), TODAY, SHOWN)
    assert (wrong.as_of, wrong.show) == ("", "") and wrong.error.startswith("时光")


def test_the_file_has_words_for_states_and_numbers_for_numbers():
    made = matrix(row("2026-01-01"), amounts=[amount(3_000_000)])
    rows: list[tuple[Line, Cell]] = [(line, cell) for line in made for cell in line.cells]
    book = CalamineWorkbook.from_filelike(BytesIO(sheet(rows, 90, [("政策兑现", "全部条款")])))
    head, *cells = book.get_sheet_by_index(0).to_python()[2:]
    told_by_title = dict(zip(head, cells[0], strict=True))
    assert told_by_title["情形"] == "静默超过90天" and told_by_title["资金（万元）"] == 3
    assert (told_by_title["镇"], told_by_title["静默天数"]) == ("涛雒镇", 329)
    assert [row[4] for row in cells[1:]] == ["从未行使", "不适用", "从未行使"]
