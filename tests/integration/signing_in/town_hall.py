"""The register of people and a workbench in this process, signing people in at some provider."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client as Browser

from shared.policy.local_time import LOCAL_TIME
from shared.policy.services import services
from shared.runtime.on_threads import launcher
from shared.runtime.settings import Settings, embedded
from shared.workbench.app import Workbench
from shared.workbench.identity.door import Door
from shared.workbench.identity.place import ProviderPlace
from shared.workbench.identity.provider import Provider
from shared.workbench.identity.register import Register
from shared.workbench.settings import ServicePlace, WorkbenchSettings
from tests.integration.client import Answer, Client, Order
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
class TownHall:
    """`keep` gives a command of the register as an organisation's administrator."""

    settings: Settings
    folder: Path
    client: Client
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

    def keep(self, command: str, by: str = "organization", **data: Any) -> Answer:
        token = self.client.token(by, "administrator", "演示-管理员")
        order = Order("people", command, by, data)
        answer = self.client.call(
            "POST", "people", f"/commands/{command}", token, {"Idempotency-Key": order.key}, data
        )
        assert answer.status == 200, answer
        return answer

    def employ(self, person: str, name: str, by: str = "housing", duty: str = "handler") -> str:
        """Register somebody and appoint them from today on; the subject at the provider."""
        subject = f"sub-{person}"
        self.keep("register-person", by, person=person, name=name, subject=subject)
        self.appoint(person, by, duty)
        return subject

    def appoint(self, person: str, by: str, duty: str = "handler") -> None:
        self.keep("appoint-person", by, person=person, duties=[duty], since=today())

    def lend(self, person: str, by: str, to: str) -> None:
        """Appoint somebody at a second organisation, as the first one has agreed."""
        self.keep("agree-to-appointment", by, person=person, organisation=to, reason="借用")
        self.appoint(person, to)

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


def today(days: int = 0) -> str:
    return (datetime.now(LOCAL_TIME).date() + timedelta(days=days)).isoformat()


@contextmanager
def town_hall(folder: Path, names: tuple[str, ...] = NAMES) -> Iterator[TownHall]:
    base = free_base(10)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZHENXING_HOME", str(folder))
        patched.setenv("ZHENXING_PORT", str(base))
        settings = embedded()
    lives = dict(zip(names, launcher.start(names, settings), strict=True))
    made = TownHall(settings, folder, Client(settings), lives)
    try:
        yield made
    finally:
        launcher.stop(made.lives.values())
        for app in made.benches:
            app.bench.store.close()
