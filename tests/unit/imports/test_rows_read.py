"""Whoever mends a sheet sees its rows as they were read."""

import json

import pytest

from shared.face.imports.import_run import BadRow, Taken
from shared.face.imports.mends import mends_of
from shared.face.imports.rows_read import rows_read
from shared.face.workers import Declined
from shared.policy.languages import Text
from tests.unit.imports.books import FUNDS, MUST, OFFERED, ROW, add, sheet, shown, taken, workbook


def test_texts_stand_under_the_sheets_own_headings_with_the_numbers_of_its_rows(tmp_path):
    path = sheet(tmp_path / "x.xlsx", [["（演示）"], [*MUST[::-1]], ROW[::-1], [], ["乱", "<b>"]])
    assert shown(FUNDS, path) == {
        3: ["2024", "专项转移支付", "市", "演示", "f-1"],
        5: ["乱", "<b>", "", "", ""],
    }


def test_an_id_is_shown_with_the_zeros_that_stand_before_it_and_an_amount_without(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        made = add(book, "本次", [["资金编号", "金额（万元）", "文号"]])
        zeros = book.add_format({"num_format": "0000"})
        for place in range(3):
            made.write_number(1, place, 12, zeros)
    assert shown(OFFERED["appropriations"], tmp_path / "x.xlsx") == {2: ["0012", "12", "0012"]}


def test_what_can_not_be_read_is_shown_as_a_word_that_is_refused_as_well(tmp_path):
    with workbook(tmp_path / "x.xlsx") as book:
        made = add(book, "本次", [MUST, ROW, ROW])
        made.merge_range("B2:B3", "演示")
        made.write_formula("E2", "=2000+24", value="")
        made.write_formula("E3", "=1/0", value="#DIV/0!")
    rows = shown(FUNDS, tmp_path / "x.xlsx").values()
    assert [row[1] for row in rows] == ["演示", "#合并B2:B3!"]
    assert [row[4] for row in rows] == ["#无结果!", "#DIV/0!"]


def test_of_more_rows_than_there_is_room_for_the_first_bad_ones_are_told(tmp_path):
    texts = tmp_path / "texts"
    texts.write_text("".join(f'{n}\t["甲{n}", ""]\n' for n in range(2, 102)), encoding="utf-8")
    taken = Taken(rows=100)
    for row in (7, 50, 90):
        taken.refuse(BadRow.of(row, "编号", "id", Text("", "")))

    def told(most, largest=10_000):
        found = rows_read(texts, ["编号", "备注"], taken, most, largest)
        return found["whole"], [row["row"] for row in found["rows"]]

    assert told(200) == (True, list(range(2, 102)))
    assert told(199) == (False, [7, 50, 90])
    assert told(5) == (False, [7, 50])
    assert told(200, largest=20) == (False, [7])


@pytest.mark.parametrize(
    "told", [b"", b"[]", b'{"x": {}}', b'{"2": ["a"]}', b'{"2": {"a": 1}}', b'{"2":' * 100_000]
)
def test_mends_are_texts_by_row_and_heading(told):
    with pytest.raises(Declined):
        mends_of(told)
    assert mends_of(json.dumps({"2": {"a": "b"}}).encode()) == {2: {"a": "b"}}


@pytest.mark.parametrize("names", ["", '; filename=""', '; filename="mended"'])
def test_what_was_mended_counts_however_a_form_carries_it(tmp_path, names):
    """Else the sheet would be imported as it is, and nobody told."""
    path = sheet(tmp_path / "x.xlsx", [MUST, ROW])
    said = b'--b\r\nContent-Disposition: form-data; name="'
    path.write_bytes(
        said + b'file"; filename="x.xlsx"\r\n\r\n' + path.read_bytes() + b"\r\n"
        + said + b'mended"' + names.encode() + b"\r\n\r\n"
        + json.dumps({"2": {MUST[1]: "改正"}}).encode() + b"\r\n--b--\r\n"
    )  # fmt: skip
    _, [row] = taken(FUNDS, path, "multipart/form-data; boundary=b")
    assert row["data"]["name"] == "改正"
