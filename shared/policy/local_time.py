"""Where the policy holds: its time and the units of its limits."""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

LOCAL_TIME = ZoneInfo("Asia/Shanghai")

Unit = Literal["working", "calendar"]
"""Of a limit's days."""


@lru_cache(maxsize=1024)
def local_day(moment: datetime) -> date:
    """The calendar day of an aware instant: a decision asks for it again and again."""
    return moment.astimezone(LOCAL_TIME).date()
