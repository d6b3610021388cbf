"""Deadlines as a pure function of an aggregate's state: a rule and a start, never a due date."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from shared.policy.local_time import Unit
from shared.schemas.events import command_data
from shared.schemas.words import words

LimitUnit = Annotated[
    Literal["", "working", "calendar"], words(working="工作日", calendar="自然日")
]
"""In which days a limit counts, as ledgers say it; none without a limit."""


class Deadline(msgspec.Struct, frozen=True):
    """Something that must happen within so many days.

    `key` tells the deadlines of one stream apart. The day of `starts_on` itself does not count;
    `days` are working or calendar days, as `unit` says. `clause` is where the limit comes from.
    `stopped` are times for which the clock stood still, each from its first day up to, and not
    including, the day on which it ran again. While it stands still there is no deadline.
    A warning passes when `ahead` working days are left, or at once if there are fewer.
    """

    key: str
    starts_on: date
    days: int
    unit: Unit
    clause: str
    stopped: tuple[tuple[date, date], ...] = ()
    ahead: int = 0


@command_data
class DeadlinePassed:
    """What the deadline mechanism tells an aggregate: this deadline passed at the end of a day.

    `due_on` is the last day that was in time.
    """

    stream_id: str
    key: str
    due_on: date
