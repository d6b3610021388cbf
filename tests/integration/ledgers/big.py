"""A finance service of its own process on a big SQLite log, and others who ask it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import requests

from shared.kernel.log.batch import Batch
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.runtime.settings import SERVICES, ServiceSettings, Settings
from shared.schemas.finance.fund import FundRegistered
from tests.benchmarks.events import stored
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.client import Client, Order
from tests.integration.processes import SERVE, Process, free_base

GROUP = 1_000


@dataclass
class Big:
    """The running service and its callers."""

    settings: Settings
    process: Process
    client: Client

    def url(self, path: str) -> str:
        return f"http://{self.settings.service('finance').address}{path}"

    def headers(self, organisation: str = "finance") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.client.token(organisation)}"}

    def ask_health(self) -> None:
        assert requests.get(self.url("/health/live"), timeout=PATIENCE_SECONDS).status_code == 200

    def give_command(self) -> None:
        """Register a fund that nobody has registered."""
        fund = f"other-{uuid4().hex}"
        data = {"fund": fund, "name": "演示", "source": "city", "kind": "special", "year": 2024}
        answer = self.client.give(Order("finance", "register-fund", "finance", data))
        assert answer.status == 200, answer


@contextmanager
def big(folder: Path, funds: int) -> Iterator[Big]:
    """A service whose log registers so many funds; its views show them all."""
    base = free_base(len(SERVICES))
    services = {
        name: ServiceSettings(
            name, f"127.0.0.1:{base + n}", f"sqlite:///{folder}/{name}.sqlite", "memory://"
        )
        for n, name in enumerate(SERVICES, 1)
    }
    settings = Settings("embedded", services, identity=folder / "identity")
    _fill(settings.service("finance").database, funds)
    file = folder / "settings.toml"
    file.write_text(_toml(settings), encoding="utf-8")
    env = {"ZHENXING_CONFIG": str(file), "ZHENXING_HOME": str(folder)}
    process = Process([*SERVE, "finance"], env, folder / "finance.log")
    process.start()
    try:
        client = Client(settings)
        eventually(
            lambda: client.call("GET", "finance", "/health/ready").status == 200,
            "finance to be ready",
        )
        yield Big(settings, process, client)
    finally:
        process.terminate()


def _fill(url: str, funds: int) -> None:
    database = Database(url)
    migrate(database)
    log = Log("finance", database)
    for first in range(0, funds, GROUP):
        new = [
            stored(
                f"fund-f-{n}",
                1,
                FundRegistered(
                    f"f-{n}", name=f"资金 {n}", source="city", kind="special", year=2024
                ),
            )
            for n in range(first, min(first + GROUP, funds))
        ]
        log.append(Batch(tuple(new), {e.stream: 0 for e in new}))
    log.close()
    database.close()


def _toml(settings: Settings) -> str:
    lines = ['shape = "embedded"', "[identity]", f'folder = "{settings.identity}"']
    for name, one in settings.services.items():
        lines += [f"[services.{name}]", f'address = "{one.address}"']
        lines += [f'database = "{one.database}"', f'broker = "{one.broker}"']
    return "\n".join(lines) + "\n"
