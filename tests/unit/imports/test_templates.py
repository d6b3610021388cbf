"""Every template that a service offers: its empty sheet, its example, and back again."""

import pytest
from python_calamine import CalamineWorkbook

from shared.face.imports.blank import write_blank
from shared.face.workers import Declined
from shared.schemas.marshalling import load
from tests.unit.imports.books import FUNDS, MUST, ROW, TEMPLATES, sheet, taken

each = pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)


def blank(template, path):
    write_blank(
        template.title, template.columns, dict(template.example), list(template.notes), path
    )
    return CalamineWorkbook.from_path(path)


def rows(template, path, content_type=""):
    return taken(template, path, content_type)[1]


@each
def test_an_empty_sheet_has_the_headings_and_explains_each(template, tmp_path):
    book = blank(template, tmp_path / "blank.xlsx")
    (headings,) = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    told = book.get_sheet_by_index(1).to_python(skip_empty_area=False)
    assert headings == [t for c in template.columns for t in (c.title, c.beside) if t]
    assert [line[0] for line in told[1 : len(headings) + 1]] == headings
    assert [line[0] for line in told[len(headings) + 2 :]] == list(template.notes)


@each
def test_the_example_filled_in_is_the_example(template, tmp_path):
    book = blank(template, tmp_path / "blank.xlsx")
    headings = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[0]
    told = book.get_sheet_by_index(1).to_python(skip_empty_area=False)
    example = [line[3] for line in told[1 : len(headings) + 1]]
    (row,) = rows(template, sheet(tmp_path / "filled.xlsx", [headings, example]))
    assert (row["data"], row["bad"]) == (dict(template.example), [])
    load(template.data, template.shape(row["data"]))


@each
def test_an_empty_sheet_has_nothing_to_take(template, tmp_path):
    blank(template, tmp_path / "blank.xlsx")
    with pytest.raises(Declined) as declined:
        rows(template, tmp_path / "blank.xlsx")
    assert "没有数据行" in declined.value.why.zh


def test_rows_bear_their_numbers_in_the_sheet(tmp_path):
    lines = [["资金登记表"], [], MUST, ROW, [], ["f-2", *ROW[1:]]]
    found = rows(FUNDS, sheet(tmp_path / "x.xlsx", lines))
    assert [(r["row"], r["data"]["fund"]) for r in found] == [(4, "f-1"), (6, "f-2")]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([["甲"], ["乙"]], "找不到标题行"),
        ([[*MUST, "备注"], ROW], "备注"),
        ([[*MUST, "年度"], ROW], "年度"),
        ([MUST[:4], ROW[:4]], "缺少列：年度"),
        ([MUST], "没有数据行"),
        ([MUST, ["", " ", "\u200b"]], "没有数据行"),
        ([], "找不到标题行"),
    ],
)
def test_a_sheet_of_another_kind_is_refused_whole(tmp_path, lines, says):
    with pytest.raises(Declined) as declined:
        rows(FUNDS, sheet(tmp_path / "x.xlsx", lines))
    assert says in declined.value.why.zh


@pytest.mark.parametrize("content", [b"", b"not a sheet", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_sheet_is_refused(tmp_path, content):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(Declined) as declined:
        rows(FUNDS, path)
    assert "XLSX" in declined.value.why.zh


def test_more_rows_than_one_append_takes_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("shared.face.imports.sheet.MOST_ROWS", 1)
    with pytest.raises(Declined) as declined:
        rows(FUNDS, sheet(tmp_path / "x.xlsx", [MUST, ROW, ["f-2", *ROW[1:]]]))
    assert "拆分" in declined.value.why.zh


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("shared.face.imports.upload._UNPACKED", 100)
    with pytest.raises(Declined) as declined:
        rows(FUNDS, sheet(tmp_path / "x.xlsx", [MUST, ROW]))
    assert "过大" in declined.value.why.zh


def test_a_form_with_a_file_is_read_like_the_file(tmp_path):
    file = sheet(tmp_path / "x.xlsx", [MUST, ROW]).read_bytes()
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x.xlsx"\r\n\r\n'
    form = tmp_path / "form"
    form.write_bytes(head + file + b"\r\n--b--\r\n")
    (row,) = rows(FUNDS, form, "multipart/form-data; boundary=b")
    assert row["data"]["fund"] == "f-1"
    form.write_bytes(b"--b--\r\n")
    with pytest.raises(Declined):
        rows(FUNDS, form, "multipart/form-data; boundary=b")
