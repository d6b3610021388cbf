"""A figure as a table: words at its side and head, exact numbers, and where their rows are."""

import hashlib
import re
from importlib.resources import files
from typing import Any

import pytest

from shared.workbench.figures.sketch import measures, sketch
from shared.workbench.figures.table import table_of
from shared.workbench.rendering import environment
from shared.workbench.static_files import echarts

ECHARTS_6_1 = "28515f26aa57f87eb1e4ed4eb446927eaf329b5f5e02b4bfd4b0264fea40d1da"
"""Of dist/echarts.esm.min.js as ECharts' authors publish it."""
TOWN = {"name": "town", "title": "镇", "type": "string", "kind": "town", "months": False}
COUNTY = {**TOWN, "name": "county", "title": "区县", "kind": "county"}
STAGE = {
    "name": "stage", "title": "环节", "type": "string", "months": False,
    "words": {"applied": "已申报", "admitted": "在库"},
}  # fmt: skip
PAID = {"name": "paid_fen", "title": "拨付（分）", "type": "integer", "unit": "fen"}
READY = {"name": "ready", "title": "要素齐备", "type": "boolean", "kind": "flag"}


def told(by: list[Any], marks: list[Any], adds: list[Any] | None = None, **more: Any) -> Any:
    return {
        "name": "f", "title": "图", "clause": "", "view": "ledger", "view_title": "台账",
        "kind": "grouped", "by": by, "adds": adds or [], "counts": "件数", "where": {},
        "marks": marks, **more,
    }  # fmt: skip


def mark(at: list[Any], rows: int = 1, values: tuple[Any, ...] = (), **filters: Any) -> Any:
    return {"at": at, "rows": rows, "values": list(values), "filters": filters}


def test_places_stand_as_the_registry_has_them_and_words_as_they_are_declared() -> None:
    marks = [
        mark(["jufeng", "admitted"], 2, town="jufeng", stage="admitted"),
        mark(["taoluo", "applied"], 3, town="taoluo", stage="applied"),
    ]
    table = table_of("projects", told([TOWN, STAGE], marks), {})
    assert (table.shape, table.head) == ("stacked", ["已申报", "在库"])
    assert [s.title for s in table.sides] == ["涛雒镇", "巨峰镇"]
    assert [c.said for c in table.sides[0].cells] == ["3", ""]
    assert table.sides[0].cells[0].path == "/ledgers/projects/ledger?town=taoluo&stage=applied"
    assert table.sides[1].whole and table.sides[1].whole.path.endswith("?town=jufeng")


def test_money_is_told_in_ten_thousand_yuan_and_every_fen_counts() -> None:
    marks = [mark(["taoluo"], 2, (123_456_789,), town="taoluo")]
    table = table_of("finance", told([TOWN], marks, [PAID]), {})
    (cell,) = table.sides[0].cells
    assert (table.unit, table.head, cell.said, cell.number) == (
        "万元",
        ["拨付"],
        "123.46",
        123.4568,
    )


def test_what_is_true_leads_to_the_rows_of_which_it_is() -> None:
    table = table_of(
        "projects", told([TOWN], [mark(["taoluo"], 5, (2,), town="taoluo")], [READY]), {}
    )
    assert table.sides[0].cells[0].path == "/ledgers/projects/ledger?town=taoluo&ready=true"


def test_months_without_a_row_are_shown_empty() -> None:
    month = {"name": "on", "title": "日期", "type": "date", "kind": "date", "months": True}
    marks = [
        mark(["2025-12", "taoluo"], 1, on__gte="2025-12-01", town="taoluo"),
        mark(["2026-02", "taoluo"], 2, on__gte="2026-02-01", town="taoluo"),
    ]
    table = table_of("projects", told([month, TOWN], marks), {})
    assert [(s.title, s.cells[0].said) for s in table.sides] == [
        ("2025-12", "1"), ("2026-01", ""), ("2026-02", "2"),
    ]  # fmt: skip
    assert (table.shape, table.corner) == ("months", "月份")


def test_what_is_absent_is_said_and_found_by_a_word() -> None:
    table = table_of("finance", told([TOWN], [mark([""], 4, town="")]), {}, as_of="2026-03-01")
    assert table.sides[0].title == "未填"
    assert table.sides[0].cells[0].path.endswith("?town=%E6%9C%AA%E5%A1%AB&as_of=2026-03-01")


def test_a_ranking_names_its_rows() -> None:
    thing = {
        "name": "project",
        "title": "项目",
        "type": "string",
        "reference": "project",
        "months": False,
    }
    marks = [mark(["p-1"], 1, (130,), entry="p-1:x")]
    table = table_of("projects", told([thing], marks, kind="ranked"), {("project", "p-1"): "码头"})
    assert [(s.title, s.cells[0].said) for s in table.sides] == [("码头", "130")]
    assert (table.shape, table.unit) == ("ranked", "%")


def test_the_sketch_colours_each_place_by_its_share_of_the_most() -> None:
    marks = [
        mark([town], n, town=town) for town, n in (("taoluo", 8), ("jufeng", 1), ("chaohe", 5))
    ]
    (measure,) = measures([table_of("projects", told([TOWN], marks), {})])
    drawn = {town.id: town for town in sketch(measure).towns}
    assert len(drawn) == 4 and len(sketch(measure).counties) == 4
    assert [drawn[t].word for t in ("taoluo", "chaohe", "jufeng")] == ["高", "较高", "低"]
    assert drawn["zhaoxian"].cell is None
    assert [one.id for one in sketch(measure).listed] == ["taoluo", "chaohe", "jufeng"]
    assert all(one.town for one in sketch(measure).listed)
    assert not any(one.town for one in sketch(measure).counties)


STYLES = files("shared.workbench").joinpath("static/workbench.css").read_text(encoding="utf-8")


def colour(name: str, level: int) -> str:
    """In which the style sheet fills something on an area of a level."""
    [dark] = re.findall(rf"text\.{name} \{{[^}}]* fill: (#\w+)", STYLES) or ["#1c2430"]
    own = [
        fill
        for selectors, fill in re.findall(r"^([^{}]*) \{ fill: (#\w+)", STYLES, re.MULTILINE)
        if f"text.{name}.level-{level}" in selectors.split(", ")
    ]
    return "".join(own) or dark


def luminance(colour: str) -> float:
    """As WCAG 2.2 has it."""
    full = "".join(2 * one for one in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = (int(full[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("name", ["name", "of-town"])
@pytest.mark.parametrize("level", range(5))
def test_what_a_place_is_called_stands_out_from_its_colour(name: str, level: int) -> None:
    [area] = re.findall(rf"^\.level-{level} \{{ fill: (#\w+)", STYLES, re.MULTILINE)
    less, more = sorted((luminance(area), luminance(colour(name, level))))
    assert (more + 0.05) / (less + 0.05) >= 4.5


def test_the_name_of_a_county_is_drawn_for_the_colour_of_its_area() -> None:
    (measure,) = measures([table_of("projects", told([COUNTY], [mark(["juxian"], 3)]), {})])
    draw: Any = environment(str).get_template("figures.html").module
    drawn = draw.sketched(sketch(measure), [measure], measure, "")
    assert 'class="county level-4"' in drawn
    assert 'class="name level-4">莒县' in drawn
    assert drawn.count('class="name level-off"') == 3


def test_the_wheel_ships_echarts_as_its_authors_publish_it() -> None:
    found = echarts().joinpath("echarts.esm.min.js").read_bytes()
    assert hashlib.sha256(found).hexdigest() == ECHARTS_6_1
