"""Cells that are not what their values say, in files as spreadsheet programs write them."""

import zipfile

import pytest

from shared.face.imports.marks import Mark, marks_of
from shared.face.workers import Declined
from tests.unit.imports.books import FUNDS, MUST, OFFERED, ROW, add, edited, sheet, taken, workbook

SHEET = "xl/worksheets/sheet1.xml"
FEES = OFFERED["fees"]
FEE_HEADINGS = [
    "票据编号", "镇", "收缴单位", "缴费人", "收缴日期", "未指定用途（分）", "国家指定用途（分）",
    "县级分成（万分之一）", "镇级分成（万分之一）",
]  # fmt: skip


def fee(receipt="fee-1", national=1_000_000):
    return [
        receipt,
        "涛雒镇",
        "市财政局",
        "演示-公司",
        "2024-03-05",
        8_000_000,
        national,
        4000,
        6000,
    ]


def bad(row):
    return [(title, zh) for _, title, zh, _ in row["bad"]]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"])
@pytest.mark.parametrize("formula", ["", "<f>B9/0</f>"])
def test_an_error_cell_is_bad_and_named(tmp_path, error, formula):
    path = sheet(tmp_path / "x.xlsx", [FEE_HEADINGS, fee()])
    cell = '<c r="G2"><v>1000000</v></c>'
    wrong = f'<c r="G2" t="e">{formula}<v>{error}</v></c>'
    (row,) = taken(FEES, edited(path, SHEET, lambda xml: xml.replace(cell, wrong)))[1]
    ((title, zh),) = bad(row)
    assert title == "国家指定用途（分）" and error in zh


@pytest.mark.parametrize("result", ["", "<v></v>", "<v/>"])
def test_a_formula_without_a_result_is_bad_and_says_what_to_do(tmp_path, result):
    path = sheet(tmp_path / "x.xlsx", [FEE_HEADINGS, fee()])
    cell = '<c r="G2"><v>1000000</v></c>'
    wrong = f'<c r="G2"><f>SUM(A1:A2)</f>{result}</c>'
    (row,) = taken(FEES, edited(path, SHEET, lambda xml: xml.replace(cell, wrong)))[1]
    assert bad(row) == [("国家指定用途（分）", "公式没有结果，请在表格软件中打开并保存")]


def test_a_formula_whose_result_is_no_text_is_an_empty_cell(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [FEE_HEADINGS, fee()])
    cell = '<c r="G2"><v>1000000</v></c>'
    empty = '<c r="G2" t="str"><f>IF(1,"")</f><v></v></c>'
    (row,) = taken(FEES, edited(path, SHEET, lambda xml: xml.replace(cell, empty)))[1]
    assert row["bad"] == [] and "national_component_fen" not in row["data"]


def test_a_formulas_result_is_taken(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        add(book, "本次", [FEE_HEADINGS, fee()]).write_formula("G2", "=1+1", None, 2_000_000)
    (row,) = taken(FEES, tmp_path / "x.xlsx")[1]
    assert (row["data"]["national_component_fen"], row["bad"]) == (2_000_000, [])


def test_a_row_of_nothing_but_an_error_is_no_empty_row(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [MUST, ROW])
    more = '</row><row r="3"><c r="B3" t="e"><v>#REF!</v></c></row></sheetData>'
    rows = taken(FUNDS, edited(path, SHEET, lambda x: x.replace("</row></sheetData>", more)))[1]
    assert [r["row"] for r in rows] == [2, 3]
    assert ("资金名称", "单元格为错误值 #REF!，请改正公式或填写数值") in bad(rows[1])


def test_a_long_number_in_a_text_column_is_bad(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [FEE_HEADINGS, fee(37110224001234567890)])
    (row,) = taken(FEES, path)[1]
    assert bad(row) == [("票据编号", "超过 15 位，请以文本格式填写")]
    (row,) = taken(FEES, sheet(path, [FEE_HEADINGS, fee("37110224001234567890")]))[1]
    assert row["data"]["receipt"] == "37110224001234567890"


@pytest.mark.parametrize(
    ("code", "shown"),
    [("000000", "000007"), ('"fee-"000', "fee-007"), ('0"号"', "7号"), (r"\A00", "A07")],
)
def test_a_number_shown_as_something_else_is_told(tmp_path, code, shown):
    with workbook(tmp_path / "x.xlsx") as book:
        made = add(book, "本次", [FEE_HEADINGS, fee()])
        made.write_number("A2", 7, book.add_format({"num_format": code}))
    (row,) = taken(FEES, tmp_path / "x.xlsx")[1]
    ((title, zh),) = bad(row)
    assert title == "票据编号" and f"“{shown}”" in zh


@pytest.mark.parametrize("code", ["0", "0_ ", "General", "@", "#,##0", "0;[Red]0", '#,##0"元"'])
def test_a_number_shown_by_its_digits_is_taken(tmp_path, code):
    with workbook(tmp_path / "x.xlsx") as book:
        made = add(book, "本次", [FEE_HEADINGS, fee()])
        made.write_number("A2", 7, book.add_format({"num_format": code}))
    (row,) = taken(FEES, tmp_path / "x.xlsx")[1]
    assert (row["data"]["receipt"], row["bad"]) == ("7", [])


def test_zeros_before_an_amount_change_nothing(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        made = add(book, "本次", [FEE_HEADINGS, fee()])
        made.write_number("G2", 7, book.add_format({"num_format": "000000"}))
    (row,) = taken(FEES, tmp_path / "x.xlsx")[1]
    assert (row["data"]["national_component_fen"], row["bad"]) == (7, [])


def test_cells_that_a_merged_one_covers_are_bad_and_a_merged_title_is_not(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        made = add(book, "本次", [[], MUST, ROW, ["f-2", *ROW[1:]]])
        made.merge_range("A1:E1", "资金登记表")
        made.merge_range("B3:B4", "演示")
    first, second = taken(FUNDS, tmp_path / "x.xlsx")[1]
    assert first["bad"] == []
    assert [(title, "B3:B4" in zh) for title, zh in bad(second)] == [("资金名称", True)]


def test_merged_cells_that_lie_over_each_other_are_refused(tmp_path):
    """Twenty thousand that cover the whole sheet would be gone through cell by cell."""
    path = sheet(tmp_path / "x.xlsx", [MUST, ROW, ["f-2", *ROW[1:]]])
    covering = '<mergeCell ref="A1:XFD1048576"/>'
    merged = f"<mergeCells>{covering}{covering}</mergeCells>"
    edited(path, SHEET, lambda xml: xml.replace("</sheetData>", f"</sheetData>{merged}"))
    with pytest.raises(Declined) as no:
        taken(FUNDS, path)
    assert "重叠" in no.value.why.zh


def test_cells_need_not_say_where_they_are(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [MUST, ["f-1", 7, "市", "专项转移支付", 2024]])
    bare = '<row><c/><c t="e"><v>#REF!</v></c></row>'
    edited(path, SHEET, lambda xml: xml.replace("</sheetData>", f"{bare}</sheetData>"))
    with zipfile.ZipFile(path) as book:
        assert marks_of(book, "本次").cells == {3: {2: Mark("error", "#REF!")}}


def test_noise_of_formulas_is_taken_off(tmp_path):
    parcels = OFFERED["parcels"]
    headings = ["地块编号", "镇", "类别", "用途", "面积（平方米）", "存量起始日期", "权属"]
    rows = [["p-1", "涛雒镇", "闲置", "工业", 13333.330000000002, "2023-06-30", "国有"]]
    (row,) = taken(parcels, sheet(tmp_path / "x.xlsx", [headings, *rows]))[1]
    assert (row["data"]["area"], row["bad"]) == ("13333.33", [])


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (1234.5600000000002, 1_234_560_000),
        (0.30000000000000004, 300_000),
        (17.369999999999997, 17_370_000),
    ],
)
def test_an_amount_may_stand_in_the_clerks_unit_alone(tmp_path, cell, fen):
    path = sheet(tmp_path / "x.xlsx", [["资金编号", "金额（万元）"], ["f-1", cell]])
    (row,) = taken(OFFERED["appropriations"], path)[1]
    assert (row["data"]["amount_fen"], row["bad"]) == (fen, [])


def test_what_is_wrong_is_told_of_the_column_that_was_filled(tmp_path):
    path = sheet(
        tmp_path / "x.xlsx", [["资金编号", "金额（万元）"], ["f-1", 0.00000001], ["f-2", ""]]
    )
    first, second = taken(OFFERED["appropriations"], path)[1]
    assert [title for title, _ in bad(first)] == ["金额（万元）"]
    assert second["under"] == {"amount_fen": "金额（万元）"}


def test_columns_that_no_sheet_has_are_not_hidden(tmp_path):
    cols = '<cols><col min="-100000" max="2" hidden="1"/></cols><sheetData>'
    path = sheet(tmp_path / "x.xlsx", [MUST, ROW])
    with zipfile.ZipFile(edited(path, SHEET, lambda xml: xml.replace("<sheetData>", cols))) as book:
        assert marks_of(book, "本次").hidden_columns == {1, 2}
