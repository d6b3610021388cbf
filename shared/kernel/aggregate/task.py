"""Tasks 待办 as a pure function of an aggregate's state: who must act, by which commands, by when.

    @FUND.tasks
    def tasks(fund: Fund) -> Tasks:
        for placement in fund.kept.placements:
            yield Task(placement.key, ..., answers=[allocate_funds], by=placement.limit)

Whoever looks at a stream that has begun finds somebody who must act, a reason to wait, or that it
is over: an aggregate says one of the three of each of its states.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from shared.kernel.aggregate.authority import Authority
from shared.kernel.aggregate.deadline import Deadline

Answers = Sequence[Callable[..., Any]]
"""Commands, as the functions that decide them."""
SOON_WORKING_DAYS = 3
"""How many working days before its last day a task is due soon, where no rule says otherwise."""


class Task(msgspec.Struct, frozen=True):
    """Something that somebody must do.

    `key` tells the tasks of one stream apart. `who` are the authorities for the stream's town and
    county, any one of which may do it; `about` is one Chinese sentence that whoever must act may
    read; `answers` are the commands, as declared, one of which does it. `by` is the limit within
    which it must be done: it stays after it was told as passed. Without one, `clause` says where
    the duty comes from. It waits since the day `since`, by default since the limit starts, or else
    since the event that asked for it. It is due soon when `soon` working days are left.
    It is about the stream's town, or `town` where the stream is of several; about a `project` where
    the stream is of several: `about` need not name it, readers call it by its name. What the
    registry knows, a place, is no project.
    One that is `apart` rests on what the stream keeps sealed: only who must act sees it.
    """

    key: str
    who: Sequence[Authority]
    about: str
    answers: Answers
    by: Deadline | None = None
    clause: str = ""
    since: date | None = None
    soon: int = SOON_WORKING_DAYS
    apart: bool = False
    town: str = ""
    project: str = ""

    @property
    def under(self) -> str:
        """The clause."""
        return self.clause or (self.by.clause if self.by else "")

    @property
    def commands(self) -> tuple[str, ...]:
        """The names of the commands that answer it."""
        return tuple(command_name(function) for function in self.answers)


class Wait(msgspec.Struct, frozen=True):
    """Nobody must act before something else happens: `why`, and the limit that ends it, if any."""

    why: str
    by: Deadline | None = None


class Over(msgspec.Struct, frozen=True):
    """Nothing more is to be done here, and why."""

    why: str


Tasks = Iterable[Task | Wait | Over]
TasksOf = Callable[[Any], Tasks]


def command_name(function: Callable[..., Any]) -> str:
    """The name on the wire of the command that a function decides."""
    return function.__name__.replace("_", "-")
