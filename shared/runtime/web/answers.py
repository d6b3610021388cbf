"""What a server itself answers, where no application does: a problem, like every other."""

from collections.abc import Sequence

from shared.face.http.problem import MALFORMED, Problem
from shared.face.http.refusals import unavailable
from shared.policy.languages import Text

SMALL = 64 << 10
"""Bytes of an unread body that are read for the sake of the connection; a longer one ends it."""
READ_OUT_SECONDS = 1.0
TURN_AWAY_SECONDS = 1.0
_ALWAYS = {"/health/live", "/health/ready", "/metrics"}


def no_http(code: int, reason: str) -> Problem:
    """That a request is none. What is quoted of it, in parentheses, is not repeated."""
    said = reason.partition("(")[0].strip().rstrip(".") or "no HTTP"
    told = Text(f"不是有效的 HTTP 请求：{said}", f"This is no valid HTTP request: {said}.")
    return Problem(MALFORMED, told, status=code)


def no_room() -> Problem:
    """That too many connections are open."""
    return unavailable(Text("连接过多", "Too many connections are open."), 1)


def in_reserve(path: str) -> bool:
    """Whether a path is answered on the connections that are kept for operations, too."""
    return path.partition("?")[0] in _ALWAYS


def whole_answer(problem: Problem, status: int) -> bytes:
    """A problem as it goes over the wire, after which the connection ends."""
    response = problem.response()
    body = response.get_data()
    lines = [f"HTTP/1.1 {status} {problem.kind.title.en}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def wrong_length(lengths: Sequence[str], encodings: Sequence[str]) -> str:
    """Why nobody knows where a body ends, if so: two readers must never disagree on it.

    Given are the values of all its Content-Length and Transfer-Encoding headers.
    """
    if encodings:
        if lengths:
            return "both Content-Length and Transfer-Encoding"
        chunked = [one.strip().lower() for one in encodings] == ["chunked"]
        return "" if chunked else "another Transfer-Encoding than chunked"
    if len(lengths) > 1:
        return "Content-Length given twice"
    if any(not (one.isascii() and one.isdigit() and len(one) < 19) for one in lengths):
        return "no length in Content-Length"
    return ""
