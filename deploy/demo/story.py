"""Stories: courses of dated commands, told on working days, that make up the programme."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from shared.aggregate.context import LOCAL_TIME
from shared.calendar.working_days import is_working_day

LAST_DAY = date(2026, 6, 30)
"""What would happen later has not happened yet."""


@dataclass
class Programme:
    """The lines of all stories. `people` names who acts for an organisation."""

    people: Mapping[str, str]
    lines: list[dict[str, Any]] = field(default_factory=list)
    stories: int = 0

    def story(self, day: date) -> "Story":
        """A new story from a day on; each keeps its own time of day, so that they interleave."""
        self.stories += 1
        opens = datetime.combine(day, time(9)) + timedelta(minutes=7 * (self.stories % 30))
        return Story(self, day, opens.time())

    def text(self) -> str:
        """JSON Lines, sorted by time."""
        ordered = sorted(self.lines, key=lambda line: line["at"])
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in ordered)


@dataclass
class Story:
    """One course of commands, each later than the one before."""

    programme: Programme
    day: date
    opens: time
    last: datetime = datetime.min

    def after(self, days: int) -> "Story":
        self.day += timedelta(days=days)
        return self

    def not_before(self, day: date) -> "Story":
        self.day = max(self.day, day)
        return self

    def branch(self) -> "Story":
        """A story that starts where this one stands, and goes its own way."""
        return self.programme.story(self.day)

    def give(self, service: str, command: str, org: str, **data: Any) -> datetime:
        """Give a command on the first working day from here; answers the local moment."""
        at = datetime.combine(working_day_from(self.day), self.opens)
        if at <= self.last:
            at = self.last + timedelta(minutes=20)
        self.last, self.day = at, at.date()
        moment = at.replace(tzinfo=LOCAL_TIME)
        if self.day <= LAST_DAY:
            line = {
                "at": moment.isoformat(),
                "service": service,
                "command": command,
                "org": org,
                "person": self.programme.people[org],
                "data": data,
            }
            self.programme.lines.append(line)
        return moment


def working_day_from(day: date) -> date:
    """The day itself, or the next working day."""
    while not is_working_day(day)[0]:
        day += timedelta(days=1)
    return day
