from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.policy.working_days import TooLong, due, is_working_day


def test_the_first_day_does_not_count():
    assert due(date(2024, 3, 4), 1, "working").on == date(2024, 3, 5)
    assert due(date(2024, 3, 4), 1, "calendar").on == date(2024, 3, 5)


def test_working_days_pass_over_weekends_and_holidays():
    # National Day 2024: off from October 1 to 7, worked on Saturday October 12 and Sunday 29.
    assert due(date(2024, 9, 27), 3, "working").on == date(2024, 10, 8)
    assert is_working_day(date(2024, 9, 29)) == (True, True)


def test_calendar_days_count_every_day():
    assert due(date(2024, 9, 27), 10, "calendar").on == date(2024, 10, 7)


def test_days_on_which_the_clock_stood_still_do_not_count():
    stopped = ((date(2024, 3, 6), date(2024, 3, 8)),)
    assert due(date(2024, 3, 4), 2, "working").on == date(2024, 3, 6)
    assert due(date(2024, 3, 4), 2, "working", stopped).on == date(2024, 3, 8)
    assert due(date(2024, 3, 4), 2, "calendar", stopped).on == date(2024, 3, 8)


def test_a_warning_passes_when_so_many_working_days_are_left():
    # Due on Tuesday, October 8, the first working day after National Day.
    assert due(date(2024, 9, 20), 18, "calendar", ahead=1).on == date(2024, 10, 7)
    assert due(date(2024, 9, 20), 18, "calendar", ahead=2).on == date(2024, 9, 29)
    assert due(date(2024, 9, 20), 18, "calendar", ahead=50).on == date(2024, 9, 20)


def test_a_due_day_in_a_year_not_yet_announced_is_provisional():
    known = due(date(2026, 1, 5), 5, "working")
    unknown = due(date(2026, 12, 28), 10, "working")
    assert not known.provisional
    assert unknown.provisional
    assert unknown.on == date(2027, 1, 12)  # January 1 is a holiday by law, weekends are known


def test_a_day_passes_at_the_next_local_midnight():
    assert due(date(2024, 3, 4), 1, "calendar").passes_at == datetime(2024, 3, 5, 16, tzinfo=UTC)


def test_a_limit_of_centuries_is_none_and_costs_no_walk():
    assert due(date(2024, 3, 4), 3_660, "working").on.year == 2038
    for days in (3_661, 10**20):
        with pytest.raises(TooLong):
            due(date(2024, 3, 4), days, "working")
        with pytest.raises(TooLong):
            due(date(2024, 3, 4), 1, "working", ahead=days)
    with pytest.raises(OverflowError):
        due(date(9999, 12, 31), 1, "calendar")


def test_a_clock_that_stood_still_for_ages_is_passed_over_at_once():
    stopped = ((date(2024, 3, 5), date(9000, 1, 1)), (date(2024, 3, 6), date(2024, 4, 1)))
    assert due(date(2024, 3, 4), 1, "calendar", stopped).on == date(9000, 1, 1)


DAYS = st.dates(date(2024, 1, 1), date(2024, 6, 30))


@given(DAYS, st.integers(1, 60), st.lists(st.tuples(DAYS, DAYS), max_size=6))
def test_however_stops_overlap_the_days_are_those_that_one_counts_by_hand(
    start: date, days: int, stops: list[tuple[date, date]]
) -> None:
    counted, day = 0, start
    while counted < days:
        day += timedelta(days=1)
        counted += not any(first <= day < last for first, last in stops)
    assert due(start, days, "calendar", tuple(stops)).on == day
