"""Both backends of the log, each reached as a service reaches it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from deploy.servers import PostgreSQL
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from tests.conftest import OWNER, SERVICE, fresh


@dataclass(frozen=True)
class Backend:
    """A fresh, migrated store: `url` as the service's role, `owner_url` as who may migrate."""

    url: str
    owner_url: str

    @property
    def postgresql(self) -> bool:
        return self.url.startswith("postgresql")

    @contextmanager
    def open(self, url: str = "", **options: int) -> Iterator[Log]:
        """A log on connections of its own, as another process would have it."""
        with (
            closing(Database(url or self.url)) as database,
            closing(Log("tested", database, **options)) as log,
        ):
            yield log

    @contextmanager
    def tampering(self) -> Iterator[Callable[..., Any]]:
        """Runs statements in one transaction as the owner, past all that guards the log."""
        with closing(Database(self.owner_url)) as owner, owner.write() as connection:
            if self.postgresql:
                connection.exec_driver_sql("SET search_path = public")
                connection.exec_driver_sql("DROP TRIGGER IF EXISTS records_stay ON records")
            else:
                connection.exec_driver_sql("DROP TRIGGER IF EXISTS records_stay")
                connection.exec_driver_sql("DROP TRIGGER IF EXISTS records_remain")
            yield connection.exec_driver_sql

    def held(self, log: Log) -> AbstractContextManager[Any]:
        """While it lasts no append gets through: those who come are waiting."""
        return self._append_lock() if self.postgresql else log.database.write()

    @contextmanager
    def _append_lock(self) -> Iterator[None]:
        with closing(Database(self.url)) as database, closing(database.connect()) as connection:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(7216)")
            yield


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    """Each backend in turn, empty."""
    return request.getfixturevalue(f"{request.param}_backend")


@pytest.fixture
def sqlite_backend(tmp_path) -> Backend:
    url = f"sqlite:///{tmp_path}/log.db"
    with closing(Database(url)) as database:
        migrate(database)
    return Backend(url, url)


@pytest.fixture(scope="session")
def migrated(roles: PostgreSQL) -> str:
    """The name of a database with an empty log: a copy of it costs less than migrations."""
    roles.start()
    roles.create_database("migrated", OWNER, guests=[SERVICE])
    with closing(Database(roles.url(OWNER, OWNER, "migrated"))) as owner:
        migrate(owner, SERVICE)
    return "migrated"


@pytest.fixture
def postgresql_backend(roles: PostgreSQL, migrated: str) -> Iterator[Backend]:
    with fresh(roles, migrated) as database:
        yield Backend(database.service_url, database.owner_url)


@pytest.fixture
def log(backend: Backend) -> Iterator[Log]:
    with backend.open() as log:
        yield log
