"""A service is cut off the broker, then off the database: what it sends is swallowed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.integration.game.apart import Machine, apart
from tests.integration.game.fault import Fault, of
from tests.integration.processes import Cluster

CUT_OFF = "land"

_machines: list[Machine] = []


@contextmanager
def on_a_machine_of_its_own(cluster: Cluster, folder: Path) -> Iterator[Machine]:
    with apart(cluster, CUT_OFF, folder) as machine:
        _machines.append(machine)
        try:
            yield machine
        finally:
            _machines.remove(machine)


def cut(link: str, *alerts: str) -> Fault:
    name = {"store": "database", "broker": "broker"}[link]
    return Fault(
        f"{CUT_OFF} is cut off the {name}",
        lambda field: _machines[-1].cut(link),
        lambda field: _machines[-1].mend(link),
        of(CUT_OFF, *alerts),
        on_a_machine_of_its_own,
    )


FAULTS = (cut("broker", "RelayWaits"), cut("store", "StoreDown"))
