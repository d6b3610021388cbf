"""What the log accepts is on the disk before anyone is told; what is derived need not wait."""

import pytest
from sqlalchemy import Connection, event

from shared.kernel.log.log import Log
from tests.conformance.batches import batch
from tests.conformance.conftest import Backend

ASKED = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}
LASTING = {"sqlite": 2, "postgresql": "on"}
NOT_LASTING = {"sqlite": 1, "postgresql": "off"}


def how(connection: Connection) -> object:
    return connection.exec_driver_sql(ASKED[connection.dialect.name]).scalar()


@pytest.mark.parametrize("lasting", [True, False])
def test_a_transaction_waits_for_the_disk_unless_told_not_to(log: Log, lasting: bool) -> None:
    for other in (lasting, not lasting, lasting):  # on one connection of the pool, in turn
        with log.database.write(lasting=other) as connection:
            wanted = LASTING if other else NOT_LASTING
            assert how(connection) == wanted[connection.dialect.name]


def test_an_append_waits_for_the_disk(sqlite_backend: Backend) -> None:
    """On PostgreSQL it has a connection of its own, on which nothing else is said."""
    seen: list[object] = []
    with sqlite_backend.open() as log:
        with log.database.write(lasting=False):
            pass  # on the connection that the append will take
        event.listen(log.database.engine, "commit", lambda c: seen.append(how(c)))
        log.append(batch("a"))
    assert seen == [LASTING["sqlite"]]
