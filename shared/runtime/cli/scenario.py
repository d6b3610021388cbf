"""Gives a programme's commands to running services at the programme's own time.

Before time moves on everything that followed from the last command has been done everywhere, and
the deadlines that passed in between have passed, in their order.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from shared.runtime.cli.client import Client, Declined, Unreachable
from shared.runtime.cli.credentials import Credentials
from shared.runtime.cli.programme import Line
from shared.runtime.cli.rest import LoadStopped, Rest
from shared.runtime.settings import Settings

PATIENCE_SECONDS = 120.0
"""How long a service may be away, or behind, before loading gives up."""
RENEW_HOLD_SECONDS = 15.0
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

T = TypeVar("T")


class Scenario:
    """Drives the clock of all services; real deadlines wait as long as it does.

    `key` goes before each line's number in its idempotency key, so that a repeat is harmless.
    """

    def __init__(self, settings: Settings, credentials: Credentials, key: str) -> None:
        self._key = key
        self._credentials = credentials
        self._clients = {
            name: Client(settings, name, credentials.operator(name, "scenario"))
            for name in settings.services
        }
        self._held_at = float("-inf")
        self._rest = Rest(self._clients, self._standing)

    def load(self, lines: Iterable[Line], done: Callable[[Line], None]) -> None:
        """Give the lines one after the other, then let real time take over; `done` is called after
        each. Raises `LoadStopped` at the first line that is refused.
        """
        self.play(lines, done)
        self.end()

    def play(self, lines: Iterable[Line], done: Callable[[Line], None]) -> None:
        """As `load`, and time stands where the lines end, for as long as the services hold it."""
        now: datetime | None = None
        for line in lines:
            if now is None or line.at > now:
                self._move_to(line.at)
                now = line.at
            self._hold()  # one instant has a hundred lines: on a slow machine, more than a minute
            self._give(line)
            done(line)
        self._wait_for_quiet()

    def end(self) -> None:
        """Let real time take over: where the clock was lent for once, it stays so."""
        for client in self._clients.values():
            with suppress(Declined):  # it has been taken back already
                _patiently(partial(client.delete, "/scenario"))

    def heads(self) -> dict[str, int]:
        """The last position of each service's log, once all answer."""
        return {n: _patiently(partial(c.get, "/status"))["head"] for n, c in self._clients.items()}

    def _give(self, line: Line) -> None:
        client = self._clients[line.service]
        person = self._credentials.token(
            line.service, line.organisation, line.person, ["scenario", *line.duties]
        )
        key = f"{self._key}-{line.number}"
        moment = line.at.isoformat()
        try:
            answer, _ = _patiently(
                partial(client.give, line.command, line.data, key, person, Scenario_Time=moment)
            )
        except Declined as no:
            text = f"{line.service} {line.command}"
            raise LoadStopped(
                f"第 {line.number} 行未被接受 line {line.number} was refused: {text}", no.problem
            ) from no
        self._rest.reached(line.service, answer["position"])

    def _move_to(self, moment: datetime) -> None:
        """Let the deadlines up to a moment pass, the earliest first, each with what follows."""
        idle: dict[str, int] = {}
        while True:
            self._wait_for_quiet()
            due = [
                (at, name)
                for name, at in self._rest.next_deadlines().items()
                if at <= moment and idle.get(name) != self._rest.heads[name]
            ]
            if not due:
                return
            at, name = min(due)
            if not self._pass_deadlines(name, at) and not self._pass_deadlines(name, moment):
                idle[name] = self._rest.heads[name]

    def _hold(self) -> None:
        """Keep real time out; nothing is due at the beginning of time, so this only holds."""
        if time.monotonic() - self._held_at > RENEW_HOLD_SECONDS:
            for name in self._clients:
                self._pass_deadlines(name, BEGINNING)
            self._held_at = time.monotonic()

    def _pass_deadlines(self, name: str, until: datetime) -> int:
        body = {"until": until.isoformat()}
        answer = _patiently(partial(self._clients[name].post, "/scenario", body))
        self._rest.reached(name, answer["head"])
        return int(answer["fired"])

    def _wait_for_quiet(self) -> None:
        """Wait until every follower has taken all there is. Raises `LoadStopped`."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        self._hold()
        while late := self._rest.find_late():
            if time.monotonic() > give_up:
                raise LoadStopped("各服务未能跟上 not quiet: " + "; ".join(late))
            self._hold()

    def _standing(self, name: str, heads: dict[str, int]) -> dict[str, Any]:
        return _patiently(partial(self._clients[name].get, "/scenario", **heads))


def _patiently(ask: Callable[[], T]) -> T:
    """Ask again while the service is away. Raises `LoadStopped` when it stays away."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return ask()
        except Unreachable as away:
            if time.monotonic() > give_up:
                raise LoadStopped(str(away)) from away
            time.sleep(0.1)
