"""What clerks write in cells, as what commands take."""

from datetime import date, datetime, time
from itertools import product

import pytest

from shared.face.imports.bad_cell import BadCell
from shared.face.imports.cells import value
from shared.face.imports.marks import Mark
from shared.face.imports.shown import shown
from shared.face.imports.template import Column
from shared.face.words import words_for
from shared.schemas.finance.fund import FundSource
from shared.schemas.kinds import OrganisationId

TEXT = Column("name", "名称", "text")
SOURCE = Column("source", "来源", "text", words=words_for(FundSource))
UNIT = Column("collector", "收缴单位", "text", words=words_for(OrganisationId))
FEN = Column("amount_fen", "金额（分）", "fen")
AREA = Column("area", "面积（平方米）", "area")
DAY = Column("on", "日期", "date")
FLAG = Column("done", "是否办结", "flag")


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        (TEXT, " 甲　", "甲"),
        (TEXT, 2024.0, "2024"),
        (TEXT, "甲\u200b乙\ufeff", "甲乙"),
        (TEXT, "第一行\r\n第二行", "第一行\n第二行"),
        (TEXT, "演示园（一期）２", "演示园（一期）２"),
        (TEXT, 0.1 + 0.2, "0.3"),
        (SOURCE, "中央", "central"),
        (SOURCE, " 中 央", "central"),
        (SOURCE, "central", "central"),
        (UNIT, "市财政局", "finance"),
        (UNIT, "市 财政局\u200b", "finance"),
        (UNIT, "finance", "finance"),
        (UNIT, "donggang-housing", "donggang-housing"),
        (UNIT, "东港区", "donggang"),
        (UNIT, "人民银行日照市中心支行", "pboc"),
        (TEXT, "  ", None),
        (FEN, 1234567.0, 1234567),
        (FEN, "123456789012345678", 123456789012345678),
        (FEN, "１，２３４，５６７", 1234567),
        (FEN, "1,234,567.00", 1234567),
        (FEN, "", None),
        (AREA, 1333.33, "1333.33"),
        (AREA, 1333.3, "1333.30"),
        (AREA, "1333", "1333.00"),
        (AREA, 1333.333, "1333.333"),
        (AREA, 13333.330000000002, "13333.33"),
        (AREA, 1e11, "100000000000.00"),
        (DAY, date(2024, 3, 1), "2024-03-01"),
        (DAY, datetime(2024, 3, 1, 8), "2024-03-01"),
        (DAY, "2024/3/1", "2024-03-01"),
        (DAY, "2024年3月1日", "2024-03-01"),
        (DAY, "２０２４．３．１", "2024-03-01"),
        (FLAG, "是", True),
        (FLAG, False, False),
    ],
)
def test_a_cell_is_read_as_its_column_says(column, cell, expected):
    found = value(column, cell, None)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (TEXT, date(2024, 3, 1)),
        (TEXT, True),
        (TEXT, 37110224001234567890.0),
        (TEXT, 1e15),
        (TEXT, "3.71102E+19"),
        (TEXT, "#REF!"),
        (TEXT, "#SPILL!"),
        (TEXT, Mark("error", "#N/A")),
        (TEXT, Mark("formula")),
        (TEXT, Mark("shown", "000007")),
        (TEXT, Mark("merged", "A2:A4")),
        (SOURCE, "月球"),
        (UNIT, "月球基地"),
        (FEN, Mark("error", "#DIV/0!")),
        (FEN, "1,23"),
        (FEN, 1.5),
        (FEN, "一百"),
        (FEN, 1e15),
        (FEN, "1e400"),
        (FEN, "1.23457E+11"),
        (FEN, "NaN"),
        (FEN, True),
        (AREA, time(3)),
        (AREA, "Infinity"),
        (AREA, "1e400"),
        (AREA, "1e-999999999"),
        (AREA, "0e-999999999"),
        (FEN, "1e999999999"),
        (DAY, "2024-02-30"),
        (DAY, "3月1日"),
        (DAY, 45352.0),
        (FLAG, "也许"),
    ],
)
def test_a_cell_that_can_not_be_what_its_column_is_for_is_refused(column, cell):
    with pytest.raises(BadCell) as refused:
        value(column, cell, None)
    assert refused.value.why.zh and refused.value.why.en


@pytest.mark.parametrize(
    ("column", "exact", "beside", "expected"),
    [
        (FEN, 1234567.0, 1.23, 1234567),
        (FEN, 1235000.0, "1.24", 1235000),
        (FEN, None, 1.234567, 1234567),
        (FEN, None, 1234.5600000000002, 1_234_560_000),
        (FEN, None, 0.30000000000000004, 300_000),
        (FEN, None, 17.369999999999997, 17_370_000),
        (FEN, None, "１，２３４.５６", 1_234_560_000),
        (FEN, "", "500", 500_000_000),
        (AREA, 13333.33, 20.0, "13333.33"),
        (AREA, None, 20.0, "13333.33"),
        (AREA, None, "１０．０５", "6700.00"),
        (AREA, None, 0.0009, "0.60"),
    ],
)
def test_the_clerks_unit_may_stand_beside_the_exact_value(column, exact, beside, expected):
    assert value(column, exact, beside) == expected


@pytest.mark.parametrize(
    ("column", "exact", "beside"),
    [
        (FEN, 1234567.0, 1.25),
        (FEN, None, 0.00000001),
        (AREA, 13333.33, 21.0),
        (AREA, None, 1e14),
        (AREA, None, "二十"),
        (FEN, 100.0, "多"),
        (FEN, 100.0, Mark("error", "#REF!")),
    ],
)
def test_a_clerks_unit_that_disagrees_or_can_not_be_is_refused(column, exact, beside):
    with pytest.raises(BadCell) as refused:
        value(column, exact, beside)
    assert refused.value.beside


def test_a_bad_exact_value_is_told_of_the_exact_column():
    with pytest.raises(BadCell) as refused:
        value(FEN, "多", 1.25)
    assert not refused.value.beside


CELLS = [
    "0012", " 甲　", "第一行\n第二行", "1,234,567.00", "２０２４．３．１", "#REF!", 12.0, 1234567.0, 0.1 + 0.2,
    1e-7, -3.5, 1e14, 1e15, 37110224001234567890.0, True, False, date(2024, 3, 1),
    datetime(2024, 3, 1), datetime(2024, 3, 1, 8), time(3), Mark("error", "#DIV/0!"),
    Mark("formula"), Mark("merged", "A2:A4"), None,
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell"), product((FEN, AREA, DAY, FLAG, TEXT), CELLS))
def test_what_a_cell_is_shown_as_is_read_as_the_cell_is(column, cell):
    try:
        meant = value(column, cell, None)
    except BadCell:
        return
    assert value(column, shown(cell, column.kind), None) == meant


@pytest.mark.parametrize(
    "cell", [37110224001234567890.0, -1e15, Mark("error", "#N/A"), Mark("formula"), Mark("merged", "A2:A4")]
)  # fmt: skip
@pytest.mark.parametrize("column", [TEXT, FEN])
def test_what_was_lost_is_refused_as_it_is_shown_too(column, cell):
    with pytest.raises(BadCell):
        value(column, shown(cell, column.kind), None)
