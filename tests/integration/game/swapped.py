"""A source comes back from an older backup than its followers have seen: they stop, until resynced."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg2 import sql

from tests.eventually import eventually
from tests.integration.game.fault import Fault, Field
from tests.integration.processes import Cluster

SOURCE = "supervision"
FOLLOWERS = ("projects", "finance", "land")
DATABASE, BACKUP, SET_ASIDE = (f"zhenxing_{SOURCE}{suffix}" for suffix in ("", "_then", "_lost"))
OWNER = f"{SOURCE}_owner"
REASON = "演示-由较早的备份恢复"


@contextmanager
def with_a_backup(cluster: Cluster, folder: Path) -> Iterator[None]:
    """Its database as it stands now is kept, and the service goes on."""
    service = cluster.services[SOURCE]
    service.terminate()
    _run(cluster, "CREATE DATABASE {} TEMPLATE {} OWNER {}", BACKUP, DATABASE, OWNER)
    service.start()
    cluster.wait_ready(SOURCE)
    try:
        yield
    finally:
        _run(cluster, "DROP DATABASE IF EXISTS {}", SET_ASIDE)


def swap(field: Field) -> None:
    """Returns when followers had seen what is gone, and the older log stands in its place."""
    field.load.wait_for(3, SOURCE)
    for name in FOLLOWERS:
        eventually(lambda n=name: _follows(field.cluster, n), f"{name} to follow {SOURCE}")
    service = field.cluster.services[SOURCE]
    service.terminate()
    field.logs.forget(SOURCE)
    _run(field.cluster, "ALTER DATABASE {} RENAME TO {}", DATABASE, SET_ASIDE)
    _run(field.cluster, "ALTER DATABASE {} RENAME TO {}", BACKUP, DATABASE)
    _run(field.cluster, "GRANT CONNECT ON DATABASE {} TO {}", DATABASE, f"{SOURCE}_service")
    _run(field.cluster, "REVOKE ALL ON DATABASE {} FROM PUBLIC", DATABASE)
    service.start()
    field.cluster.wait_ready(SOURCE)


def resync(field: Field) -> None:
    for name in FOLLOWERS:
        looked = field.cluster.client.post(name, "/resync", {"source": SOURCE, "dry_run": True})
        assert looked.status == 200 and looked.body["differs"], looked
        asked = {"source": SOURCE, "reason": REASON}
        done = field.cluster.client.post(name, "/resync", asked)
        assert done.status == 200 and done.body["resynced"], done


def _follows(cluster: Cluster, name: str) -> bool:
    head = cluster.client.get(SOURCE, "/status").body["head"]
    status = cluster.client.get(name, "/status").body
    known = [s for s in status["subscriptions"] if s["source"] == SOURCE]
    return bool(known) and all(s["position"] >= head - 2 for s in known)


def _run(cluster: Cluster, statement: str, *names: str) -> None:
    with cluster.postgresql._connect() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


FAULTS = (
    Fault(
        f"{SOURCE} comes back from an older backup",
        swap,
        resync,
        frozenset(("SubscriptionStopped", name) for name in FOLLOWERS),
        with_a_backup,
        loses=frozenset({SOURCE}),
    ),
)
