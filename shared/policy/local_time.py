"""Where the policy holds: its time and the units of its limits."""

from typing import Literal
from zoneinfo import ZoneInfo

LOCAL_TIME = ZoneInfo("Asia/Shanghai")

Unit = Literal["working", "calendar"]
"""Of a limit's days."""
