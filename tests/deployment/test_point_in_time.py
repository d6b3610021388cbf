"""A log brought back to a moment under load is whole; who has seen more than it holds tells so."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.servers import PostgreSQL, free_port
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.log.verification import compare_witness, verify
from tests.conformance.batches import batch
from tests.deployment.recovery import Archive
from tests.eventually import eventually

OWNER, ROLE, NAME = "land_owner", "land_service", "zhenxing_land"


@pytest.fixture
def source(servers_folder: Path) -> Iterator[PostgreSQL]:
    server = PostgreSQL(servers_folder / "archived", free_port())
    server.start()
    for role in (OWNER, ROLE):
        server.create_role(role, role)
    server.create_database(NAME, OWNER, guests=[ROLE])
    try:
        yield server
    finally:
        server.stop()


def log_on(server: PostgreSQL) -> Log:
    return Log("land", Database(server.url(ROLE, ROLE, NAME), pool_size=2))


def test_a_log_is_restored_to_a_moment_and_its_followers_name_what_is_gone(
    source: PostgreSQL, servers_folder: Path
) -> None:
    archive = Archive(source, servers_folder / "kept")
    archive.begin()
    owner = Database(source.url(OWNER, OWNER, NAME), pool_size=2)
    migrate(owner, ROLE)
    owner.close()
    log, over = log_on(source), threading.Event()

    def append() -> None:
        number = 0
        while not over.is_set():
            number += 1
            log.append(batch(f"parcel-{number}"))

    load = threading.Thread(target=append)
    load.start()
    try:
        archive.base_backup()
        seen = log.head().position
        eventually(lambda: log.head().position > seen + 50, "work to go on")
        before = log.head()
        moment = datetime.now(UTC)
        eventually(lambda: log.head().position > before.position + 50, "more work to be done")
    finally:
        over.set()
        load.join()
    after = log.head()
    log.close()
    archive.end()

    server = archive.restored(moment, servers_folder / "restored")
    try:
        restored = log_on(server)
        eventually(lambda: writable(restored), "the recovery to end")
        found = verify(restored.store)
        assert found.whole
        assert before.position <= found.head.position < after.position
        assert restored.hash_at(before.position) == before.hash
        [told] = compare_witness(restored.store, [("projects", after.position, after.hash)])
        assert (told.witness, told.position) == ("projects", after.position)
        assert restored.append(batch("parcel-new")).first == found.head.position + 1
        restored.close()
        restored.database.close()
    finally:
        server.stop()
    log.database.close()


def writable(log: Log) -> bool:
    with log.database.read() as connection:
        recovering = connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one()
    return not recovering
