"""A store of the first release is brought up to this one: every event stays, the chain, the rights.

What Alembic owns are the tables that a store's owner makes; see docs/adr.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from shared.kernel.log import migration, revision, revisions
from shared.kernel.log.batch import Appended, Batch, CheckpointMove, OtherRevision
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.log.recorded import split_type
from shared.kernel.log.revision import check, newest, revision_of
from shared.kernel.log.verification import verify
from shared.kernel.subscription.checkpoint import Checkpoint, Checkpoints, Cursors
from shared.runtime.parts import declaration, service_class
from shared.runtime.running import RunningService
from shared.runtime.settings import SERVICES as RUN_HERE
from shared.runtime.settings import ServiceSettings, Settings
from tests.conformance.batches import batch, event, unchecked
from tests.conformance.first_release import SERVICES, first_store, role_of
from tests.conformance.release_before import append_as_before
from tests.eventually import PATIENCE_SECONDS, eventually

REVISIONS = Path(revisions.__file__).parent


@dataclass(frozen=True)
class Empty:
    """A store with no table in it: `url` as its service, `owner_url` as its owner."""

    url: str
    owner_url: str

    def owner(self) -> Database:
        return Database(self.owner_url, pool_size=2)

    def migrate(self) -> list[str]:
        with closing(self.owner()) as owner:
            return migrate(owner, role_of(self.url))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Empty]:
    if request.param == "sqlite":
        yield Empty(*[f"sqlite:///{tmp_path}/store.sqlite"] * 2)
        return
    made = request.getfixturevalue("database")
    yield Empty(made.service_url, made.owner_url)


FOLLOWS_LATE = {"finance": {"ReceiptNumberTaken"}}
"""What a service of this release does once it has followed its own old log: receipts of then took
no numbers."""


@pytest.mark.parametrize("service", SERVICES)
def test_a_store_of_the_first_release_keeps_every_event_and_its_views_are_made(
    empty: Empty, service: str, tmp_path: Path
) -> None:
    before = first_store(service)
    with closing(empty.owner()) as owner:
        before.lay(owner, role_of(empty.url))
    assert empty.migrate() == ["0001", "0002", "0003", "0004", "0005", "0006", "0007"]
    with closing(Database(empty.url)) as database, closing(Log(service, database)) as log:
        kept = [record._asdict() for record in log.read_all()]
        for record in kept:
            del record["prev_hash"]
        assert kept == list(before.records)
        assert verify(log.store).whole
        relay = next(c for c in before.checkpoints if c["subscription"] == "relay")
        assert Cursors(database).get("relay") == Checkpoint(relay["position"], relay["hash"])
    _make_views(service, empty, tmp_path)
    with closing(Database(empty.url)) as database, closing(Log(service, database)) as log:
        added = [split_type(record.type)[0] for record in log.read_all(len(kept))]
        assert set(added) == FOLLOWS_LATE.get(service, set()), "nothing else follows from it anew"
        head = len(kept) + len(added)
        assert log.append(batch("a")).first == head + 1
        assert verify(log.store).count == head + 1


def _make_views(service: str, store: Empty, folder: Path) -> None:
    """Run the service of this release on the store until it has folded all of it."""
    running = _service(service, store.url, store.owner_url, folder)
    running.start()
    try:
        assert running.prepared.wait(PATIENCE_SECONDS), running.other_columns
        eventually(running.caught_up, f"the views of {service} to be made")
        assert running.reader.set_aside() == {}
    finally:
        running.stop()


def _service(name: str, url: str, owner_url: str, folder: Path) -> RunningService:
    """A service of this release, all others away; deadlines that have passed since are not told."""
    own = ServiceSettings(name, "127.0.0.1:1", url, "memory://", owner_url)
    away = {other: ServiceSettings(other, "127.0.0.1:1") for other in RUN_HERE}
    settings = Settings(
        "embedded", {**away, name: own}, identity=folder / "identity", hold_deadlines=3600.0
    )
    return RunningService(declaration(service_class(name)), settings)


def test_a_service_without_the_owners_password_runs_on_what_the_owner_migrated(
    database: Any, tmp_path: Path
) -> None:
    store = Empty(database.service_url, database.owner_url)
    running = _service("people", store.url, "", tmp_path)
    try:
        with pytest.raises(OtherRevision, match="`zhenxing migrate people`"):
            running.prepare()
        store.migrate()
        running.prepare()
        assert running.log.head().position == 0
    finally:
        running.stop()


def test_a_log_goes_on_whose_replicas_of_the_release_before_still_append(database: Any) -> None:
    """They were there before it was migrated, and call the function that they know."""
    store = Empty(database.service_url, database.owner_url)
    store.migrate()
    with closing(store.owner()) as owner, owner.write() as connection:
        connection.exec_driver_sql("DROP FUNCTION public.append_group")
        connection.exec_driver_sql("UPDATE public.alembic_version SET version_num = '0005'")
    lone = Batch((event("a", 1), event("b", 1), event("a", 2)), {"a": 0, "b": 0, "guarded": 0})
    move = CheckpointMove("projects", 0, 5, b"5" * 32)
    strayed = unchecked((event("a", 3), event("strayed", 1)), {"a": 2})
    with closing(Database(store.url)) as database, closing(Log("tested", database)) as log:
        before = closing(database.connect())
        assert store.migrate() == ["0006", "0007"]
        with before as connection, connection.cursor() as cursor:
            assert append_as_before(cursor, [lone]) == [("appended", 1, 3, None)]
            log.append(batch("c", guards={"a": 2}))
            group = [
                batch("c", 1, move=move),
                lone,
                batch("d", guards={"c": 1}),
                strayed,
                batch("d"),
            ]
            assert append_as_before(cursor, group) == [
                ("appended", 5, 5, None),
                ("replay", 1, 3, None),
                ("conflict", None, None, "c"),
                ("malformed", None, None, "no version of stream strayed is expected"),
                ("appended", 6, 6, None),
            ]
        assert log.append(batch("d", 1, guards={"c": 2})) == Appended(7, 7)
        assert Checkpoints(log).get("projects") == Checkpoint(5, b"5" * 32)
        verified = verify(log.store)
        assert verified.whole and verified.count == 7


def test_a_store_at_this_release_is_left_as_it_is(empty: Empty) -> None:
    assert empty.migrate() == ["0001", "0002", "0003", "0004", "0005", "0006", "0007"]
    assert empty.migrate() == []
    with closing(Database(empty.url)) as database:
        check(database, "land")
        assert revision_of(database) == newest()


def test_a_service_that_may_not_migrate_says_what_to_run(empty: Empty) -> None:
    with closing(Database(empty.url)) as database:
        with pytest.raises(OtherRevision, match="`zhenxing migrate land` with the owner's"):
            check(database, "land")
        empty.migrate()
        _stamp(empty, "0004")
        with pytest.raises(OtherRevision, match=rf"at revision 0004, this release's at {newest()}"):
            check(database, "land")


def test_a_store_of_a_later_release_is_left_alone(empty: Empty) -> None:
    empty.migrate()
    _stamp(empty, "9999")
    with pytest.raises(OtherRevision, match="install the one that migrated it"):
        empty.migrate()
    with (
        closing(Database(empty.url)) as database,
        pytest.raises(OtherRevision, match="does not know"),
    ):
        check(database, "land")


def test_what_fails_on_its_way_has_changed_nothing(
    empty: Empty, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = first_store("finance")
    with closing(empty.owner()) as owner:
        before.lay(owner, role_of(empty.url))
    taking = revision.upgrade

    def broken(connection):
        taking(connection)
        raise RuntimeError("the power goes")

    monkeypatch.setattr(migration, "upgrade", broken)
    with pytest.raises(RuntimeError, match="the power goes"):
        empty.migrate()
    monkeypatch.undo()
    with closing(empty.owner()) as owner:
        assert revision_of(owner) == ""
    assert empty.migrate()[-1] == newest()


def test_functions_change_with_a_revision_alone() -> None:
    """A store gets them with it: else a service would run on the old ones, and nobody would know."""
    functions = sorted(REVISIONS.parent.glob("functions*.postgresql.sql"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in functions)).hexdigest()
    last = max(REVISIONS.glob("r*.py")).read_text(encoding="utf-8")
    told = re.search(r'^functions = "(\w+)"$', last, re.M)
    assert told and told[1] == digest, f"write a new revision with functions = {digest!r}"


def test_revisions_follow_each_other_as_their_files_are_named() -> None:
    folder = str(REVISIONS)
    scripts = ScriptDirectory(folder, version_locations=[folder])
    chain = [one.revision for one in scripts.walk_revisions()][::-1]
    assert chain == [file.name[1:5] for file in sorted(REVISIONS.glob("r*_*.py"))]
    assert newest() == chain[-1]


def test_a_revision_only_adds() -> None:
    """Replicas of the release before work on beside it, and no event is touched."""
    for file in REVISIONS.glob("*.sql"):
        said = re.sub(r"--.*", "", file.read_text(encoding="utf-8")).upper()
        assert not re.search(r"\b(DROP (TABLE|COLUMN)|RENAME|TRUNCATE|DELETE FROM)\b", said), file
        assert "ALTER TABLE" not in said or "ADD COLUMN" in said, file


def _stamp(store: Empty, at: str) -> None:
    engine = create_engine(store.owner_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{at}'")
    engine.dispose()
