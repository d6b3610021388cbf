"""Questions to a source's HTTP face on connections that are kept: asked at once, answered later.

Between the two the asker goes on with what it has to do; no thread waits in its place.
"""

import json
import socket
import ssl
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from shared.kernel.subscription.source import SourceUnavailable

CONNECT_SECONDS, READ_SECONDS = 3.0, 15.0
LARGEST = 32 << 20
"""Bytes of an answer; a page of a feed has some one or two million. Nobody fills another's memory."""
PIECE = 64 << 10
"""Bytes of an answer that goes on, at once."""
KEPT = 4
"""Connections kept open to a source: its followers read and confirm side by side."""


class Bearer(Protocol):
    """Answers the token that a source is shown. It may raise `OSError`."""

    def __call__(self) -> str: ...

    def renew(self) -> None:
        """The last one was refused: the next is read anew."""
        ...


class Answer(NamedTuple):
    """What was answered, whole."""

    status: int
    data: bytes

    def json(self) -> Any:
        """Raises `ValueError`."""
        return json.loads(self.data)


class Asking:
    """Asks a source at the address of its face. `ca` is who signed its certificate, where that is
    none of the system's. Services stand on a private network, never behind a proxy; a redirect is
    an answer."""

    def __init__(self, source: str, url: str, token: Bearer, ca: Path | None = None) -> None:
        self._source = source
        self._where = urlsplit(url)
        self._token = token
        self._ca = ca
        self._context: ssl.SSLContext | None = None
        self._kept: deque[HTTPConnection] = deque()

    def begin(self, path: str) -> "Question":
        """Ask. Raises `SourceUnavailable`."""
        return Question(self, self._where.path.rstrip("/") + path)

    def listen(self, path: str, seconds: float) -> "Stream":
        """An answer that goes on, the beginning of it within so many seconds. Raises
        `SourceUnavailable`."""
        return Stream(self, self._where.path.rstrip("/") + path, seconds)

    def send(self, connection: HTTPConnection, path: str) -> None:
        """Raises `OSError`, `HTTPException`."""
        connection.request("GET", path, headers={"Authorization": f"Bearer {self._token()}"})

    def refused(self) -> None:
        """The token was not taken."""
        self._token.renew()

    def kept(self) -> HTTPConnection | None:
        """A connection that somebody has left open."""
        with suppress(IndexError):
            return self._kept.pop()
        return None

    def keep(self, connection: HTTPConnection) -> None:
        """Leave a connection to the next who asks."""
        if len(self._kept) < KEPT:
            self._kept.append(connection)
        else:
            connection.close()

    def connected(self) -> HTTPConnection:
        """A new connection. Raises `OSError`."""
        host, port = self._where.hostname or "", self._where.port
        if self._where.scheme == "https":
            if self._context is None:
                ca = str(self._ca) if self._ca else None
                self._context = ssl.create_default_context(cafile=ca)
            connection: HTTPConnection = HTTPSConnection(
                host, port, timeout=CONNECT_SECONDS, context=self._context
            )
        else:
            connection = HTTPConnection(host, port, timeout=CONNECT_SECONDS)
        connection.connect()
        connection.sock.settimeout(READ_SECONDS)
        return connection

    @contextmanager
    def translated(self) -> Iterator[None]:
        """What goes wrong as `SourceUnavailable`."""
        try:
            yield
        except ssl.SSLError as error:
            raise SourceUnavailable(
                f"{self._source}'s feed: its certificate is not trusted here (tls.ca)"
            ) from error
        except (HTTPException, OSError) as error:  # OSError: of the token's file as well
            raise SourceUnavailable(f"{self._source}'s feed: {type(error).__name__}") from error


class Question:
    """A question under way."""

    def __init__(self, asking: Asking, path: str) -> None:
        self._asking, self._path = asking, path
        with asking.translated():
            self._send()

    def answer(self) -> Answer:
        """As soon as it is there; once. Raises `SourceUnavailable`."""
        with self._asking.translated():
            answer = self._read()
            if answer.status == 401:
                self._asking.refused()
                self._send()
                answer = self._read()
        return answer

    def _send(self) -> None:
        kept = self._asking.kept()
        self._again = kept is not None
        self._connection = kept or self._asking.connected()
        try:
            self._asking.send(self._connection, self._path)
        except (HTTPException, OSError) as error:
            self._ask_anew(error)

    def _read(self) -> Answer:
        try:
            return self._whole()
        except TimeoutError:
            self._connection.close()
            raise
        except (HTTPException, OSError) as error:
            self._ask_anew(error)
        return self._whole()

    def _ask_anew(self, error: Exception) -> None:
        """On a new connection: a kept one may have been cut while it was idle."""
        self._connection.close()
        if not self._again:
            raise error
        self._again = False
        self._connection = self._asking.connected()
        self._asking.send(self._connection, self._path)

    def _whole(self) -> Answer:
        response = self._connection.getresponse()
        answer = Answer(response.status, response.read(LARGEST + 1))
        if len(answer.data) > LARGEST:
            self._connection.close()
            raise HTTPException("more than an answer may have")
        if not response.will_close:
            self._asking.keep(self._connection)
        return answer


class Stream:
    """An answer that goes on, on a connection of its own; `asked_at` by the monotonic clock."""

    def __init__(self, asking: Asking, path: str, seconds: float) -> None:
        self._asking = asking
        with asking.translated():
            self._connection = asking.connected()
            self._sock = self._connection.sock  # it is the answer's alone where that is the last
            try:
                self._sock.settimeout(seconds)
                self.asked_at = time.monotonic()
                asking.send(self._connection, path)
                self._response = self._connection.getresponse()
            except BaseException:
                self._connection.close()
                raise
        self.status = self._response.status

    def read(self) -> bytes:
        """What has come, at least something; nothing at the end. Raises `SourceUnavailable`."""
        with self._asking.translated():
            piece = self._response.read1(PIECE)
            self._sock.settimeout(READ_SECONDS)
        return piece

    def cut(self) -> None:
        """End it: who reads hears at once that no more comes."""
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._response.close()
        self._connection.close()
