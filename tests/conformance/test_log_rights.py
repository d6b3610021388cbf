"""The service's role reads the log and appends by the function; nothing else, on no way."""

from contextlib import closing

import psycopg2
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from shared.kernel.log.batch import CheckpointMove
from shared.kernel.log.database import Database
from shared.kernel.log.migration import migrate
from shared.kernel.log.verification import verify
from shared.kernel.subscription.checkpoint import Checkpoint, Checkpoints, Cursors
from shared.schemas.codec import digest
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
    "INSERT INTO public.checkpoints VALUES ('reactions:projects', 9, '\\x00')",
    "UPDATE public.checkpoints SET position = 9",
    "DELETE FROM public.checkpoints",
    "SELECT * FROM public.checkpoints FOR UPDATE",
    "CREATE TEMP TABLE records (LIKE public.records)",
    "INSERT INTO public.document_chunks VALUES ('a', 0, 'b')",
    "INSERT INTO public.documents VALUES ('a', 1, 'n', 'm', 'p', 'o', 1)",
    "DELETE FROM public.document_chunks",
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


def test_no_table_of_the_services_own_stands_in_front_of_the_log(log, run):
    """Whoever has the role's password may make tables and functions; the log goes past them."""
    log.append(batch("a", events=3))
    run("CREATE TABLE work.records (LIKE public.records INCLUDING ALL)")
    run("INSERT INTO work.records SELECT * FROM public.records WHERE position < 3")
    run("UPDATE work.records SET data = '{\"n\":2}'")
    run("CREATE TABLE work.checkpoints (LIKE public.checkpoints INCLUDING ALL)")
    run("INSERT INTO work.checkpoints VALUES ('projects', 7, '\\x00')")
    run("CREATE FUNCTION work.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'")
    assert [r.data for r in log.read(0)] == ['{"n":1}'] * 3
    assert (log.head().position, log.store.count(9)) == (3, 3)
    assert [r[0] for r in log.store.read_stream("a")] == [1, 2, 3]
    assert Checkpoints(log).get("projects") == Checkpoint()
    log.append(batch("a", 3, move=CheckpointMove("projects", 0, 5, b"5" * 32)))
    assert Checkpoints(log).get("projects") == Checkpoint(5, b"5" * 32)
    verified = verify(log.store)
    assert verified.whole and verified.count == 4


def test_the_role_cannot_append_what_would_not_verify(log, run):
    """As whoever has the role's password would call it."""
    id = "00000000-0000-4000-8000-000000000001"
    run(
        "SELECT outcome, name FROM public.append(1, '{1}', '{s}', '{0}', '{1}', '{s}', '{7}',"
        f" '{{{id}}}', '{{T}}', '{{d}}', '{{m}}', ARRAY['\\x00'::bytea], '{{}}', '{{}}', '{{}}',"
        " '{}', '{}')"
    )
    assert run.__self__.fetchone() == ("malformed", "version 7 of stream s, where 1 is due")
    assert log.head().position == 0


def test_no_event_is_appended_on_what_another_batch_expects(log, run):
    """The first batch holds `s` at 0, the second `t`; its event is for `s`."""
    id = "00000000-0000-4000-8000-000000000001"
    made = digest("s", 1, id, "T", "d", "m").hex()
    run(
        "SELECT outcome, name FROM public.append_group('{s,t}', '{1,1}', '{1,2}', '{0,0}', '{0,1}',"
        f" '{{1}}', '{{1}}', '{{1}}', '{{{id}}}', '{{T}}', '{{d}}', '{{m}}', ARRAY['\\x{made}'::bytea],"
        " '{}', '{}', '{}', '{}', '{}', false)"
    )
    told = [("appended", "00" * 32), ("malformed", "no version of stream s is expected")]
    assert run.__self__.fetchall() == told
    assert log.head().position == 0


@pytest.mark.parametrize("streams", ["{s,s}", "{s,NULL}"])
def test_a_stream_is_named_once_in_a_group(log, run, streams):
    """The second batch guards `s` at 0 under its second place, which the first has surpassed."""
    id = "00000000-0000-4000-8000-000000000001"
    made = digest("s", 1, id, "T", "d", "m").hex()
    with pytest.raises(psycopg2.errors.RaiseException, match="named twice"):
        run(
            f"SELECT outcome FROM public.append_group('{streams}', '{{1,1}}', '{{1,2}}', '{{0,0}}',"
            f" '{{1,0}}', '{{1}}', '{{1}}', '{{1}}', '{{{id}}}', '{{T}}', '{{d}}', '{{m}}',"
            f" ARRAY['\\x{made}'::bytea], '{{}}', '{{}}', '{{}}', '{{}}', '{{}}', false)"
        )
    assert log.head().position == 0


def test_a_store_of_an_earlier_release_is_brought_up_to_date(backend, log, run):
    """There the role wrote checkpoints and documents itself, the relay's cursor among them."""
    role = make_url(backend.url).username
    with closing(Database(backend.owner_url)) as owner:
        with owner.write() as connection:
            for statement in (
                "DROP TABLE public.cursors, public.alembic_version",
                f'GRANT SELECT, INSERT, UPDATE, DELETE ON public.checkpoints TO "{role}"',
                f'GRANT SELECT, INSERT ON public.documents, public.document_chunks TO "{role}"',
            ):
                connection.exec_driver_sql(statement)
        run("INSERT INTO public.checkpoints VALUES ('relay', 7, '\\x07')")
        migrate(owner, role)
    assert Cursors(log.database).get("relay") == Checkpoint(7, b"\x07")
    for statement in FORBIDDEN[-8:]:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            run(statement)


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
