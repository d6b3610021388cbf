"""Part of a document: one range of its bytes (RFC 9110, 14)."""

from typing import NamedTuple

from werkzeug import Request

from shared.face.http.problem import NOT_SATISFIABLE, Problem
from shared.policy.languages import Text


class Part(NamedTuple):
    """Bytes from `start` to before `stop`."""

    start: int
    stop: int

    def header(self, size: int) -> str:
        return f"bytes {self.start}-{self.stop - 1}/{size}"


def part_asked(request: Request, size: int, etag: str) -> Part | None:
    """The part that a request asks for; None for the whole.

    What is no range of bytes, several at once, and one of another edition (If-Range) count as the
    whole. Raises `Problem` 416 for one that lies behind the end.
    """
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    edition = request.if_range
    if request.headers.get("If-Range") and edition.etag != etag:
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
