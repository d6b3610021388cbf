"""Private servers for the tests: started on first use, ended with the session."""

import gc
import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from deploy.servers import (
    PostgreSQL,
    RabbitMQ,
    ServerError,
    Tls,
    User,
    free_port,
    free_ports,
    ports,
)
from deploy.servers.provision import broker_user
from shared.runtime.garbage import collect_seldom
from tests.authority import Authority
from tests.effort import WHOLE

MOST_WORKERS = 8

SHARED = (
    "tests/integration/cluster",
    "tests/integration/cli",
    "tests/scenario",
    "tests/scenario/stories",
    "tests/workbench",
)
"""Folders whose tests share services that are started and loaded once, or the programme carried out
in memory."""
LONG = (
    "tests/scenario/test_main_flow.py",
    "tests/integration/cluster",
    "tests/scenario/stories",
    "tests/workbench",
    "tests/integration/ledgers/test_big_ledgers.py",
    "tests/integration/cli",  # serves the demo that the main flow has loaded
    "tests/scenario",
    "tests/conformance/following/test_once.py",
    "tests/conformance/following/test_parking.py",
)
"""What is begun first, in this order; of a shared folder, files that are named are apart."""
ON_SERVERS = (
    "tests/conformance",
    "tests/deployment",
    "tests/integration/cluster",
    "tests/scenario/stories",
    "tests/scenario/test_main_flow.py",
    "tests/security/test_tls",
)
"""What runs on a PostgreSQL and a RabbitMQ of its worker's own."""

settings.load_profile(WHOLE)

Server = TypeVar("Server", PostgreSQL, RabbitMQ)


OWNER, SERVICE = "tested_owner", "tested_service"
"""The roles of the tests' databases."""


@dataclass(frozen=True)
class Database:
    """A fresh database, as each of its two roles reaches it; SQLAlchemy URLs."""

    name: str
    owner_url: str
    service_url: str


@dataclass(frozen=True)
class Broker:
    """A fresh virtual host: no exchange, queue or message of another test is seen there."""

    server: RabbitMQ
    vhost: str
    users: set[str] = field(default_factory=set)

    def url(self, service: str, *, secure: bool = False) -> str:
        """AMQP URL of a service's user, with a service's rights."""
        return self.add(broker_user(service, self.vhost), secure=secure)

    def admin_url(self) -> str:
        """AMQP URL of a user who may do everything here."""
        return self.add(User("tester", self.vhost, ".*", ".*", ".*"))

    def add(self, user: User, *, secure: bool = False) -> str:
        """AMQP URL of a user with these rights here and none elsewhere; new at the first call."""
        name = f"{user.name}-{self.vhost}"
        if name not in self.users:
            rights = (user.configure, user.write, user.read)
            self.server.add_user(name, user.password, *rights, self.vhost)
            self.users.add(name)
        return self.server.url(name, user.password, self.vhost, secure=secure)


def pytest_configure() -> None:
    # What is imported stays: the collector looks through none of it, now or later.
    gc.disable()
    # A terminated run ends like an interrupted one: with its servers stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # A port found free is taken some seconds later: no other worker must find it meanwhile.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    share = len(ports.CANDIDATES) // MOST_WORKERS
    first = worker % MOST_WORKERS * share
    ports.CANDIDATES = ports.CANDIDATES[first : first + share]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins."""
    items.sort(key=lambda item: (*LONG, group_of(item.nodeid)).index(group_of(item.nodeid)))


def pytest_collection_finish() -> None:
    gc.freeze()
    collect_seldom()
    gc.enable()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return ByGroup(config, log)


class ByGroup(LoadScopeScheduling):
    """Gives each worker a group of tests at a time: of those that are not long, what needs servers
    to who has some, as long as there is something else for the others."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        if next(iter(self.workqueue)) not in LONG:
            has_servers = any(group.startswith(ON_SERVERS) for group in self.assigned_work[node])
            fitting = (g for g in self.workqueue if g.startswith(ON_SERVERS) == has_servers)
            if found := next(fitting, None):
                self.workqueue.move_to_end(found, last=False)
        super()._assign_work_unit(node)


def group_of(nodeid: str) -> str:
    """The tests of a folder that share something make a group; else those of a file."""
    file = nodeid.partition("::")[0]
    folder = file.rpartition("/")[0]
    return folder if folder in SHARED and file not in LONG else file


@pytest.fixture(scope="session")
def servers_folder() -> Iterator[Path]:
    """A temporary folder that the servers' own accounts can reach."""
    folder = Path(tempfile.mkdtemp(prefix="zhenxing-tests-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql(servers_folder: Path) -> Iterator[PostgreSQL]:
    """A private PostgreSQL cluster, as durable as in production."""
    with started(lambda: PostgreSQL(servers_folder / "postgresql", free_port())) as server:
        yield server


@pytest.fixture(scope="session")
def broker_authority(servers_folder: Path) -> Authority:
    """Who signed the broker's certificate."""
    return Authority(servers_folder / "authority", "broker-authority")


@pytest.fixture(scope="session")
def rabbitmq(servers_folder: Path, broker_authority: Authority) -> Iterator[RabbitMQ]:
    """A private RabbitMQ node, behind TLS as well."""
    certificate, key = broker_authority.sign("broker")

    def node() -> RabbitMQ:
        port, secure = free_ports(2)
        tls = Tls(secure, certificate.read_text(), key.read_text())
        return RabbitMQ(servers_folder / "rabbitmq", port, tls)

    with started(node) as server:
        yield server


@pytest.fixture(scope="session")
def roles(postgresql: PostgreSQL) -> PostgreSQL:
    """The private cluster, which knows the tests' roles."""
    for role in (OWNER, SERVICE):
        postgresql.create_role(role, role)
    return postgresql


@pytest.fixture
def database(roles: PostgreSQL) -> Iterator[Database]:
    """A fresh database, owned by one role and open to another."""
    with fresh(roles) as database:
        yield database


@contextmanager
def fresh(server: PostgreSQL, template: str = "template1") -> Iterator[Database]:
    server.start()
    name = f"test_{secrets.token_hex(6)}"
    server.create_database(name, OWNER, guests=[SERVICE], template=template)
    yield Database(name, server.url(OWNER, OWNER, name), server.url(SERVICE, SERVICE, name))
    server.start()
    server.drop_database(name)


@pytest.fixture
def broker(rabbitmq: RabbitMQ) -> Iterator[Broker]:
    """A fresh virtual host on the private node, which runs whatever the last test did to it."""
    rabbitmq.start()
    host = Broker(rabbitmq, f"test-{secrets.token_hex(6)}")
    yield host
    rabbitmq.start()
    rabbitmq.delete_vhost(host.vhost)


@contextmanager
def started(make: Callable[[], Server]) -> Iterator[Server]:
    """A running server; the test fails, and is not skipped, when its programs are missing."""
    server, missing = None, ""
    try:
        server = make()
    except ServerError as error:
        missing = str(error)
    if server is None:
        pytest.fail(missing, pytrace=False)
    try:
        server.start()
        yield server
    finally:
        server.stop()
