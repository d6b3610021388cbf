"""The body of a request, read strictly: no line without an end, no chunk without a size."""

import re
from collections.abc import Callable
from typing import Any

_SIZE = re.compile(rb"[0-9a-fA-F]{1,8}")
_LINE = 8 << 10
_LINES = 1 << 20
"""Bytes of chunk sizes and trailers that one body may have beside what it says."""
_PIECE = 16 << 10


class Body:
    """What `wsgi.input` and the servers need of a body.

    `length` is None for a chunked one. `go_on` is called before the first byte is read, for a
    client that waits to be told so. Reading raises `TimeoutError`, `OSError`, and `ValueError`
    for chunks that are none.
    """

    def __init__(
        self, file: Any, length: int | None, go_on: Callable[[], None] | None = None
    ) -> None:
        self._file = file
        self._go_on = go_on
        self._chunk = 0
        self._lines = 0
        self._ended = length == 0
        self._broken = False
        self.content_length = length
        self.chunked_input = length is None
        self.position = 0
        self.headers_sent: list[int] = []
        """Filled by the server as soon as an answer is on its way."""

    @property
    def should_send_hundred_continue(self) -> bool:
        """Whether the client still waits to be told to send its body."""
        return self._go_on is not None

    @property
    def left(self) -> int | None:
        """How many bytes have not been read; None where nobody knows, or none will come."""
        if self._broken:
            return None
        if self._ended:
            return 0
        return None if self.content_length is None else self.content_length - self.position

    def read(self, length: int = -1) -> bytes:
        """So many bytes, fewer only at the end of the body; all of them without `length`."""
        if self._go_on and not self.headers_sent:
            self._go_on()
        self._go_on = None
        pieces = []
        try:
            while length and (piece := self._piece(length)):
                pieces.append(piece)
                length -= len(piece) if length > 0 else 0
        except (OSError, ValueError):
            self._broken = True
            raise
        return b"".join(pieces)

    def discard(self) -> None:
        """Read what is left, so that the next request of the connection can be read."""
        while self.read(_PIECE):
            pass

    def _piece(self, length: int) -> bytes:
        if self.content_length is None and not self._chunk and not self._ended:
            self._begin_chunk()
        left = self._chunk if self.content_length is None else self.left or 0
        wanted = min(left, _PIECE, length if length > 0 else _PIECE)
        piece: bytes = self._file.read(wanted) if wanted else b""
        self.position += len(piece)
        if len(piece) < wanted:
            self._ended = True
            if self.content_length is None:
                raise OSError("the body broke off within a chunk")
        elif self.content_length is None and piece:
            self._chunk -= len(piece)
            if not self._chunk and self._line():
                raise ValueError("a chunk is longer than its size")
        elif self.position == self.content_length:
            self._ended = True
        return piece

    def _begin_chunk(self) -> None:
        size = self._line().partition(b";")[0].strip()
        if not _SIZE.fullmatch(size):
            raise ValueError("a chunk without a size")
        self._chunk = int(size, 16)
        if not self._chunk:
            self._ended = True
            while self._line():  # trailers, which nobody reads
                pass

    def _line(self) -> bytes:
        line: bytes = self._file.readline(_LINE)
        self._lines += len(line)
        if not line.endswith(b"\n") or self._lines > _LINES:
            raise OSError("a line without an end, or too many of them")
        return line.rstrip(b"\r\n")
