"""Connections that the server has closed are not taken from the pool; no round trip is spent on it.

A server that ends a connection, or dies, tells the kernel: what stands in the socket while no
question is open is the end, or the server's last words. A host that is gone without a word is met
by the keepalives.
"""

import os
import socket
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

_LOOK = "look"
_LEAVING_IT = int(socket.MSG_PEEK | socket.MSG_DONTWAIT)
"""Made once: to join two members of an enumeration takes as long as the look."""


def leave_out_the_dead(engine: Engine) -> None:
    """Let the pool of a PostgreSQL engine replace what the server has closed meanwhile."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        record.info[_LOOK] = _second_hand(connection)

    @event.listens_for(engine, "checkout")
    def check(connection: Any, record: Any, proxy: Any) -> None:
        if not _quiet(record.info[_LOOK]):
            raise DisconnectionError("the server closed the connection")

    @event.listens_for(engine, "close")
    def forget(connection: Any, record: Any) -> None:
        look = record.info.pop(_LOOK, None)
        if look is not None:
            look.close()


def _second_hand(connection: Any) -> Any:
    """A descriptor of our own on the connection's socket: to look at, never to read from.

    The class under `socket.socket`, which no cooperative runtime replaces: looking never waits.
    """
    return socket.SocketType(fileno=os.dup(connection.fileno()))


def _quiet(look: Any) -> bool:
    """Whether nothing stands in the socket, as befits a connection that was asked nothing."""
    try:
        look.recv(1, _LEAVING_IT)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
