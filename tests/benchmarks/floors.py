"""Four services of the floor, each following another, and the clerks at their doors."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from deploy.servers import free_port
from shared.runtime.settings import Settings
from tests.benchmarks.clerks import Clerks
from tests.benchmarks.measure import Bench
from tests.benchmarks.side import Side
from tests.integration.load import DRIVEN

FOLLOWS = dict(zip(DRIVEN, [*DRIVEN[1:], DRIVEN[0]], strict=True))
"""Whose events each consumes."""


@contextmanager
def floors(bench: Bench, settings: Settings) -> Iterator[tuple[dict[str, Side], dict[str, int]]]:
    """The floor's services and their ports; they take the tokens of these settings' issuer."""
    assert settings.identity is not None
    jwks = (settings.identity / "jwks.json").read_text()
    ports = {name: free_port() for name in DRIVEN}
    broker = bench.servers.broker()
    with ExitStack() as running:
        sides = {
            name: running.enter_context(
                Side(
                    "tests.benchmarks.floor:Floor",
                    green=True,
                    name=name,
                    follows=FOLLOWS[name],
                    port=ports[name],
                    database=bench.servers.store(migrated=False).owner,
                    broker=broker,
                    jwks=jwks,
                )
            )
            for name in DRIVEN
        }
        for side in sides.values():
            side.call("follow")
        yield sides, ports


class FloorClerks(Clerks):
    """Clerks who give the floor's services a command of the same size."""

    def __init__(self, configuration: str, ports: dict[str, int]) -> None:
        super().__init__(configuration, funds=0)
        self._ports = ports

    def _address(self, service: str) -> tuple[str, int]:
        return "127.0.0.1", self._ports[service]

    def _order(self, service: str, number: int) -> tuple[str, str, dict[str, Any]]:
        data = {
            "number": number, "project": f"knee-{number}", "name": f"演示-第{number}号",
            "unit": f"演示-单位{number}", "investment_fen": 10**10, "town": "taoluo",
        }  # fmt: skip
        return "append", "taoluo", data

    def _status(self, service: str) -> Any:
        connection = self._connection(service)
        connection.request("GET", "/status")
        return json.loads(connection.getresponse().read())
