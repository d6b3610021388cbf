"""The head of a request, read strictly: bounded, and no two readers can disagree on it."""

import re
from typing import Any

from shared.runtime.web.answers import wrong_length

LINE = 8 << 10
HEADERS = 100
ALL = 64 << 10
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\x00\r\n]*)\r\n")
"""Blanks around a value are taken off afterwards: a pattern that leaves them out looks at a long run of
them again from each one."""


class Refused(Exception):
    """A head that can't be taken, with the status that says so."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Head:
    """The lines of a head; a longer one is `Refused`, with 414 the first, else with 431."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._lines = self._bytes = 0

    def readline(self) -> bytes:
        """A line with its end; without one only where the client sends no more."""
        line: bytes = self._file.readline(LINE)
        self._lines += 1
        self._bytes += len(line)
        if len(line) == LINE and not line.endswith(b"\n"):
            first = self._lines == 1
            raise (
                Refused(414, "too long an address") if first else Refused(431, "too long a header")
            )
        if self._lines > HEADERS + 2 or self._bytes > ALL:
            raise Refused(431, "too many headers")
        return line


class Headers:
    """The headers of a request by their names in lower case; repeated ones are joined."""

    def __init__(self, head: Head) -> None:
        self._values: dict[str, list[str]] = {}
        while (line := head.readline()) != b"\r\n":
            if not line.endswith(b"\n"):
                raise ConnectionError("the head broke off")
            header = _HEADER.fullmatch(line)
            if not header:
                raise Refused(400, "no header")
            name, value = (part.decode("latin-1").strip(" \t") for part in header.groups())
            self._values.setdefault(name.lower(), []).append(value)
        if wrong := wrong_length(self.all("content-length"), self.all("transfer-encoding")):
            raise Refused(400, wrong)

    def all(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def get(self, name: str) -> str:
        """A header's value; empty where it is not given."""
        return ",".join(self.all(name))

    @property
    def length(self) -> int | None:
        """How long the body is; None for one in chunks."""
        return None if self.all("transfer-encoding") else int(self.get("content-length") or 0)

    @property
    def expects_word(self) -> bool:
        """Whether the client waits to be told to send its body."""
        return self.get("expect").lower() == "100-continue"

    def stays(self, protocol: str) -> bool:
        """Whether the client wants the connection to stay for its next request."""
        wanted = {word.strip().lower() for word in self.get("connection").split(",")}
        return "close" not in wanted if protocol == "HTTP/1.1" else "keep-alive" in wanted

    @property
    def for_gateway(self) -> dict[bytes, bytes]:
        """As cheroot's gateway takes them. A name with an underscore would pass for another."""
        return {
            name.encode(): self.get(name).encode("latin-1")
            for name in self._values
            if "_" not in name
        }
