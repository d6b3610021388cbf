"""All services and a workbench on threads of this process, with the beginning of the demo."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from deploy.demo.generate import PROGRAMME
from shared.policy.services import services
from shared.runtime.cli.credentials import Credentials
from shared.runtime.cli.programme import Line, read_programme
from shared.runtime.cli.scenario import Scenario
from shared.runtime.on_threads import launcher
from shared.runtime.on_threads.server import Server
from shared.runtime.settings import ONCE, SERVICES, ServiceSettings, Settings, embedded
from shared.workbench.app import Workbench
from shared.workbench.settings import NAME, ServicePlace, WorkbenchSettings
from tests.eventually import PATIENCE_SECONDS
from tests.integration.client import Client
from tests.integration.processes import free_base
from tests.workbench import earlier

UNTIL = 60
"""So many lines of the demo."""
HOLD_SECONDS = 600.0
"""A slow machine takes longer than a demo may; were the clock let go, what is loaded would be late."""
LEFT_OUT = {"survey-parcel"}
"""Commands that would only make it longer."""


@dataclass
class World:
    """`address` is where browsers open the workbench; `client` speaks to the services."""

    address: str
    client: Client
    app: Workbench
    settings: Settings
    lives: dict[str, launcher.Life]

    def stop(self, service: str) -> None:
        """As if its department had switched it off."""
        launcher.stop([self.lives.pop(service)])

    def start(self, service: str) -> None:
        (self.lives[service],) = launcher.start([service], self.settings)


@contextmanager
def world(folder: Path) -> Iterator[World]:
    base = free_base(len(SERVICES))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZHENXING_HOME", str(folder))
        patched.setenv("ZHENXING_PORT", str(base))
        settings = replace(embedded(), scenario=ONCE, hold_deadlines=HOLD_SECONDS)
    lives = dict(zip(SERVICES, launcher.start(SERVICES, settings), strict=True))
    Scenario(settings, Credentials(settings), "demo").load(_lines(), lambda line: None)
    app = Workbench(workbench_settings(settings, folder, base))
    server = Server(ServiceSettings(NAME, f"127.0.0.1:{base}"), settings.web)
    server.listen()
    server.start(app)
    made = World(f"http://localhost:{base}", Client(settings), app, settings, lives)
    try:
        yield made
    finally:
        server.end()
        launcher.stop(made.lives.values())
        app.bench.store.close()


def workbench_settings(settings: Settings, folder: Path, base: int) -> WorkbenchSettings:
    assert settings.identity is not None
    return WorkbenchSettings(
        services={
            name: ServicePlace(name, service.origin, services()[name].title)
            for name, service in settings.services.items()
        },
        identity=settings.identity,
        store=folder / "workbench.sqlite",
        hosts=frozenset({f"localhost:{base}", f"127.0.0.1:{base}"}),
        soon=PATIENCE_SECONDS,  # a full machine is no hanging service
    )


def _lines() -> list[Line]:
    lines = read_programme(PROGRAMME, SERVICES)[:UNTIL]
    demo = [line for line in lines if line.command not in LEFT_OUT]
    return [*demo, *earlier.lines(len(lines))]
