"""Days and instants as callers write them."""

import re
from datetime import date, datetime, time, timedelta

from shared.policy.local_time import LOCAL_TIME

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


def day(text: str) -> date | None:
    """An ISO 8601 day, or None."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def instant(text: str) -> datetime | None:
    """An ISO 8601 instant with its offset from UTC, or None."""
    if not _INSTANT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        # Beyond these years a change of the time zone would leave the calendar.
        return moment if 1900 < moment.year < 9000 else None
    except ValueError:
        return None


def moment(text: str) -> datetime | None:
    """An instant, or the last one of a local day, or None."""
    on = day(text)
    if on is None:
        return instant(text)
    if not 1900 < on.year < 9000:
        return None
    midnight = datetime.combine(on + timedelta(days=1), time(), LOCAL_TIME)
    return midnight - timedelta(microseconds=1)
