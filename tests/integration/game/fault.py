"""A fault of a game day: how it is brought about and undone, and which alerts tell of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.deployment.paging import Alert
from tests.integration.effects import Logs
from tests.integration.load import DRIVEN, Load
from tests.integration.processes import Cluster


@dataclass(frozen=True)
class Field:
    """Where the game is played."""

    cluster: Cluster
    logs: Logs
    load: Load
    folder: Path


Act = Callable[[Field], None]


@contextmanager
def as_it_is(cluster: Cluster, folder: Path) -> Iterator[None]:
    """Nothing to prepare, nothing to clear away."""
    yield


@dataclass(frozen=True)
class Fault:
    """What is done, what undoes it, and the alerts that must be told and then be over.

    `prepared` is around the whole of it, before there is load. `loses` are lanes whose answers
    are gone with the fault, since it takes a log back.
    """

    name: str
    begin: Act
    end: Act = lambda field: None
    alerts: frozenset[Alert] = frozenset()
    prepared: Callable[[Cluster, Path], AbstractContextManager[object]] = as_it_is
    loses: frozenset[str] = field(default=frozenset())

    @property
    def slug(self) -> str:
        return self.name.replace(" ", "-")


def of(service: str, *alerts: str) -> frozenset[Alert]:
    return frozenset((alert, service) for alert in alerts)


def killed(
    service: str, prepared: Callable[[Cluster, Path], AbstractContextManager[object]] = as_it_is
) -> Fault:
    return Fault(
        f"{service} is killed",
        lambda field: field.cluster.services[service].kill(),
        lambda field: field.cluster.services[service].start(),
        of(service, "ServiceAbsent"),
        prepared,
    )


def everywhere(*alerts: str) -> frozenset[Alert]:
    return frozenset((alert, name) for alert in alerts for name in DRIVEN)
