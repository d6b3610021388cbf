"""XLSX read back by another library, and by its own XML where no library shows it."""

import zipfile
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from shared.face.exports.xlsx_file import TooManyRows, write_xlsx
from tests.unit.export.plots import FORMULAS, ledger, plot

_NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def written(tmp_path):
    def write(*rows, **more):
        path = tmp_path / "ledger.xlsx"
        assert write_xlsx(ledger(*rows, **more), path) == len(rows)
        return path

    return write


def cells(path):
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


def xml(path, part):
    with zipfile.ZipFile(path) as book:
        return ElementTree.fromstring(book.read(part))


def test_the_heading_says_what_when_and_how_filtered(written):
    found = cells(written(filter="镇＝taoluo"))
    assert [line[:2] for line in found[:4]] == [
        ["台账", "地块台账"],
        ["筛选条件", "镇＝taoluo"],
        ["数据时间", "2024-03-02 00:30:00"],
        ["日志位置", "用地保障 42"],
    ]


def test_values_come_back_as_what_they_are(written):
    found = cells(written(plot()))
    told = dict(zip(found[5], found[6], strict=True))
    assert told["已付（万元）"] == 1.23 and told["已付（分）"] == 1234567
    assert told["面积（亩）"] == 2.0 and told["面积（平方米）"] == 1333.33
    assert told["起"] == date(2024, 2, 29)
    assert told["查看时刻"] == datetime(2024, 3, 1, 0, 5)
    assert (told["在册"], told["标记"], told["编号"]) == ("是", "超期、缺件", "p-1")


@pytest.mark.parametrize("text", [*FORMULAS, "http://x.example", "_x0041_", "控\x01制", " 前后 "])
def test_text_stays_text(written, text):
    path = written(plot(town=text))
    assert cells(path)[6][1] == text
    assert xml(path, "xl/worksheets/sheet1.xml").findall(".//x:f", _NS) == []
    with zipfile.ZipFile(path) as book:
        assert not [name for name in book.namelist() if "rels" in name and "sheet1" in name]


def test_a_number_beyond_fifteen_digits_keeps_its_digits_as_text(written):
    assert cells(written(plot(paid_fen=12345678901234567)))[6][3] == "12345678901234567"


def test_a_text_that_no_cell_holds_says_where_the_whole_stands(written):
    cell = cells(written(plot(said={"finance": "同" * 40_000})))[6][-1]
    assert len(cell) == 32_767 and cell.endswith("全文见 CSV；cut here, whole in the CSV）")
    assert cells(written(plot(said={"finance": "同" * 32_000})))[6][-1].endswith("同")


def test_columns_have_widths_formats_and_a_frozen_header(written):
    path = written(plot())
    sheet = xml(path, "xl/worksheets/sheet1.xml")
    widths = [float(c.get("width", 0)) for c in sheet.findall(".//x:cols/x:col", _NS)]
    assert len(widths) >= 5 and all(width >= 8 for width in widths)
    pane = sheet.find(".//x:pane", _NS)
    assert pane is not None
    assert (pane.get("state"), pane.get("ySplit"), pane.get("xSplit")) == ("frozen", "6", "1")
    assert sheet.find("x:autoFilter", _NS).get("ref") == "A6:O7"
    codes = {f.get("formatCode") for f in xml(path, "xl/styles.xml").findall(".//x:numFmt", _NS)}
    assert {"yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"} <= codes


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("shared.face.exports.xlsx_file.MOST_ROWS", 7)
    with pytest.raises(TooManyRows):
        write_xlsx(ledger(plot("a"), plot("b"), plot("c")), tmp_path / "ledger.xlsx")
