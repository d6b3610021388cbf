"""A source comes back from an older backup than its followers have seen: they stop, until resynced."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg2 import sql

from tests.eventually import eventually
from tests.integration.game.fault import Fault, Field, of
from tests.integration.processes import Cluster

SOURCE, FOLLOWER = "land", "projects"
"""What rests on events that are gone stops whoever did it; who only passed them over goes back."""
DATABASE, BACKUP, SET_ASIDE = (f"zhenxing_{SOURCE}{suffix}" for suffix in ("", "_then", "_lost"))
COURSE = 6
"""Commands with at least one allocation among them that is given back."""
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
    """Returns when the follower had acted on what is gone, and the older log stands in its place."""
    acted = _acts(field)
    field.load.wait_for(COURSE, SOURCE)
    eventually(lambda: _acts(field) > acted, f"{FOLLOWER} to act on what {SOURCE} says")
    service = field.cluster.services[SOURCE]
    service.terminate()
    field.logs.restored(SOURCE)
    _run(field.cluster, "ALTER DATABASE {} RENAME TO {}", DATABASE, SET_ASIDE)
    _run(field.cluster, "ALTER DATABASE {} RENAME TO {}", BACKUP, DATABASE)
    _run(field.cluster, "GRANT CONNECT ON DATABASE {} TO {}", DATABASE, f"{SOURCE}_service")
    _run(field.cluster, "REVOKE ALL ON DATABASE {} FROM PUBLIC", DATABASE)
    service.start()
    field.cluster.wait_ready(SOURCE)


def resync(field: Field) -> None:
    client = field.cluster.client
    looked = client.post(FOLLOWER, "/resync", {"source": SOURCE, "dry_run": True})
    assert looked.status == 200 and looked.body["differs"], looked
    assert looked.body["effects_in_doubt"], looked
    done = client.post(FOLLOWER, "/resync", {"source": SOURCE, "reason": REASON})
    assert done.status == 200 and done.body["resynced"], done


def _acts(field: Field) -> int:
    """How often the follower has acted on the source's events."""
    return sum(r["meta"].get("source") == SOURCE for r in field.logs.of(FOLLOWER))


def _run(cluster: Cluster, statement: str, *names: str) -> None:
    with cluster.postgresql._connect() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


FAULTS = (
    Fault(
        f"{SOURCE} comes back from an older backup",
        swap,
        resync,
        of(FOLLOWER, "SubscriptionStopped"),
        with_a_backup,
        loses=frozenset({SOURCE}),
    ),
)
