"""The day as the services see it: where the towns are, wherever the tests run."""

from datetime import date

from shared.kernel.clock import Clock, SystemClock
from shared.policy.local_time import LOCAL_TIME


def today(clock: Clock | None = None) -> date:
    """The towns' day by a clock; by the machine's where none is given."""
    return (clock or SystemClock()).now().astimezone(LOCAL_TIME).date()
