"""Connections to the broker on which nothing waits for ever."""

from typing import Any

from kombu.connection import Connection

CONNECT_SECONDS = 3.0


def connect(connection: Connection, seconds: float) -> None:
    """Connect; from then on no call waits longer than so many seconds for its answer.

    A broker that is starting may take a request and never answer it. py-amqp's read_timeout is an
    option of the kernel's, which a green thread's socket does not feel: so the socket gets its own.
    Raises the transport's errors.
    """
    connection.connect()
    transport: Any = getattr(connection.connection, "transport", None)
    if transport is not None:  # in memory there is none
        transport.sock.settimeout(seconds)
