"""A process is frozen for longer than it leads, and goes on as if nothing had been."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.eventually import eventually
from tests.integration.client import Client
from tests.integration.cluster.test_replicas import replica
from tests.integration.game.fault import Fault, Field, of
from tests.integration.load import allocations
from tests.integration.processes import Cluster

FROZEN = "finance"

_replicas: list[Client] = []


@contextmanager
def beside_a_replica(cluster: Cluster, folder: Path) -> Iterator[Client]:
    """The process that came first leads; another one of the service is ready to."""
    with replica(cluster, FROZEN, folder) as other:
        _replicas.append(other)
        try:
            yield other
        finally:
            _replicas.remove(other)


def freeze(field: Field) -> None:
    """Returns when the other process leads: it has published what only the frozen one might."""
    os.kill(field.cluster.services[FROZEN].pid, signal.SIGSTOP)
    order = next(allocations())
    assert _replicas[-1].give(order).status == 200
    eventually(lambda: _all_published(_replicas[-1]), "the lead to pass on")


def go_on(field: Field) -> None:
    os.kill(field.cluster.services[FROZEN].pid, signal.SIGCONT)


def _all_published(client: Client) -> bool:
    status = client.get(FROZEN, "/status").body
    relay = next(s for s in status["subscriptions"] if s["name"] == "relay")
    return bool(relay["position"] == status["head"])


FAULTS = (
    Fault(
        f"{FROZEN} is frozen past its leadership",
        freeze,
        go_on,
        of(FROZEN, "ServiceAbsent"),
        beside_a_replica,
    ),
)
