"""What a spreadsheet program copies becomes the cells that it had."""

from shared.workbench.importing.grid import pasted

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
