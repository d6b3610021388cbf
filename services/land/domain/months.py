"""Calendar months on dates: 满一年 is a year, leap or not."""

from calendar import monthrange
from datetime import date


def days_of_months(start: date, months: int) -> int:
    """How many days a time of so many months has that starts on a day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return (date(year, month + 1, min(start.day, last)) - start).days
