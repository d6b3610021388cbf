"""Private PostgreSQL and RabbitMQ for one run, durable as in production."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from deploy.servers import PostgreSQL, RabbitMQ, User, free_port
from shared.kernel.log.database import Database
from shared.kernel.log.migration import migrate


@dataclass(frozen=True)
class Store:
    """A fresh database with the log's schema: SQLAlchemy URLs of its two roles."""

    owner: str
    service: str


class Servers:
    """Both servers under one folder; each starts when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def postgresql(self) -> PostgreSQL:
        server = PostgreSQL(self.folder / "postgresql", free_port())
        server.start()
        return server

    @cached_property
    def rabbitmq(self) -> RabbitMQ:
        server = RabbitMQ(self.folder / "rabbitmq", free_port())
        server.start()
        return server

    def store(self, *, migrated: bool = True) -> Store:
        """A database of its own; not `migrated` for the peer, who makes its tables itself."""
        name = f"bench_{secrets.token_hex(4)}"
        owner, service = f"{name}_owner", f"{name}_service"
        for role in (owner, service):
            self.postgresql.create_role(role, role)
        self.postgresql.create_database(name, owner, guests=[service])
        store = Store(
            self.postgresql.url(owner, owner, name), self.postgresql.url(service, service, name)
        )
        if migrated:
            database = Database(store.owner, pool_size=1)
            migrate(database, service)
            database.close()
        return store

    def broker(self) -> str:
        """AMQP URL of a user who may do everything on a virtual host of its own."""
        vhost = f"bench-{secrets.token_hex(4)}"
        self.rabbitmq.add_users([User(vhost, vhost, ".*", ".*", ".*")], vhost)
        return self.rabbitmq.url(vhost, vhost, vhost)

    def stop(self) -> None:
        for name in ("rabbitmq", "postgresql"):
            if name in self.__dict__:
                getattr(self, name).stop()


@contextmanager
def servers() -> Iterator[Servers]:
    """Servers in a temporary folder, which goes with them."""
    folder = Path(tempfile.mkdtemp(prefix="zhenxing-bench-"))
    folder.chmod(0o711)
    running = Servers(folder)
    try:
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)
