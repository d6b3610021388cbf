"""The register of people and a workbench in this process, signing people in at some provider."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client as Browser

from shared.policy.services import services
from shared.runtime.on_threads import launcher
from shared.runtime.settings import Settings, embedded
from shared.workbench.app import Workbench
from shared.workbench.identity.door import Door
from shared.workbench.identity.place import ProviderPlace
from shared.workbench.identity.provider import Provider
from shared.workbench.identity.register import Register
from shared.workbench.settings import ServicePlace, WorkbenchSettings
from tests.integration.client import Client
from tests.integration.keeping import Keeper
from tests.integration.processes import free_base

NAMES = ("people", "supervision")
HOST = "localhost:8000"
"""What browsers call the workbench: it is asked in this process, at no port."""


@dataclass
class Clock:
    """Seconds, as the test lets them pass."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class TownHall(Keeper):
    """A register of people, and the workbenches that sign people in by it."""

    settings: Settings
    folder: Path
    lives: dict[str, launcher.Life]
    benches: list[Workbench] = field(default_factory=list)

    def workbench(
        self, issuer: str, client: str = "workbench", secret: str = "s", host: str = HOST
    ) -> "Desk":
        """A workbench that signs people in there."""
        place = ProviderPlace(issuer, client, secret, f"http://{host}/sign-in/back")
        assert self.settings.identity is not None
        app = Workbench(
            WorkbenchSettings(
                services={
                    name: ServicePlace(name, self.settings.services[name].origin, services()[name].title)
                    for name in self.lives
                },
                identity=self.settings.identity,
                store=self.folder / f"workbench-{len(self.benches)}.sqlite",
                hosts=frozenset({host}),
                provider=place,
            )
        )  # fmt: skip
        clock = Clock()
        door = Door(Provider(place), Register(app.bench.faces), clock)
        app.bench = replace(app.bench, door=door)
        self.benches.append(app)
        return Desk(app, door, clock)

    def stop(self, service: str) -> None:
        launcher.stop([self.lives.pop(service)])

    def start(self, service: str) -> None:
        (self.lives[service],) = launcher.start([service], self.settings)


@dataclass
class Desk:
    """A workbench, its door, and the door's clock."""

    app: Workbench
    door: Door
    clock: Clock

    def browser(self) -> "Visitor":
        return Visitor(Browser(self.app))


@dataclass
class Page:
    status: int
    text: str
    location: str
    policy: str


@dataclass
class Visitor:
    """Somebody's browser at the workbench."""

    browser: Browser

    def get(self, path: str) -> Page:
        return self._page("GET", path)

    def post(self, path: str, **form: str) -> Page:
        return self._page("POST", path, data=form, headers={"Origin": f"http://{HOST}"})

    def _page(self, method: str, path: str, **more: Any) -> Page:
        answer = self.browser.open(path, method=method, base_url=f"http://{HOST}", **more)
        policy = answer.headers.get("Content-Security-Policy", "")
        return Page(
            answer.status_code, answer.get_data(True), answer.headers.get("Location", ""), policy
        )


@contextmanager
def town_hall(folder: Path, names: tuple[str, ...] = NAMES) -> Iterator[TownHall]:
    base = free_base(10)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZHENXING_HOME", str(folder))
        patched.setenv("ZHENXING_PORT", str(base))
        settings = embedded()
    lives = dict(zip(names, launcher.start(names, settings), strict=True))
    made = TownHall(Client(settings), settings, folder, lives)
    try:
        yield made
    finally:
        launcher.stop(made.lives.values())
        for app in made.benches:
            app.bench.store.close()
