"""What people type is read exactly, or refused with what would do."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.workbench.forms import typed
from shared.workbench.forms.opening import typed_as
from shared.workbench.forms.reading import read
from shared.workbench.words import units
from shared.workbench.words.meaning import of_schema

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("3000", "万元", 3_000_000_000),
        ("3000", "元", 300_000),
        ("3,000.50", "元", 300_050),
        ("3000万", "元", 3_000_000_000),
        ("1.2亿元", "万元", 12_000_000_000),
        ("１２．５元", "万元", 1_250),
    ],
)
def test_money_is_read_in_its_own_unit_else_in_the_fields(text: str, unit: str, fen: int):
    assert typed.money(text, unit) == fen


@pytest.mark.parametrize("text", ["", "三千", "1.234", "3000美元", "1e9", "--1"])
def test_money_that_is_no_whole_number_of_fen_is_refused(text: str):
    with pytest.raises(typed.Unreadable):
        typed.money(text, "元")


@given(st.integers(-(10**15), 10**15))
def test_money_that_is_said_is_read_again_to_the_fen(fen: int):
    assert typed.money(units.money(fen)) == fen


@given(st.decimals(0, 10**9, places=2))
def test_square_metres_that_are_typed_are_taken_as_they_are(area: Decimal):
    assert Decimal(typed.area(f"{area:f}")) == area


def test_mu_become_square_metres_with_two_places():
    assert typed.area("10亩") == "6666.67"
    assert typed.area("15", "亩") == "10000.00"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1225", "2026-12-25"),
        ("12-25", "2026-12-25"),
        ("12月5日", "2026-12-05"),
        ("20251225", "2025-12-25"),
        ("2025-12-25", "2025-12-25"),
        ("2025年3月1日", "2025-03-01"),
        ("今天", "2026-11-26"),
    ],
)
def test_a_day_is_read_in_the_ways_it_is_written(text: str, day: str):
    assert typed.day(text, TODAY) == day


@pytest.mark.parametrize("text", ["1332", "0230", "25", "2025-2-30", "明天", "202512"])
def test_what_is_no_day_is_refused(text: str):
    with pytest.raises(typed.Unreadable):
        typed.day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1225", "2025-12-25"),
        ("1101", "2026-11-01"),
        ("今天", "2026-11-26"),
        ("20240229", "2024-02-29"),
    ],
)
def test_of_the_past_a_day_without_its_year_is_the_last_that_has_come(text: str, day: str):
    assert typed.past(text, TODAY) == day
    assert typed.past(f"{text} 9:30", date(2026, 11, 27), typed.moment).startswith(f"{day[:8]}")


@pytest.mark.parametrize("text", ["20261225", "2027-01-01"])
def test_of_the_past_a_day_that_is_yet_to_come_is_refused(text: str):
    with pytest.raises(typed.Unreadable, match="还没有到"):
        typed.past(text, TODAY)


def test_a_month_is_read_in_the_ways_it_is_written():
    assert typed.month("9", TODAY) == "2026-09"
    assert typed.month("202509", TODAY) == typed.month("2025-9", TODAY) == "2025-09"
    with pytest.raises(typed.Unreadable):
        typed.month("13", TODAY)


def test_a_number_becomes_thousandths():
    assert (typed.thousandths("73.9"), typed.thousandths("-1.5")) == (73_900, -1_500)
    with pytest.raises(typed.Unreadable):
        typed.thousandths("0.0001")


@pytest.mark.parametrize(
    ("unit", "value"),
    [("basis-points", 1250), ("thousandths", -73_901), ("fen", 99), ("fen", 10**15 - 1)],
)
def test_what_is_known_is_offered_as_it_is_typed(unit: str, value: int):
    meaning = of_schema({"properties": {"known": {"type": "integer", "x-unit": unit}}})
    offered = {
        f"known{below}": texts for below, texts in typed_as(meaning.fields[0], value).items()
    }
    assert read(meaning, offered, TODAY).data == {"known": value}


def test_a_percentage_becomes_basis_points():
    assert typed.percent("12.5%") == 1250
    with pytest.raises(typed.Unreadable):
        typed.percent("0.123")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1225", "2026-12-25"),
        ("1225 7:30", "2026-12-25T07:30:00+08:00"),
        ("2025-12-25 17:30:05", "2025-12-25T17:30:05+08:00"),
        ("2025-12-25T17:30:05+08:00", "2025-12-25T17:30:05+08:00"),
        ("今天 0:00", "2026-11-26T00:00:00+08:00"),
    ],
)
def test_a_day_may_have_a_time(text: str, at: str):
    assert typed.moment(text, date(2026, 11, 26)) == at


@pytest.mark.parametrize("text", ["1225 25:00", "12 17:30", "17:30"])
def test_a_time_that_no_clock_shows_is_refused(text: str):
    with pytest.raises(typed.Unreadable):
        typed.moment(text, date(2026, 11, 26))


LONG = "9" * 5_000


@pytest.mark.parametrize("text", [LONG, "9" * 30, f"{LONG}.5"])
def test_what_is_too_long_to_be_meant_is_told_and_breaks_nothing(text: str):
    """Python turns no more than 4,300 digits into a number, and a decimal keeps 28."""
    for reads in (typed.money, typed.area, typed.whole, typed.percent):
        with pytest.raises(typed.Unreadable):
            reads(text)
    for dated in (typed.day, typed.moment, typed.month):
        with pytest.raises(typed.Unreadable):
            dated(text, TODAY)


def test_full_width_digits_are_read_wherever_they_are_typed():
    assert typed.day("２０２５－１２－２５", TODAY) == "2025-12-25"
    assert typed.moment("１２２５　１７：３０", TODAY) == "2026-12-25T17:30:00+08:00"
    assert typed.month("２０２５-０９", TODAY) == "2025-09"
    assert typed.area("１，０００．５０㎡") == "1000.50"
    assert typed.whole("１２") == 12


@pytest.mark.parametrize("text", ["", "²", "١٢", "-1", "1.0", "9" * 19, "1 "])
def test_a_number_of_our_own_pages_is_plain(text: str):
    assert typed.numeral(text) is None
    assert typed.numeral("0012") == 12
