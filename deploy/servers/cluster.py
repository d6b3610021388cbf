"""The production shape's servers on one machine, under one folder."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.servers.postgresql import PostgreSQL
from deploy.servers.provision import provision
from deploy.servers.rabbitmq import RabbitMQ
from shared.kernel.private_files import PASSING
from shared.policy.services import BASE_PORT


@contextmanager
def cluster(home: Path, services: Sequence[str]) -> Iterator[Path]:
    """Both servers, running and provisioned, for as long as the block lasts; cluster.toml's path.

    They stand behind the services' ports: with ZHENXING_PORT 8000, PostgreSQL (5432) listens on
    8432 and RabbitMQ (5672) on 8672. Servers left behind by an earlier, killed run are taken
    over.
    """
    home.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:  # the servers' own accounts must reach their folders
        home.chmod(home.stat().st_mode & 0o7777 | PASSING)
    postgres, rabbit = private_servers(home)
    try:
        postgres.start()
        rabbit.start()
        yield provision(postgres, rabbit, services, home)
    finally:
        rabbit.stop()
        postgres.stop()


def private_servers(home: Path) -> tuple[PostgreSQL, RabbitMQ]:
    """Both as they are, running or not."""
    base = int(os.environ.get("ZHENXING_PORT", BASE_PORT))
    postgres = PostgreSQL(home / "postgresql", base + 432)
    return postgres, RabbitMQ(home / "rabbitmq", base + 672)
