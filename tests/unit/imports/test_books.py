"""Which sheet of a workbook is read, which of its rows, and what is said of other files."""

import zipfile

import pytest

from shared.face.workers import Declined
from tests.unit.imports.books import FUNDS, MUST, OFFERED, ROW, add, edited, sheet, taken, workbook


def other(id):
    return [id, *ROW[1:]]


def declined(template, path):
    with pytest.raises(Declined) as no:
        taken(template, path)
    assert no.value.why.zh and str(no.value)
    return no.value.why.zh


def test_a_hidden_sheet_in_front_is_left_alone_and_named(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        add(book, "上月", [MUST, other("old")]).hide()
        add(book, "更早", [MUST, other("older")]).very_hidden()
        add(book, "本次", [MUST, other("new")]).activate()
        book.worksheets_objs[0].activesheet = 2
    said, rows = taken(FUNDS, tmp_path / "x.xlsx")
    assert [r["data"]["fund"] for r in rows] == ["new"]
    assert (said["sheet"], said["other_sheets"], said["rows"]) == ("本次", ["上月", "更早"], 1)


def test_a_cover_and_a_chart_in_front_are_passed_over(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        add(book, "封面", [["资金登记"], ["填报单位：市财政局"]])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=本次!$E$2:$E$2"})
        book.add_chartsheet("图").set_chart(chart)
        add(book, "本次", [MUST, ROW])
    said, rows = taken(FUNDS, tmp_path / "x.xlsx")
    assert (said["sheet"], len(rows)) == ("本次", 1)


def test_two_sheets_that_are_filled_in_are_named_and_neither_is_taken(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        add(book, "一月", [MUST, ROW])
        add(book, "二月", [MUST, other("f-2")])
    told = declined(FUNDS, tmp_path / "x.xlsx")
    assert "一月、二月" in told


def test_of_two_sheets_the_one_that_is_filled_in_is_taken(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        add(book, "空表", [MUST])
        add(book, "本次", [MUST, ROW])
    assert taken(FUNDS, tmp_path / "x.xlsx")[0]["sheet"] == "本次"


def test_the_only_sheet_that_is_filled_in_being_hidden_is_said(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        add(book, "封面", [["资金登记"]])
        add(book, "本次", [MUST, ROW]).hide()
    told = declined(FUNDS, tmp_path / "x.xlsx")
    assert "本次" in told and "隐藏" in told


def test_a_sheet_of_another_template_is_recognised(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [["资金编号", "金额（万元）"], ["f-1", 1]])
    told = declined(FUNDS, path)
    assert "预算安排" in told and "appropriations" in told and "资金登记" in told


def test_no_headings_anywhere_names_the_sheets_that_were_looked_at(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        add(book, "封面", [["资金登记"]])
        add(book, "备注", [["无"]])
    told = declined(FUNDS, tmp_path / "x.xlsx")
    assert "封面、备注" in told and "资金编号" in told


def test_missing_columns_are_all_named_with_those_that_are_there(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [["资金编号", "资金名称", "年度"], ["f-1", "演示", 2024]])
    told = declined(FUNDS, path)
    assert "缺少列：来源、性质" in told and "现有：资金编号、资金名称、年度" in told
    path = sheet(tmp_path / "x.xlsx", [["资金编号", "文号"], ["f-1", "1号"]])
    assert "金额（分） 或 金额（万元）" in declined(OFFERED["appropriations"], path)


def test_rows_that_a_filter_hides_are_taken_and_counted(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        made = add(book, "本次", [MUST, ROW, other("f-2"), other("f-3")])
        made.autofilter("A1:E4")
        made.set_row(2, options={"hidden": True})
        made.set_row(3, options={"hidden": True})
        made.set_column("B:C", None, None, {"hidden": True})
    said, rows = taken(FUNDS, tmp_path / "x.xlsx")
    assert [r["data"]["fund"] for r in rows] == ["f-1", "f-2", "f-3"]
    assert (said["rows"], said["hidden_rows"]) == (3, 2)
    assert said["hidden_columns"] == ["资金名称", "来源"]


@pytest.mark.parametrize("blank", ["", " ", "　", "\u200b", "\ufeff \xa0"])
def test_a_row_with_only_blanks_is_passed_over(tmp_path, blank):
    path = sheet(tmp_path / "x.xlsx", [MUST, ROW, ["", blank], other("f-2")])
    assert [r["row"] for r in taken(FUNDS, path)[1]] == [2, 4]


def test_headings_are_known_in_every_spelling(tmp_path):
    spelled = [
        " 资金编号",
        "资金\n名称",
        "来源\u200b",
        "性质",
        "年　度",
        "是否涉农资金",
        "金额(万元)",
    ]
    path = sheet(tmp_path / "x.xlsx", [spelled[:6], [*ROW, "是"]])
    assert taken(FUNDS, path)[1][0]["data"]["agricultural"] is True
    path = sheet(tmp_path / "x.xlsx", [[spelled[0], spelled[6]], ["f-1", 1]])
    assert taken(OFFERED["appropriations"], path)[1][0]["data"]["amount_fen"] == 1_000_000


def test_two_spellings_of_one_heading_stand_twice(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [["资金编号", "金额（分）", "金额(分)"], ["f-1", 1, 2]])
    assert "重复" in declined(OFFERED["appropriations"], path)


@pytest.mark.parametrize("headings", [[*MUST, ""], MUST])
def test_something_under_no_heading_is_told_with_its_place(tmp_path, headings):
    path = sheet(tmp_path / "x.xlsx", [headings, ROW, [*other("f-2"), "备用"]])
    told = declined(FUNDS, path)
    assert "第 F 列没有标题" in told and "第 3 行" in told


def test_a_blank_under_no_heading_is_nothing(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [MUST, [*ROW, " "]])
    assert taken(FUNDS, path)[0]["rows"] == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空文件"),
        ("资金编号,资金名称\nf-1,演示\n".encode("gbk"), "CSV 文件（GBK"),
        ("资金编号,资金名称\nf-1,演示\n".encode() * 300, "CSV 文件（UTF-8"),
        ("资金编号\tf-1".encode("utf-16"), "CSV 文件（UTF-16"),
        (b"\xef\xbb\xbf<html><table></table></html>", "网页"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "取消密码"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04cut", "残缺"),
        (b"\0\1\2\3", "无法识别"),
    ],
)
def test_what_is_no_xlsx_is_named_and_says_what_to_do(tmp_path, content, says):
    path = tmp_path / "x"
    path.write_bytes(content)
    told = declined(FUNDS, path)
    assert says in told and "另存为 .xlsx" in told


def test_a_sheet_that_is_not_what_its_archive_says_is_damaged(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [MUST, ROW])
    edited(path, "xl/worksheets/sheet1.xml", lambda xml: xml + " ")  # kept as it is
    path.write_bytes(path.read_bytes().replace(b"<sheetData>", b"<sheetdata>"))
    assert "已损坏" in declined(FUNDS, path)


def test_a_word_document_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<document/>")
    assert "Word 文档" in declined(FUNDS, tmp_path / "x.docx")


def test_a_cell_far_away_is_told_before_room_is_made(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        add(book, "本次", [MUST, ROW]).write(1_048_575, 16_383, "x")
    assert "过远" in declined(FUNDS, tmp_path / "x.xlsx")
