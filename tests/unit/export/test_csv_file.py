"""CSV as spreadsheets and programs read it back."""

import csv

import pytest

from shared.face.exports.csv_file import write_csv
from tests.unit.export.plots import FORMULAS, ledger, plot


@pytest.fixture
def lines(tmp_path):
    def written(*rows, **more):
        path = tmp_path / "ledger.csv"
        write_csv(ledger(*rows, **more), path)
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(raw.decode("utf-8-sig").splitlines()))

    return written


def test_the_heading_says_what_when_and_how_filtered(lines):
    assert lines(filter="镇＝taoluo")[:5] == [
        ["台账", "地块台账"],
        ["筛选条件", "镇＝taoluo"],
        ["数据时间", "2024-03-02 00:30:00"],
        ["日志位置", "用地保障 42"],
        [],
    ]


def test_what_could_not_be_computed_is_told_above_the_table(lines):
    assert lines(incomplete=["p-1", "p-7"])[4] == ["未能计入，数据不全", "p-1、p-7"]


def test_exact_values_stand_beside_the_clerks_units(lines):
    titles, row = lines(plot())[5:]
    told = dict(zip(titles, row, strict=True))
    assert told["已付（万元）"] == "1.23" and told["已付（分）"] == "1234567"
    assert told["面积（亩）"] == "2.00" and told["面积（平方米）"] == "1333.33"
    assert told["比例（%）"] == "12.50"
    assert (told["在册"], told["宗数"], told["标记"]) == ("是", "3", "超期、缺件")
    assert (told["起"], told["查看时刻"]) == ("2024-02-29", "2024-03-01 00:05:00")


def test_what_templates_take_in_words_is_said_in_words(lines):
    titles, row = lines(plot())[5:]
    told = dict(zip(titles, row, strict=True))
    assert (told["镇"], told["用途"]) == ("涛雒镇", "工业")
    assert told["抄送单位"] == "市财政局、东港区、东港区住房和城乡建设局"
    assert told["意见"] == "市财政局：同意、市税务局：不同意"
    assert lines(plot(town="elsewhere", use=None))[6][1] == "elsewhere"


@pytest.mark.parametrize("text", [t for t in FORMULAS if "\r" not in t])
def test_no_text_is_run_as_a_formula(lines, text):
    assert lines(plot(town=text))[6][1] == f"'{text}"


def test_no_filter_is_run_as_a_formula(lines):
    assert lines(filter="=1+1")[1] == ["筛选条件", "'=1+1"]


def test_a_negative_number_stays_a_number(lines):
    assert lines(plot(paid_fen=-1_000_000))[6][2:4] == ["-1.00", "-1000000"]


def test_text_with_commas_quotes_and_line_breaks_comes_back(tmp_path):
    path = tmp_path / "ledger.csv"
    text = '甲，乙,"丙"\n丁'
    assert write_csv(ledger(plot(town=text)), path) == 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[6][1] == text
