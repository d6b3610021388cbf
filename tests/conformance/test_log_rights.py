"""The service's role reads the log and appends by the function; nothing else, on no way."""

from contextlib import closing

import psycopg2
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from shared.log.database import Database
from shared.log.migration import migrate
from shared.log.verification import verify
from tests.conformance.batches import batch

INSERT = "INSERT INTO records VALUES (2, 's', 1, gen_random_uuid(), 'T', '{}', '{}', 1, '\\x00', '\\x00')"


FORBIDDEN = (
    "UPDATE records SET data = '{}'",
    "DELETE FROM records",
    "TRUNCATE records",
    INSERT,
    f"GRANT INSERT ON records TO CURRENT_USER; {INSERT}",
    "DROP TABLE records",
    "ALTER TABLE records DISABLE TRIGGER ALL",
    "DROP TRIGGER records_stay ON records",
    "CREATE TRIGGER mine BEFORE INSERT ON records EXECUTE FUNCTION refuse_change()",
    "CREATE RULE mine AS ON INSERT TO records DO INSTEAD NOTHING",
    "CREATE OR REPLACE FUNCTION public.append() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "DROP FUNCTION public.append",
    "CREATE TABLE public.mine (n int)",
    "CREATE TABLE work.child () INHERITS (public.records)",
    "BEGIN; LOCK TABLE records IN ACCESS EXCLUSIVE MODE",
    "SET ROLE postgres",
)


@pytest.fixture
def backend(postgresql_backend):
    return postgresql_backend


@pytest.fixture
def run(log):
    """Runs statements as the service's role, each for itself."""
    with closing(log.database.connect()) as connection, connection.cursor() as cursor:
        yield cursor.execute


def test_the_service_may_append_by_the_function_and_nothing_else(log, run):
    log.append(batch("a"))
    for statement in FORBIDDEN:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            run(statement)
            pytest.fail(statement)
        run("ROLLBACK")
    assert verify(log.store).whole
    assert log.append(batch("a", 1)).last == 2


def test_the_function_does_not_fall_for_what_bears_the_names_of_what_it_uses(backend, log, run):
    """The service may make tables and functions of its own; the log goes past them."""
    run("CREATE TABLE work.records (LIKE public.records)")
    run("CREATE FUNCTION work.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'")
    log.append(batch("a"))
    run("DROP TABLE work.records")
    assert log.head().position == 1
    assert verify(log.store).whole


def test_the_owner_is_kept_from_a_slip(backend, log):
    log.append(batch("a"))
    for statement in ("UPDATE records SET data = '{}'", "DELETE FROM records", "TRUNCATE records"):
        with (
            closing(Database(backend.owner_url)) as owner,
            pytest.raises(DBAPIError, match="append-only"),
            owner.write() as connection,
        ):
            connection.exec_driver_sql(f"SET search_path = public; {statement}")
    assert verify(log.store).whole


def test_migrating_again_changes_nothing(backend, log):
    log.append(batch("a", events=3))
    with closing(Database(backend.owner_url)) as owner:
        migrate(owner, make_url(backend.url).username)
    log.append(batch("a", 3))
    assert verify(log.store).count == 4


def test_sqlite_too_refuses_changes(sqlite_backend):
    with sqlite_backend.open() as log:
        log.append(batch("a"))
        for statement in ("UPDATE records SET data = '{}'", "DELETE FROM records"):
            with pytest.raises(DBAPIError, match="append-only"), log.database.write() as connection:
                connection.exec_driver_sql(statement)
        assert verify(log.store).whole
