"""What a spreadsheet program copies, or a service read of a file, becomes the cells that it had."""

import io
import json
from contextlib import nullcontext
from hashlib import sha256

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest
from werkzeug.formparser import parse_form_data
from werkzeug.test import EnvironBuilder

from shared.workbench.importing.grid import MOST_BYTES, MOST_CELLS, Grid, pasted, posted
from shared.workbench.importing.mended import Mended
from shared.workbench.importing.sent import NotSent, sent

TEMPLATE = {"columns": [{"title": title, "beside": None} for title in ("编号", "说明", "备注")]}


def rows(text: str) -> list[list[str]]:
    return [list(row) for row in pasted(TEMPLATE, text).rows]


def test_each_line_is_a_row_and_each_tab_begins_a_cell() -> None:
    assert rows("a\t乙\t丙\r\nb\t\t丁\r\n") == [["a", "乙", "丙"], ["b", "", "丁"]]
    assert rows("a\n\n\t \nb") == [["a", "", ""], ["b", "", ""]], "empty lines are none"


def test_its_own_heads_order_the_cells() -> None:
    assert rows("备注\t编号\n丙\ta") == [["a", "", "丙"]]


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    assert rows('a\t"一行\n又称""甲""\n三行"\t丙\nb\t乙\t丁') == [
        ["a", '一行\n又称"甲"\n三行', "丙"],
        ["b", "乙", "丁"],
    ]


def test_marks_that_a_clerk_typed_stay() -> None:
    assert rows('a\t"甲"地块\t5" 管\nb\t"乙"\t"') == [
        ["a", '"甲"地块', '5" 管'],
        ["b", '"乙"', '"'],
    ]


def test_both_units_of_a_column_stay_where_both_are_given() -> None:
    """Else what disagrees would be imported unseen."""
    template = {
        "columns": [{"title": "面积（平方米）", "beside": "面积（亩）"}, *TEMPLATE["columns"]]
    }
    both = pasted(template, "面积（亩）\t编号\t面积（平方米）\n2\ta\t1")
    assert list(both.heads[:2]) == ["面积（平方米）", "面积（亩）"]
    assert list(both.rows[0][:3]) == ["1", "2", "a"]
    assert pasted(template, "a").heads[0] == "面积（亩）"


def cells(whole: bool, *rows: int) -> dict[str, object]:
    told = [{"row": n, "texts": [f"甲{n}", ""]} for n in rows]
    return {"headings": ["编号", "说明"], "whole": whole, "rows": told}


def sent_back(grid: Grid, **changed: str) -> Grid:
    form = MultiDict([("head", h) for h in grid.heads])
    form["numbers"] = ",".join(map(str, grid.numbers))
    form["part"] = "1" if grid.part else ""
    for row in grid.rows:
        for place, text in enumerate(row):
            form.add(f"c{place}", changed.get(text, text))
    return posted(TEMPLATE, form)


def test_rows_that_were_read_keep_their_numbers_on_the_page_and_in_the_sheet() -> None:
    """A reason names the row that the clerk sees, in the grid and in the file."""
    read = Grid.empty(TEMPLATE).read(cells(True, 4, 9))
    marked = read.marked([{"row": 9, "column": "说明", "message_zh": "缺"}])
    assert (marked.wrong(1, "说明"), marked.wrong(0, "说明")) == ("缺", "")
    back = sent_back(read, 甲9="乙")
    assert (back.numbers, back.rows) == ([4, 9], [["甲4", ""], ["乙", ""]])


def test_rows_that_were_mended_stay_beside_the_bad_ones_that_are_told_next() -> None:
    first = Grid((), (), part=True).read(cells(False, 7, 900))
    again = sent_back(first, 甲7="乙").read(cells(False, 900, 950))
    assert again.mends() == {
        7: {"编号": "乙", "说明": ""},
        900: {"编号": "甲900", "说明": ""},
        950: {"编号": "甲950", "说明": ""},
    }
    many = again.read(cells(False, *range(1000, 1000 + MOST_CELLS)))
    assert many.fits and many.mends().keys() >= {7, 900, 950}
    assert many.left_out([{"row": 4999}]) and not many.left_out([{"row": 7}])


def test_few_rows_with_more_text_than_a_form_takes_are_a_part_of_their_file() -> None:
    """Else the page would be refused as too big when it is sent back."""
    long = "长" * (MOST_BYTES // 3 // 4)
    told = {**cells(True), "rows": [{"row": n, "texts": [long, ""]} for n in range(2, 9)]}
    none = Grid((), (), part=True).read(told, [])
    assert none.part and none.fits and not none.rows
    bad = [{"row": n, "column": "编号"} for n in (3, 3, 5, 6, 7, 8)]
    part = none.read(told, bad)
    assert part.part and part.fits and [*part.mends()] == [3, 5, 6, 7] and part.left_out(bad)
    mended = sent_back(part, **{long: "短"}).read(told, [{"row": 8, "column": "编号"}])
    assert [*mended.mends()] == [3, 5, 6, 7, 8] and mended.mends()[3]["编号"] == "短"


def test_pasted_text_that_a_page_could_not_send_back_is_refused_with_what_to_do() -> None:
    text = "长" * (MOST_BYTES // 3 + 1)
    request = EnvironBuilder(method="POST", data={"pasted": f"{text}\t乙"}).get_request()
    request.max_form_memory_size = 2 * MOST_BYTES
    with pytest.raises(NotSent, match="3 MB.*上传文件"):
        sent(TEMPLATE, request)


@pytest.mark.parametrize("numbers", ["", "7", "900,7", "7,7", "1,7", "7,9999999", "7,x"])
def test_a_part_of_a_file_is_never_taken_for_the_whole(numbers: str) -> None:
    form = MultiDict([("head", "编号"), ("c0", "a"), ("c0", "b"), ("part", "1")])
    form["numbers"] = numbers
    with pytest.raises(BadRequest):
        posted(TEMPLATE, form)


def test_cells_stay_under_their_head_where_the_template_has_lost_one_meanwhile() -> None:
    form = MultiDict([("head", "编号"), ("head", "旧栏"), ("head", "备注")])
    form.update({"c0": "a", "c1": "旧", "c2": "丙"})
    back = posted(TEMPLATE, form)
    assert (back.heads, back.rows) == (["编号", "备注"], [["a", "丙"]])


@pytest.mark.parametrize(("cells", "goes_on"), [(100, True), (0, False)])
def test_what_was_mended_goes_to_no_service_that_would_take_the_file_as_it_is(
    cells: int, goes_on: bool
) -> None:
    """As one does whose release has been taken back since the file was tried."""
    form = {
        "head": "编号",
        "c0": "乙",
        "numbers": "7",
        "part": "1",
        "_file": sha256(b"PK").hexdigest(),
    }
    builder = EnvironBuilder(method="POST", data={**form, "file": (io.BytesIO(b"PK"), "x.xlsx")})
    with nullcontext() if goes_on else pytest.raises(NotSent) as no:
        given = sent({**TEMPLATE, "cells": cells}, builder.get_request())
        assert isinstance(given.sheet, Mended)
    assert goes_on or no.value.grid.mends() == {7: {"编号": "乙"}}


def test_a_file_and_what_was_mended_of_it_are_one_form() -> None:
    file, mends = b"PK" * 50_000, {7: {"编号": "乙\r\n--"}}
    body = Mended(io.BytesIO(file), mends)
    sent = b"".join(body)
    assert len(sent) == len(body)
    environ = {"CONTENT_TYPE": body.content_type, "CONTENT_LENGTH": str(len(body))}
    files = parse_form_data({**environ, "wsgi.input": io.BytesIO(sent), "REQUEST_METHOD": "POST"})[
        2
    ]
    assert [*files] == ["file", "mended"] and files["file"].read() == file
    assert json.loads(files["mended"].read()) == {"7": mends[7]}
