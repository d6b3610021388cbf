"""Who keeps the others from appending can be told."""

from contextlib import closing

from shared.kernel.log.database import Database
from tests.conformance.batches import batch, in_thread
from tests.eventually import PATIENCE_SECONDS, eventually


def test_who_holds_the_writers_lock_is_told_with_who_waits(postgresql_backend):
    with postgresql_backend.open() as log:
        log.append(batch("a"))
        assert log.store.lock_holder() is None
        with closing(Database(postgresql_backend.url)) as other, other.write() as connection:
            log.store.hold_appends(connection)
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            waiting = in_thread(lambda: log.append(batch("b")))
            eventually(lambda: log.store.lock_holder().waiting == 1, "an append to wait")
            holder = log.store.lock_holder()
            assert f"pid {pid}" in holder.session and "zhenxing" in holder.session
        assert waiting.result(PATIENCE_SECONDS).last == 2
        assert log.store.lock_holder() is None


def test_sqlite_does_not_tell(sqlite_backend):
    with sqlite_backend.open() as log:
        assert log.store.lock_holder() is None
