"""What is written at once is written whole or not at all, and costs PostgreSQL one round trip."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import BigInteger, Column, MetaData, Table, Text, bindparam, select, update

from shared.kernel.log import prepared, rows
from shared.kernel.log.at_once import AlreadyThere, CompareAndSet, NotAsExpected
from shared.kernel.log.batch import StoreUnavailable, TableMissing
from shared.kernel.log.database import Database
from tests.conformance.round_trips import counting

metadata = MetaData()
places = Table(
    "places",
    metadata,
    Column("name", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("note", Text, nullable=False),
)
MOVE = CompareAndSet(
    update(places)
    .where(places.c.name == bindparam("who"))
    .where(places.c.position == bindparam("start"))
    .values(position=bindparam("end"))
)


@pytest.fixture
def store(backend) -> Iterator[Database]:
    with backend.open() as log:
        with log.database.write() as connection:
            metadata.create_all(connection)
            rows.upsert(connection, places, [row("a", 1)])
        yield log.database


def row(name: str, position: int, note: str = "演示 100% : ? \\ ' ;") -> dict[str, object]:
    return {"name": name, "position": position, "note": note}


def move(store: Database, start: int, end: int, *new: dict[str, object]) -> None:
    with store.write_at_once(lasting=False) as connection:
        MOVE.run(connection, {"who": "a", "start": start, "end": end}, 1)
        if new:
            rows.upsert(connection, places, list(new))


def kept(store: Database) -> dict[str, tuple[int, str]]:
    with store.read() as connection:
        return {r.name: (r.position, r.note) for r in connection.execute(select(places))}


def test_all_of_it_is_written_as_it_was_given(store: Database) -> None:
    new = [row("b", 5), row("c", 7, "%s %(name)s %%")]
    move(store, 1, 2, *new)
    found = kept(store)
    assert found["a"][0] == 2
    assert found["b"] == (5, "演示 100% : ? \\ ' ;")
    assert found["c"] == (7, "%s %(name)s %%")


def test_nothing_is_written_where_another_was_first(store: Database) -> None:
    move(store, 1, 2)
    with pytest.raises(NotAsExpected):
        move(store, 1, 3, row("b", 5))
    assert {name: at for name, (at, _) in kept(store).items()} == {"a": 2}
    move(store, 2, 3)  # the connection serves on


def test_nothing_is_written_where_a_row_that_must_be_new_is_there(store: Database) -> None:
    def begin(start: int, new: dict[str, object]) -> None:
        with store.write_at_once(lasting=False) as connection:
            MOVE.run(connection, {"who": "a", "start": start, "end": start + 1}, 1)
            rows.insert(connection, places, [new])

    begin(1, row("b", 5))
    with pytest.raises(AlreadyThere):
        begin(2, row("b", 6))
    assert {name: at for name, (at, _) in kept(store).items()} == {"a": 2, "b": 5}
    begin(2, row("c", 7))  # the connection serves on


def test_of_many_who_move_from_the_same_place_one_gets_through(store: Database) -> None:
    outcomes: list[str] = []

    def run(number: int) -> None:
        try:
            move(store, 1, 2, row(f"n-{number}", number))
            outcomes.append("moved")
        except NotAsExpected:
            outcomes.append("late")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["late"] * 7 + ["moved"]
    assert len(kept(store)) == 2


def test_an_error_within_leaves_everything_as_it_was(store: Database) -> None:
    with pytest.raises(ZeroDivisionError), store.write_at_once() as connection:
        rows.upsert(connection, places, [row("b", 5)])
        raise ZeroDivisionError
    with pytest.raises(Exception, match="(?i)null"):
        move(store, 1, 2, {"name": "b", "position": None, "note": ""})
    assert {name: at for name, (at, _) in kept(store).items()} == {"a": 1}


def test_a_table_that_is_gone_is_missing(store: Database) -> None:
    with store.write() as connection:
        metadata.drop_all(connection)
    with pytest.raises(TableMissing):
        move(store, 1, 2)


def test_what_is_asked_meanwhile_is_answered_at_once(store: Database) -> None:
    with store.write_at_once() as connection:
        found = rows.load(connection, places, ["a"])
        rows.upsert(connection, places, [row("b", found[0]["position"] + 1)])
    assert kept(store)["b"][0] == 2


def test_it_costs_one_round_trip(postgresql_backend, monkeypatch: pytest.MonkeyPatch) -> None:
    with counting(monkeypatch) as trips, postgresql_backend.open() as log:
        with log.database.write() as connection:
            metadata.create_all(connection)
            rows.upsert(connection, places, [row("a", 1)])
        before = trips.count
        move(log.database, 1, 2, row("b", 5), row("c", 7))
        assert trips.count - before == 1


def test_a_statement_is_planned_once_a_connection(
    postgresql_backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgresql_backend.open() as log:
        store = log.database
        with store.write() as connection:
            metadata.create_all(connection)
            rows.upsert(connection, places, [row("a", 1)])
        move(store, 1, 2, row("b", 5))
        first = planned(store)
        assert len(first) == 2
        move(store, 2, 3, row("b", 6))
        assert planned(store) == first
        with pytest.raises(NotAsExpected):
            move(store, 2, 3)
        assert planned(store) == []  # how far the failed one came, nobody knows
        move(store, 3, 4, row("b", 7))
        monkeypatch.setattr(prepared, "MOST", 2)
        with store.write_at_once() as connection:
            rows.delete(connection, places, ["b"])
        assert len(planned(store)) == 1
        assert kept(store).keys() == {"a"}


def planned(store: Database) -> list[tuple[str, str]]:
    """What the connection that is given next has prepared, and when."""
    with store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT name, prepare_time::text FROM pg_prepared_statements"
        )
        return sorted((name, when) for name, when in found)


def test_a_lost_connection_is_an_unavailable_store(postgresql_backend) -> None:
    with postgresql_backend.open() as log:
        with log.database.write() as connection:
            metadata.create_all(connection)
        with pytest.raises(StoreUnavailable), log.database.write_at_once() as connection:
            rows.upsert(connection, places, [row("b", 5)])
            driver = connection.connection.dbapi_connection
            with log.database.read() as other:
                pid = driver.info.backend_pid
                other.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
        assert kept(log.database) == {}
