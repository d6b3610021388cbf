"""Due dates in working or calendar days of mainland China."""

from collections import deque
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import chinese_calendar

from shared.policy.local_time import LOCAL_TIME, Unit

# Fixed by law whatever the year's announcement says; the movable feasts wait for it.
_FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}


LONGEST_LIMIT_DAYS = 3_660
"""Ten years: no limit of the policy or of a law comes near."""


class TooLong(ValueError):
    """A limit of more days than can be a limit."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day in time; provisional where the year's holidays are not yet announced."""

    on: date
    provisional: bool

    @property
    def passes_at(self) -> datetime:
        """The instant at which the day has passed: the following local midnight."""
        return _end_of(self.on)


@lru_cache(maxsize=4096)
def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LOCAL_TIME)


@lru_cache(maxsize=4096)
def due(
    starts_on: date,
    days: int,
    unit: Unit,
    stopped: tuple[tuple[date, date], ...] = (),
    ahead: int = 0,
) -> Due:
    """The last day of a limit that starts on a day, which itself does not count.

    Days within `stopped` (first day, day after the last) do not count either. With `ahead`, the
    day after which so many working days are left, or the start if that is later.
    Raises `TooLong`, and `OverflowError` for a day that no calendar has.
    """
    if max(days, ahead) > LONGEST_LIMIT_DAYS:
        raise TooLong(f"a limit of {days} days: at most {LONGEST_LIMIT_DAYS}")
    day, provisional = starts_on, False
    stops = deque(sorted(stopped))
    while days > 0:
        day += timedelta(days=1)
        while stops and stops[0][0] <= day:
            day = max(day, stops.popleft()[1])
        if unit == "calendar":
            days -= 1
            continue
        working, known = is_working_day(day)
        days -= working
        provisional |= not known
    while ahead > 0 and day > starts_on:
        working, known = is_working_day(day)
        day -= timedelta(days=1)
        ahead -= working
        provisional |= not known
    return Due(day, provisional)


@lru_cache(maxsize=4096)
def working_days_after(day: date, last: date) -> int:
    """How many working days follow a day, up to the last; 0 if that is no later."""
    days = range(1, (last - day).days + 1)
    return sum(is_working_day(day + timedelta(days=n))[0] for n in days)


def announced(year: int) -> bool:
    """Whether the holidays of a year are known to this release."""
    return is_working_day(date(year, 7, 1))[1]


def is_working_day(day: date) -> tuple[bool, bool]:
    """Whether a day is a working day, and whether its year's holidays are known."""
    try:
        return chinese_calendar.is_workday(day), True
    except NotImplementedError:
        return day.weekday() < 5 and (day.month, day.day) not in _FIXED_HOLIDAYS, False
