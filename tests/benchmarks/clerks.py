"""Clerks of four departments at their services' HTTP faces, at a given rate, and the lag meanwhile."""

import http.client
import json
import os
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

from shared.runtime.settings import configured
from tests.benchmarks.events import PROJECTS
from tests.integration.client import Client
from tests.integration.load import DRIVEN

LOOK_SECONDS = 0.5
SETTLE_SECONDS = 60.0
IDLE_SECONDS = 30.0
TOO_BUSY = 503

Heads = dict[str, int]
Followers = list[tuple[str, int]]
"""Per subscription its source and the position that it has reached."""


class Clerks:
    """Gives commands to all services in turn; a slow answer does not hold up the next command."""

    def __init__(self, configuration: str, funds: int) -> None:
        os.environ["ZHENXING_CONFIG"] = configuration
        self._settings = configured()
        self._client = Client(self._settings)
        self._funds = funds
        self._numbers = count()
        self._idle: dict[str, list[tuple[http.client.HTTPConnection, float]]] = {
            name: [] for name in DRIVEN
        }

    def give(self, rate: float, seconds: float, watched: bool = True) -> dict[str, Any]:
        """The answers' milliseconds, counted from when each was due, the greatest lag (s), and
        how many were told to come back later.

        Unless `watched`, nobody asks the services for their positions meanwhile. Raises
        `RuntimeError` where one was not accepted for another reason.
        """
        answered: list[float] = []
        refused: list[float] = []
        failures: list[str] = []
        looks: list[tuple[float, Heads, Followers]] = []
        working = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(looks, working))
        if watched:
            watcher.start()
        clerks = []
        start = time.monotonic()
        for turn in range(int(rate * seconds)):
            due = start + turn / rate
            time.sleep(max(0.0, due - time.monotonic()))
            clerk = threading.Thread(target=self._give, args=(due, answered, refused, failures))
            clerk.start()
            clerks.append(clerk)
        for clerk in clerks:
            clerk.join()
        working.set()
        if watched:
            watcher.join()
        if failures:
            raise RuntimeError(f"{len(failures)} were not accepted, such as {failures[0]}")
        return {"milliseconds": answered, "lag": greatest_lag(looks), "refused": len(refused)}

    def settle(self) -> None:
        """Wait until every follower has all there is. Raises `RuntimeError` after a minute."""
        until = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < until:
            _, heads, followers = self._look()
            if all(heads[source] == position for source, position in followers):
                return
            time.sleep(LOOK_SECONDS)
        raise RuntimeError(f"followers are at {followers}, their sources at {heads}")

    def _give(
        self, due: float, answered: list[float], refused: list[float], failures: list[str]
    ) -> None:
        number = next(self._numbers)
        service = DRIVEN[number % len(DRIVEN)]
        command, organisation, data = self._order(service, number)
        try:
            status, body = self._post(service, f"/commands/{command}", organisation, data)
        except (OSError, http.client.HTTPException) as error:
            status, body = 0, repr(error)
        if status == TOO_BUSY:
            refused.append(due)
            return
        answered.append(1000 * (time.monotonic() - due))
        if status != 200:
            failures.append(f"{service} {command} {status}: {body[:500]}")

    def _post(self, service: str, path: str, organisation: str, data: Any) -> tuple[int, str]:
        connection = self._taken(service)
        headers = {
            "Authorization": f"Bearer {self._client.token(organisation)}",
            "Idempotency-Key": uuid.uuid4().hex,
            "Content-Type": "application/json",
        }
        connection.request("POST", path, json.dumps(data), headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        self._idle[service].append((connection, time.monotonic()))
        return answer.status, body

    def _taken(self, service: str) -> http.client.HTTPConnection:
        """A connection, none that the service may have cut because it was idle."""
        with suppress(IndexError):
            connection, since = self._idle[service].pop()
            if time.monotonic() - since < IDLE_SECONDS:
                return connection
            connection.close()
        return self._connection(service)

    def _connection(self, service: str) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(*self._address(service), timeout=30)

    def _address(self, service: str) -> tuple[str, int]:
        own = self._settings.service(service)
        return own.host, own.port

    def _order(self, service: str, number: int) -> tuple[str, str, dict[str, Any]]:
        """A command of a service, who gives it, and what it says."""
        return ORDERS[service](number, self._funds)

    def _status(self, service: str) -> Any:
        return self._client.get(service, "/status").body

    def _watch(self, looks: list[tuple[float, Heads, Followers]], ending: threading.Event) -> None:
        while not ending.wait(LOOK_SECONDS):
            looks.append(self._look())

    def _look(self) -> tuple[float, Heads, Followers]:
        heads: Heads = {}
        followers: Followers = []
        moment = time.monotonic()
        for service in DRIVEN:
            status = self._status(service)
            heads[service] = status["head"]
            followers += [
                (s["source"], s["position"])
                for s in status["subscriptions"]
                if s["source"] in DRIVEN  # the others do not run
            ]
        return moment, heads, followers


def greatest_lag(looks: list[tuple[float, Heads, Followers]]) -> float:
    """The most seconds that any follower was behind a position already seen at its source."""
    worst = 0.0
    for moment, _, followers in looks:
        for source, position in followers:
            seen = (at for at, heads, _ in looks if at < moment and heads[source] > position)
            worst = max(worst, moment - next(seen, moment))
    return worst


def _apply(number: int, _: int) -> tuple[str, str, dict[str, Any]]:
    data = {
        "project": f"knee-{number}", "name": f"演示-第{number}号", "kind": "investment",
        "origin": "own", "unit": f"演示-单位{number}", "investment_fen": 10**10,
        "land_area": "16000.00", "land_use": "commercial", "town": "taoluo",
    }  # fmt: skip
    return "apply-for-admission", "taoluo", data


def _allocate(number: int, funds: int) -> tuple[str, str, dict[str, Any]]:
    project = PROJECTS[number % len(PROJECTS)]
    data = {"fund": f"knee-{number % funds}", "project": project, "amount_fen": 100}
    return "allocate-funds", "finance", data


def _survey(number: int, _: int) -> tuple[str, str, dict[str, Any]]:
    data = {
        "parcel": f"knee-{number}", "town": "taoluo", "parcel_class": "idle",
        "use": "industrial", "area": "46000.00", "since": "2021-05-10",
    }  # fmt: skip
    return "survey-parcel", "donggang-natural-resources", data


def _raise(number: int, _: int) -> tuple[str, str, dict[str, Any]]:
    data = {
        "issue": f"knee-{number}", "town": "taoluo", "kind": "problem", "title": "演示-线路容量",
        "description": "用电负荷超出现有线路", "clause": "RZ-2.1.b",
    }  # fmt: skip
    return "raise-issue", "taoluo", data


ORDERS: dict[str, Callable[[int, int], tuple[str, str, dict[str, Any]]]] = {
    "projects": _apply,
    "finance": _allocate,
    "land": _survey,
    "supervision": _raise,
}
