"""Connections to the broker on which nothing waits for ever, and behind amqps to no other broker."""

import ssl
from typing import Any

from kombu.connection import Connection

CONNECT_SECONDS = 3.0
READ_BYTES = 16 << 10


class BrokerNotTrusted(Exception):
    """The broker's certificate is not signed by whom we trust, or is for another host."""


def connected(
    url: str,
    seconds: float,
    ca: str = "",
    heartbeat: float = 0,
    connect_seconds: float = CONNECT_SECONDS,
) -> Connection:
    """A connection on which no call waits longer than so many seconds for its answer.

    Behind `amqps:` the broker's certificate must be for its host, and signed by `ca` (a PEM file),
    or by one of the system's authorities where that is empty.

    A broker that is starting may take a request and never answer it. py-amqp's read_timeout is an
    option of the kernel's, which a green thread's socket does not feel: so the socket gets its own.
    Raises `BrokerNotTrusted`, and the transport's errors.
    """
    connection = Connection(
        url,
        ssl=_tls(ca) if url.startswith("amqps:") else False,
        heartbeat=heartbeat,
        connect_timeout=connect_seconds,
    )
    try:
        connection.connect()
    except ssl.SSLCertVerificationError as error:
        connection.collect()
        raise BrokerNotTrusted(
            "the broker's certificate is not trusted here"
            f" ({error.verify_message}): see tls.broker_ca in the settings"
        ) from error
    except BaseException:
        connection.collect()
        raise
    transport: Any = getattr(connection.connection, "transport", None)
    if transport is not None:  # in memory there is none
        transport.sock.settimeout(seconds)
        _read_ahead(transport)
    return connection


def _tls(ca: str) -> dict[str, Any]:
    """Without a name py-amqp would not look for whom the certificate is; kombu puts the URL's."""
    return {"cert_reqs": ssl.CERT_REQUIRED, "ca_certs": ca or None, "server_hostname": None}


def _read_ahead(transport: Any) -> None:
    """Let a transport take what has arrived. py-amqp asks the socket for the seven bytes of a
    frame's head, for its body, and for its last byte; what is left over it keeps and reads next."""
    receive = transport._quick_recv
    transport._quick_recv = lambda missing: receive(max(missing, READ_BYTES))
