"""Part of a document: one range of its bytes (RFC 9110, 14)."""

from typing import NamedTuple

from werkzeug.http import parse_if_range_header, parse_range_header

from shared.face.http.headers import header
from shared.face.http.problem import NOT_SATISFIABLE, Problem
from shared.face.http.query import parameters, text
from shared.policy.languages import Text


@parameters
class OfPart:
    """Which bytes of which edition are asked for."""

    range: str | None = header("Range", text("只取这一段字节，如 bytes=0-1023"))
    edition: str | None = header("If-Range", text("文件仍为此 ETag 时才只取一段"))


class Part(NamedTuple):
    """Bytes from `start` to before `stop`."""

    start: int
    stop: int

    def header(self, size: int) -> str:
        return f"bytes {self.start}-{self.stop - 1}/{size}"


def select_part(sent: OfPart, size: int, etag: str) -> Part | None:
    """The part that a request asks for; None for the whole.

    What is no range of bytes, several at once, and one of another edition (If-Range) count as the
    whole. Raises `Problem` 416 for one that begins after the end.
    """
    asked = parse_range_header(sent.range)
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    if sent.edition and parse_if_range_header(sent.edition).etag != etag:
        return None
    start, stop = asked.ranges[0]
    if start < 0:  # so many bytes from the end, at most all of them
        start = max(0, size + start)
    if start >= size:
        raise Problem(
            NOT_SATISFIABLE,
            Text(f"文件只有 {size} 字节", f"The document has {size} bytes only."),
            {"Content-Range": f"bytes */{size}"},
        )
    return Part(start, size if stop is None else min(stop, size))
