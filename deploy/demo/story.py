"""Stories: courses of dated commands, told on the days that all share, that make up the programme.

Before time moves on, a load waits until all services are quiet; so everything happens on a few
days of each month and at a few times of such a day. At one instant commands are given in the order
in which they were told, without waiting for what other services make of them: what rests on a
reaction comes `then`, at the next time.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from deploy.demo.words import Words
from shared.policy.local_time import LOCAL_TIME
from shared.policy.working_days import is_working_day

FIRST_DAY = date(2023, 7, 1)
LAST_DAY = date(2026, 6, 30)
"""What would happen later has not happened yet."""
DAYS_OF_A_MONTH = (5, 15, 25)
TIMES = (time(9), time(11), time(14), time(16))

Figures = Callable[[str], dict[str, Any]]
"""Reads a file of the figures by its name."""


@dataclass
class Programme:
    """The lines of all stories. `people` names who acts for an organisation."""

    people: Mapping[str, str]
    lines: list[dict[str, Any]] = field(default_factory=list)

    def story(self, day: date) -> "Story":
        """A new story from the first shared day on."""
        return Story(self, shared_day_from(day))

    def text(self) -> str:
        """JSON Lines, sorted by time."""
        words = Words()
        ordered = [
            {**line, "data": words.written(line["data"])}
            for line in sorted(self.lines, key=lambda line: line["at"])
        ]
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in ordered)


@dataclass
class Story:
    """One course of commands. It stands at a shared day and one of its times."""

    programme: Programme
    day: date
    time: int = 0

    @property
    def moment(self) -> datetime:
        """Where the story stands, local."""
        return datetime.combine(self.day, TIMES[self.time], LOCAL_TIME)

    def after(self, days: int) -> "Story":
        """The first shared day after so many days or more."""
        return self.not_before(self.day + timedelta(days=days))

    def not_before(self, day: date) -> "Story":
        if day > self.day:
            self.day, self.time = shared_day_from(day), 0
        return self

    def then(self) -> "Story":
        """The next time of the day, once what follows from the last command has happened."""
        if self.time + 1 == len(TIMES):
            return self.after(1)
        self.time += 1
        return self

    def branch(self) -> "Story":
        """A story that starts where this one stands, and goes its own way."""
        return Story(self.programme, self.day, self.time)

    def give(
        self, service: str, command: str, org: str, fields: Mapping[str, Any] | None = None, /, *,
        person: str = "", with_duties: Iterable[str] = (), **data: Any,
    ) -> datetime:  # fmt: skip
        """Give a command where the story stands; answers that moment. Data that is None is left
        out. Unless a person is named, the usual one acts for the organisation. Data whose names
        are taken here stand in `fields`."""
        given = {**(fields or {}), **data}
        if self.day <= LAST_DAY:
            line = {
                "at": self.moment.isoformat(),
                "service": service,
                "command": command,
                "org": org,
                "person": person or self.programme.people[org],
                "data": {name: value for name, value in given.items() if value is not None},
            }
            self.programme.lines.append(
                line | ({"duties": list(with_duties)} if with_duties else {})
            )
        return self.moment


def shared_day_from(day: date) -> date:
    """The day itself if things happen on it, or the next day on which they do."""
    month = day.replace(day=1)
    while True:
        for number in DAYS_OF_A_MONTH:
            shared = _working_day_from(month.replace(day=number))
            if shared >= day:
                return shared
        month = (month + timedelta(days=31)).replace(day=1)


def _working_day_from(day: date) -> date:
    while not is_working_day(day)[0]:
        day += timedelta(days=1)
    return day
