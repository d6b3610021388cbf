"""What services say of themselves to other people's tools, none of them running."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest import MonkeyPatch
from werkzeug.test import Client

from shared.runtime.facing import application
from shared.runtime.parts import declaration, service_class
from shared.runtime.running import RunningService
from shared.runtime.settings import SERVICES, embedded


@dataclass(frozen=True)
class Unserved:
    """A server that has no connections."""

    connections: None = None


@contextmanager
def faces(home: Path) -> Iterator[dict[str, Client]]:
    """A client of each service's face."""
    with MonkeyPatch.context() as patched:
        patched.setenv("ZHENXING_HOME", str(home))
        settings = embedded()
    made = {name: RunningService(declaration(service_class(name)), settings) for name in SERVICES}
    yield {name: Client(application(service, Unserved())) for name, service in made.items()}
    for service in made.values():
        service.stop()


def document(face: Client, name: str) -> dict[str, Any]:
    told = face.get(f"/{name}.json")
    assert told.status_code == 200
    return dict(told.json or {})
