"""The log of a game day: what was done, what told of it, how long it took to notice and to recover."""

import os
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from tests.days import today
from tests.deployment.paging import Alert

HEAD = """# Game day

What breaks on the production shape under a steady rate of commands, and what an operator hears of it. \
Written by `make gameday`, on {day}, in one run of {minutes} minutes on a machine with {processors} processors.

Every fault is played on PostgreSQL, RabbitMQ and a process for each of four services, at which clerks \
give commands without a pause; the other five are started for the play in which they are killed. A \
Prometheus and an Alertmanager run with the rules and routes of `deploy/prometheus`; a minute of theirs \
lasts {minute} seconds here, so *noticed* is the time that an alert waits in production divided by {shorter}, \
and the time to look. *Over* is from the mending to the message that says so.

After each fault: every answer that anybody got stands in the logs, once; every event that another \
service must react to has its one effect, in order; no service met an error that nobody foresaw; and \
every view is equal to its rebuild. *Pages besides* is what else woke the operator: in a hurry some seconds \
in which a full machine does not answer count for minutes, and the clerks' permits, which are said to \
be of 2024, are all told late.

| fault | told to | alerts | pages besides | noticed, s | over, s | commands meanwhile | views rebuilt |
|---|---|---|---|---:|---:|---:|---:|
"""


@dataclass(frozen=True)
class Played:
    """Seconds; `receivers` were told. A fault that nobody need be told of has none."""

    name: str
    alerts: Collection[Alert]
    receivers: Collection[str]
    besides: Collection[str]
    noticed: float
    over: float
    commands: int
    views: int

    def line(self) -> str:
        names = sorted({name for name, _ in self.alerts})
        told = ", ".join(sorted(self.receivers)) or "nobody"
        seconds = f"{self.noticed:.1f} | {self.over:.1f}" if self.alerts else " | "
        alerts = ", ".join(f"`{name}`" for name in names)
        besides = ", ".join(f"`{name}`" for name in sorted(self.besides))
        counts = f"{self.commands} | {self.views}"
        return f"| {self.name} | {told} | {alerts} | {besides} | {seconds} | {counts} |"


class Day:
    """Keeps what was played, and writes it where `ZHENXING_GAMEDAY` says."""

    def __init__(self, wanted: int, minute: int) -> None:
        self._wanted, self._minute = wanted, minute
        self._began = time.monotonic()
        self.played: list[Played] = []

    def add(self, played: Played) -> None:
        self.played.append(played)
        print(played.line())

    def write(self) -> None:
        """Only a day on which everything was played and passed is worth writing down."""
        place = os.environ.get("ZHENXING_GAMEDAY")
        if not place or len(self.played) < self._wanted:
            return
        head = HEAD.format(
            day=today().isoformat(),
            processors=os.cpu_count(),
            minutes=round((time.monotonic() - self._began) / 60),
            minute=self._minute,
            shorter=60 // self._minute,
        )
        lines = "".join(f"{played.line()}\n" for played in self.played)
        Path(place).write_text(head + lines, encoding="utf-8")


def add_part(part: str) -> None:
    """Put a part of its own at the end of what is written there, in the place of its former self."""
    if place := os.environ.get("ZHENXING_GAMEDAY"):
        heading = part.partition("\n")[0]
        before = Path(place).read_text(encoding="utf-8").partition(f"\n{heading}\n")[0]
        Path(place).write_text(f"{before.rstrip()}\n\n{part}", encoding="utf-8")
