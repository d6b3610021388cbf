"""The heads that a source tells on a connection held open: `GET /heads`.

Whoever has been told need not ask. What is told is as good as an answer of the source's feed, while
the connection lasts and for seconds: a source that was restored or exchanged has ended it.
"""

import logging
import threading
import time
from collections import deque
from contextlib import closing

import msgspec

from shared.kernel.incidents import report
from shared.kernel.loop import Loop, backoff
from shared.kernel.subscription.asking import Stream
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.feed import Feed
from shared.kernel.subscription.source import SourceUnavailable

_log = logging.getLogger(__name__)

GOOD_SECONDS = 2.0
"""How long what was told is believed."""
PATIENCE_SECONDS = 0.01
"""How long it is waited for where the connection lives: about as long as a question takes."""
PROMPT_SECONDS = 3.0
"""Within which the first line comes, or else something on the way holds lines back."""
LATER_SECONDS = 60.0
"""Until a source that tells nothing, or nothing that is of use, is tried again."""
UNUSED = 64
"""Pieces in a row on which no effect rests, after which asking costs less than being told."""
KEPT = 2_000
LONGEST_LINE = 1 << 10


class Head(msgspec.Struct):
    """A line: a position of the source's log, the hash there, in hex, and how many seconds after the
    answer began that was so; an earlier release does not say."""

    position: int
    hash: str
    at: float | None = None


_decoder = msgspec.json.Decoder(Head)


class ToldHeads:
    """What one source tells this process. It connects once somebody wants to know, and again as
    long as somebody does: neither a service at rest holds a connection, nor one that the source's
    events seldom concern."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._wanted = threading.Event()
        self._condition = threading.Condition()
        self._last: int | None = None
        """The position told last; None while nobody tells."""
        self._told: dict[int, tuple[bytes, float]] = {}
        self._moments: deque[tuple[int, float]] = deque()
        self._unused = 0
        self._stream: Stream | None = None
        self._loop = Loop(f"heads:{feed.source}", self._listen, failed=self._failed)

    @property
    def live(self) -> bool:
        """Whether the source tells its heads at the moment."""
        return self._last is not None

    def start(self) -> None:
        self._loop.start()

    def end(self) -> None:
        """Ask it to end, whatever it waits for."""
        self._loop.end()
        self._wanted.set()
        if stream := self._stream:
            stream.cut()

    def join(self) -> None:
        """Wait, bounded, until it has ended."""
        self._loop.join()

    def want(self) -> None:
        """Have it told from now on: effects rest on it."""
        self._unused = 0
        self._wanted.set()

    def tell(self, checkpoint: Checkpoint, seconds: float = 0.0) -> bool:
        """Whether the source has told this hash at this position, or does within so many seconds.

        False says nothing of the source: it is to be asked.
        """
        position = checkpoint.position
        with self._condition:
            if seconds and self.comes(position):
                self._condition.wait_for(lambda: not self.comes(position), seconds)
            hash, moment = self._told.get(position, (b"", 0.0))
            return hash == checkpoint.hash and moment >= time.monotonic() - GOOD_SECONDS

    def comes(self, position: int) -> bool:
        """Whether what stands at a position is likely to be told soon."""
        last = self._last  # a connection may end meanwhile
        return last is not None and last < position

    def _listen(self) -> float:
        """Be told for as long as a connection lasts."""
        self._wanted.wait()
        if self._loop.ending:
            return 0.0
        self._wanted.clear()
        try:
            with closing(self._feed.heads(PROMPT_SECONDS)) as stream:
                self._stream = stream
                if self._loop.ending:
                    return 0.0
                return 0.0 if self._take(stream) else LATER_SECONDS
        finally:
            self._stream = None
            with self._condition:
                self._last = None
                self._told.clear()
                self._moments.clear()
                self._condition.notify_all()

    def _take(self, stream: Stream) -> bool:
        """Take what is told until it ends; whether it was of use."""
        begun, self._unused = b"", 0
        try:
            while piece := stream.read():
                lines, _, begun = (begun + piece).rpartition(b"\n")
                self._keep(_decoder.decode_lines(lines), stream.asked_at)
                if len(begun) > LONGEST_LINE:
                    raise ValueError("no line")
                self._unused += 1
                if self._unused > UNUSED:
                    return False
        except (msgspec.MsgspecError, ValueError) as error:
            raise SourceUnavailable(f"{self._feed.source}'s heads are unreadable") from error
        return self.live

    def _failed(self, error: Exception, failures: int) -> float:
        """Its followers say that a source is away; nothing is late that is asked."""
        if isinstance(error, SourceUnavailable):
            _log.log(logging.INFO if failures == 1 else logging.DEBUG, "asked instead: %s", error)
            if isinstance(error.__cause__, TimeoutError):  # what holds lines back goes on to
                return LATER_SECONDS
        else:
            report(_log, error, "%s failed; trying again", self._loop.name)
        return backoff(failures)

    def _keep(self, heads: list[Head], asked_at: float) -> None:
        """How long a line has lain unread, here or on its way, nobody knows: what it says is taken to
        be as old as if the source had begun to answer when it was asked."""
        now = time.monotonic()
        with self._condition:
            for head in heads:
                moment = now if head.at is None else asked_at + head.at
                self._told[head.position] = bytes.fromhex(head.hash), moment
                self._moments.append((head.position, moment))
                self._last = head.position
            self._forget()
            self._condition.notify_all()

    def _forget(self) -> None:
        """What was told long ago, or before too much else."""
        past, moments = time.monotonic() - GOOD_SECONDS, self._moments
        while moments and (moments[0][1] < past or len(moments) > KEPT):
            self._told.pop(moments.popleft()[0], None)
