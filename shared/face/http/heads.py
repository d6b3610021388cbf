"""`/heads`: where the log ends, told as it grows on a connection that stays open."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

from werkzeug import Response

from shared.face.bound import Bound
from shared.face.http.answer import AT_ONCE
from shared.face.http.call import Call
from shared.face.http.evidence import NDJSON
from shared.face.http.face import Face
from shared.face.http.problem import Problem
from shared.face.http.refusals import unavailable
from shared.face.identity import KeysUnavailable, UnknownOrganisation
from shared.kernel.log.batch import Head, StoreUnavailable
from shared.kernel.log.log import NEAR, SECOND
from shared.kernel.log.recorded import Recorded
from shared.policy.languages import Text

_NO_MORE = (Problem, UnknownOrganisation, KeysUnavailable, StoreUnavailable)
"""After which nothing is told: an answer that goes on has no room for a problem."""


class HeadRoutes:
    """Tells heads to so many at once."""

    def __init__(self, face: Face) -> None:
        self._log, self._limits = face.log, face.limits
        full = Text(
            "正在等候本服务新事件的连接过多", "Too many are being told of this log's heads."
        )
        self._bound = Bound(face.limits.heads, lambda: unavailable(full, 5))

    def heads(self, call: Call) -> Response:
        """A line for the log's end, at once, and then one for each position as it is appended:
        `{"position": 7, "hash": "…", "at": 1.25}`, the last being how many seconds after the answer
        began this was so. An empty line says that the connection lives.

        Each bears out what `/events?limit=0` would, for as long as the connection lasts. It ends after
        a minute, with the token, and where lines are not read; whoever still wants to know comes again.
        """
        headers = [("Cache-Control", "no-store"), AT_ONCE]
        if call.request.method == "HEAD":  # nobody would ever read, nor free the place
            return Response((), 200, headers, content_type=NDJSON)
        with ExitStack() as stack:
            stack.enter_context(self._bound.place())
            told = self._told(call, stack.pop_all())
            return Response(told, 200, headers, content_type=NDJSON)

    def _told(self, call: Call, place: ExitStack) -> Iterator[bytes]:
        with place, suppress(*_NO_MORE):
            yield from self._lines(call)

    def _lines(self, call: Call) -> Iterator[bytes]:
        log, began = self._log, time.monotonic()
        until = began + self._limits.heads_seconds
        last = log.head()
        yield _line(last, 0.0)
        while (left := until - time.monotonic()) > 0:
            silent = time.monotonic() + min(left, self._limits.heads_silent)
            # A broker takes longer than this connection: the relay goes first.
            grown = log.watermark.wait(last.position, silent - time.monotonic(), SECOND)
            call.prove()
            if not grown:
                if time.monotonic() < silent:
                    return  # who is woken without news ends
                yield b"\n"
                continue
            at = time.monotonic() - began
            if log.watermark.position - last.position > NEAR:  # it was not read for long
                last = log.head()
                yield _line(last, at)
                continue
            records = log.follow(last.position)
            if not records or records[0].prev_hash != last.hash:
                return  # what was told stands no longer
            last = Head(records[-1].position, records[-1].hash)
            yield b"".join(_line(one, at) for one in records)


def _line(head: Head | Recorded, at: float) -> bytes:
    told = head.position, head.hash.hex().encode(), at
    return b'{"position":%d,"hash":"%s","at":%.3f}\n' % told
