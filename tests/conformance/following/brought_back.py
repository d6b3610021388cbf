"""A service under load is brought back to an earlier moment, on either store, and its followers with
it: the drill of docs/runbooks/restoring.md, for a second or for five minutes."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from deploy.servers import PostgreSQL
from shared.kernel.log.database import Database
from shared.runtime.backup import back_up, restore
from tests.conformance.following.services import SOMEBODY, Serving, World, following, settle
from tests.conftest import OWNER, SERVICE
from tests.deployment.recovery import Archive
from tests.eventually import PATIENCE_SECONDS, eventually

REASON = "来源恢复到出错之前"
PACE_SECONDS = 0.02
"""Between two events: fifty a second, where the machine can."""
AT_LEAST = 25
"""Events before the moment, since the backup began, and after it."""


class Keeper(Protocol):
    """How a store is kept and brought back; `store` is what it is called."""

    store: str

    def begin(self) -> None:
        """Before there is a service."""
        ...

    def back_up(self, service: str) -> None:
        """While it works."""
        ...

    def moment(self, service: str) -> datetime:
        """A moment that it can be brought back to: now."""
        ...

    def bring_back(self, service: str, moment: datetime) -> None:
        """Its settings point to the store as it was. The service is stopped."""
        ...

    def close(self) -> None: ...


class PointInTime:
    """PostgreSQL: a base backup and the WAL since, into another cluster."""

    store = "PostgreSQL"

    def __init__(self, world: World, server: PostgreSQL, folder: Path) -> None:
        self._world, self._folder = world, folder
        self._archive = Archive(server, folder / "kept")
        self._other: PostgreSQL | None = None

    def begin(self) -> None:
        self._archive.begin()

    def back_up(self, service: str) -> None:
        self._archive.base_backup()

    def moment(self, service: str) -> datetime:
        return datetime.now(UTC)

    def bring_back(self, service: str, moment: datetime) -> None:
        self._archive.end()
        other = self._other = self._archive.restored(moment, self._folder / "restored")
        urls = other.url(SERVICE, SERVICE, service), other.url(OWNER, OWNER, service)
        own = self._world.settings.services[service]
        moved = replace(own, database=urls[0], owner_database=urls[1])
        self._world.settings.services[service] = moved
        store = Database(urls[0], pool_size=1)
        eventually(lambda: _writable(store), "the recovery to end")
        store.close()

    def close(self) -> None:
        if self._other:
            self._other.stop()


class Copies:
    """SQLite: the copy that was taken at the moment, under load."""

    store = "SQLite"

    def __init__(self, world: World, folder: Path) -> None:
        self._settings = replace(world.settings, backups=folder / "backups")
        self._copy = Path()

    def begin(self) -> None:
        """Nothing: a file is copied as it is."""

    def back_up(self, service: str) -> None:
        self._copy = Path(back_up(self._settings, service, datetime.now(UTC)).place)

    def moment(self, service: str) -> datetime:
        self.back_up(service)
        return datetime.now(UTC)

    def bring_back(self, service: str, moment: datetime) -> None:
        assert restore(self._settings, service, self._copy, datetime.now(UTC)).whole

    def close(self) -> None:
        """Nothing runs."""


@dataclass(frozen=True)
class BroughtBack:
    """What a drill has shown. Of the log: events kept and gone; seconds from the last event kept to
    the moment that was asked for; seconds from the loss until the service served a whole log, and
    from then until its followers had gone on."""

    store: str
    back: timedelta
    kept: int
    gone: int
    point: float
    served: float
    went_on: float


def brought_back(world: World, keeper: Keeper, back: timedelta) -> BroughtBack:
    """Raises `AssertionError` where the log is not whole, holds less than what stood at the moment or
    anything of after it; where a follower goes on without being told, or does not when it is."""
    keeper.begin()
    source = world.source()
    followers = [
        world.start(following(world.name(name), source.name), http=True)
        for name in ("follower", "another")
    ]
    head = source.service.log.head
    with _talking(source):
        keeper.back_up(source.name)
        seen = head().position
        eventually(lambda: head().position > seen + AT_LEAST, "work to go on")
        before = head()
        moment = keeper.moment(source.name)
        then = head().position + AT_LEAST
        eventually(
            lambda: head().position > then and datetime.now(UTC) > moment + back,
            "work to be done since",
            back.total_seconds() + PATIENCE_SECONDS,
        )
    for follower in followers:
        settle(follower, source)
    known, began = head().position, time.monotonic()
    source.stop()

    keeper.bring_back(source.name, moment)
    restored = world.source()
    verified = restored.operations.verify()
    served = time.monotonic()
    assert verified["whole"]
    log = restored.service.log
    kept = log.head().position
    assert before.position <= kept < known
    assert log.hash_at(before.position) == before.hash
    [last] = log.store.read(kept - 1, 1)
    recorded = datetime.fromtimestamp(last.recorded_at / 1e6, UTC)
    assert recorded <= moment
    _say_what_is_gone(verified["witnesses"], followers, known)
    for follower in followers:
        _resync(follower, restored, kept, known)
    _go_on(followers, restored)
    went_on = time.monotonic()
    assert [w["failure"] for w in restored.operations.verify()["witnesses"]] == [None, None]
    restored.stop()
    point = (moment - recorded).total_seconds()
    return BroughtBack(
        keeper.store, back, kept, known - kept, point, served - began, went_on - served
    )


@contextmanager
def _talking(source: Serving) -> Iterator[None]:
    """Somebody works at it as long as the block lasts."""
    over = threading.Event()

    def talk() -> None:
        while not over.wait(PACE_SECONDS):
            source.say("tea")

    load = threading.Thread(target=talk)
    load.start()
    try:
        yield
    finally:
        over.set()
        load.join()


def _say_what_is_gone(
    witnesses: list[dict[str, object]], followers: list[Serving], known: int
) -> None:
    told = {witness["witness"]: witness for witness in witnesses}
    assert told.keys() == {follower.name for follower in followers}
    for witness in told.values():
        assert witness["position"] == known and witness["failure"], witness


def _resync(follower: Serving, source: Serving, kept: int, known: int) -> None:
    """It has stopped; it reports what differs, and is told to go on, for a reason."""
    label = f"reactions:{source.name}"
    eventually(lambda: follower.stopped(label), f"{follower.name} to stop")
    found = follower.operations.resync(source.name, None, True, SOMEBODY)
    assert found["differs"] and found["our_checkpoint"] == known
    assert found["last_agreed"] <= kept
    assert len(found["effects_in_doubt"]) >= known - kept
    assert follower.operations.resync(source.name, REASON, False, SOMEBODY)["resynced"]
    [(_, fact)] = follower.events("SourceResynced")
    assert (fact.from_position, fact.reason) == (known, REASON)


def _go_on(followers: list[Serving], source: Serving) -> None:
    """They take what is entered again, once."""
    source.say("entered again")
    for follower in followers:
        settle(follower, source)
        assert follower.heard("entered again") == [("entered again", 1)]


def _writable(store: Database) -> bool:
    with store.read() as connection:
        recovering = connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one()
    return not recovering
