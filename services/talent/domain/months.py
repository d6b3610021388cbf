"""Whole months from a day on."""

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
