"""Both shapes of the product: SQLite and the in-memory broker, PostgreSQL and RabbitMQ."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from deploy.servers import PostgreSQL, RabbitMQ, User, free_port
from tests.conformance.following import sayings
from tests.conformance.following.services import Store, World
from tests.conftest import OWNER, SERVICE


@pytest.fixture(scope="session")
def broker_url(rabbitmq: RabbitMQ) -> str:
    """A virtual host for all these tests: their services have names of their own."""
    vhost = f"following-{secrets.token_hex(4)}"
    rabbitmq.add_users([User("following", "following", ".*", ".*", ".*")], vhost)
    return rabbitmq.url("following", "following", vhost)


@pytest.fixture(scope="session")
def identity_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("identity")


@pytest.fixture(params=["embedded", "cluster"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Each shape in turn, with no service yet."""
    yield request.getfixturevalue(request.param)


@pytest.fixture
def embedded(tmp_path: Path, identity_folder: Path) -> Iterator[World]:
    def store(name: str) -> Store:
        file, kept = tmp_path / f"{name}.sqlite", tmp_path / f"{name}.backup"

        def restore() -> None:
            for left in tmp_path.glob(f"{name}.sqlite*"):
                left.unlink()
            shutil.copy(kept, file)

        url = f"sqlite:///{file}"
        return Store(url, url, lambda: shutil.copy(file, kept), restore)

    yield from _closed(World("embedded", "memory://", identity_folder, store))


@pytest.fixture
def archived(servers_folder: Path) -> Iterator[PostgreSQL]:
    """A cluster of its own for a source that is to be restored."""
    server = PostgreSQL(servers_folder / "archived", free_port())
    server.start()
    for role in (OWNER, SERVICE):
        server.create_role(role, role)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def apart(
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
    yield from _closed(World("cluster", broker_url, identity_folder, store))
    for server, name in made:
        server.drop_database(name)


@pytest.fixture
def cluster(
    roles: PostgreSQL, migrated: str, rabbitmq: RabbitMQ, broker_url: str, identity_folder: Path
) -> Iterator[World]:
    postgresql = roles
    postgresql.start()
    rabbitmq.start()
    made: list[str] = []

    def store(name: str) -> Store:
        postgresql.create_database(name, OWNER, guests=[SERVICE], template=migrated)
        made.append(name)
        return Store(
            postgresql.url(SERVICE, SERVICE, name),
            postgresql.url(OWNER, OWNER, name),
            lambda: _copied(postgresql, name, f"{name}-backup", made),
            lambda: _copied(postgresql, f"{name}-backup", name, made),
        )

    yield from _closed(World("cluster", broker_url, identity_folder, store))
    for name in set(made):
        postgresql.drop_database(name)


def _copied(postgresql: PostgreSQL, name: str, copy: str, made: list[str]) -> None:
    made.append(copy)
    postgresql.drop_database(copy)
    engine = create_engine(postgresql.admin_url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # A request that was being answered when its service stopped may still hold one.
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        connection.exec_driver_sql(f'CREATE DATABASE "{copy}" TEMPLATE "{name}" OWNER {OWNER}')
    engine.dispose()


def _closed(world: World) -> Iterator[World]:
    sayings.FAILING.clear()
    yield world
    world.close()
