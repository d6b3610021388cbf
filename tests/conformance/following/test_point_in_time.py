"""A service is brought back to a moment under load, into another cluster: its log is whole, whoever
has seen more than it holds says so, stops, and goes on when told to, with a report of what differs."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.servers import PostgreSQL, RabbitMQ, free_port
from shared.kernel.log.database import Database
from tests.conformance.following.conftest import OWNER, SERVICE
from tests.conformance.following.services import (
    SOMEBODY,
    Serving,
    Store,
    World,
    following,
    settle,
)
from tests.deployment.recovery import Archive
from tests.eventually import eventually

REASON = "来源恢复到出错之前"


@pytest.fixture
def archived(servers_folder: Path) -> Iterator[PostgreSQL]:
    """The cluster of the service that is to be restored."""
    server = PostgreSQL(servers_folder / "archived", free_port())
    server.start()
    for role in (OWNER, SERVICE):
        server.create_role(role, role)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def world(
    archived: PostgreSQL, roles: PostgreSQL, rabbitmq: RabbitMQ, broker_url: str,
    identity_folder: Path,
) -> Iterator[World]:  # fmt: skip
    """The source on that cluster, who follows it on the tests' own."""
    made = []

    def store(name: str) -> Store:
        server = archived if name.startswith("source") else roles
        server.create_database(name, OWNER, guests=[SERVICE])
        made.append((server, name))
        urls = server.url(SERVICE, SERVICE, name), server.url(OWNER, OWNER, name)
        return Store(*urls, back_up=lambda: None, restore=lambda: None)

    roles.start()
    rabbitmq.start()
    world = World("cluster", broker_url, identity_folder, store)
    yield world
    world.close()
    for server, name in made:
        server.drop_database(name)


def test_a_service_restored_to_a_moment_is_whole_and_its_followers_tell_what_is_gone_and_go_on(
    world: World, archived: PostgreSQL, servers_folder: Path
) -> None:
    archive = Archive(archived, servers_folder / "kept")
    archive.begin()
    source = world.source()
    follower = world.start(following(world.name("follower"), source.name), http=True)
    head, over = source.service.log.head, threading.Event()

    def talk() -> None:
        while not over.is_set():
            source.say("tea")

    load = threading.Thread(target=talk)
    load.start()
    try:
        archive.base_backup()
        seen = head().position
        eventually(lambda: head().position > seen + 50, "work to go on")
        before = head()
        moment = datetime.now(UTC)
        eventually(lambda: head().position > before.position + 50, "more work to be done")
    finally:
        over.set()
        load.join()
    settle(follower, source)
    after = head()
    source.stop()
    archive.end()

    server = archive.restored(moment, servers_folder / "restored")
    try:
        restored = moved(world, source.name, server)
        kept = restored.service.log.head()
        assert before.position <= kept.position < after.position
        assert restored.service.log.hash_at(before.position) == before.hash
        goes_on_for_a_reason(follower, restored, kept.position, after.position)
        restored.stop()
    finally:
        server.stop()


def goes_on_for_a_reason(follower: Serving, source: Serving, kept: int, known: int) -> None:
    """Asserts that it noticed, that the source's verification names it, and what it reports."""
    label = f"reactions:{source.name}"
    eventually(lambda: follower.stopped(label), "the follower to stop")
    verified = source.operations.verify()
    assert verified["whole"]
    [told] = verified["witnesses"]
    assert (told["witness"], told["position"]) == (follower.name, known)
    assert told["failure"]

    found = follower.operations.resync(source.name, None, True, SOMEBODY)
    assert found["differs"] and found["our_checkpoint"] == known
    assert found["last_agreed"] <= kept
    assert len(found["effects_in_doubt"]) >= known - kept
    assert follower.operations.resync(source.name, REASON, False, SOMEBODY)["resynced"]
    [(_, fact)] = follower.events("SourceResynced")
    assert (fact.from_position, fact.reason) == (known, REASON)

    source.say("wine")
    settle(follower, source)
    assert follower.heard("wine") == [("wine", 1)]
    assert source.operations.verify()["witnesses"][0]["failure"] is None


def moved(world: World, name: str, server: PostgreSQL) -> Serving:
    """The same service, on the cluster that it was restored to."""
    urls = server.url(SERVICE, SERVICE, name), server.url(OWNER, OWNER, name)
    own = world.settings.services[name]
    world.settings.services[name] = replace(own, database=urls[0], owner_database=urls[1])
    store = Database(urls[0], pool_size=1)
    eventually(lambda: writable(store), "the recovery to end")
    store.close()
    return world.source()


def writable(store: Database) -> bool:
    with store.read() as connection:
        recovering = connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one()
    return not recovering
