"""The day as the services see it: where the towns are, wherever the tests run."""

from datetime import UTC, date, datetime

from shared.kernel.clock import Clock, SystemClock
from shared.policy.local_time import LOCAL_TIME


def today(clock: Clock | None = None) -> date:
    """The towns' day by a clock; by the machine's where none is given."""
    return (clock or SystemClock()).now().astimezone(LOCAL_TIME).date()


ODD_MOMENTS = [
    datetime(*day, *time, tzinfo=UTC)
    for day in ((2026, 5, 15), (2026, 12, 31), (2028, 2, 29))
    for time in ((0, 30), (12, 0), (16, 30), (23, 59))
]
"""From 16:00 UTC it is the next day in the towns: another month, another year."""
