"""RabbitMQ as any client meets it."""

from collections.abc import Iterator
from contextlib import contextmanager

import amqp
from sqlalchemy.engine import make_url

from tests.eventually import PATIENCE_SECONDS


@contextmanager
def channel(url: str) -> Iterator[amqp.Channel]:
    """A channel of plain py-amqp, as a client in any language has one."""
    parts = make_url(url)
    connection = amqp.Connection(
        host=f"{parts.host}:{parts.port}",
        userid=parts.username,
        password=parts.password,
        virtual_host=parts.database or "/",
        confirm_publish=True,
        connect_timeout=PATIENCE_SECONDS,
        read_timeout=PATIENCE_SECONDS,
    )
    connection.connect()
    try:
        yield connection.channel()
    finally:
        connection.collect()
