"""Another service's log, read over HTTP: `GET /events?after=N&hash=H&raw=1`.

What a feed says is not believed either: an event's hash is computed anew from its bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from shared.kernel.log.meta import microseconds
from shared.kernel.log.recorded import Recorded, hash_of, stored_type
from shared.kernel.subscription.asking import Answer, Asking, Bearer, Question, Stream
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming, from_elsewhere
from shared.kernel.subscription.source import (
    BytesDiffer,
    SourceChanged,
    SourceUnavailable,
    chained,
)

LARGEST_PAGE = 1000
"""Events that a feed gives at once."""


class FeedEvent(msgspec.Struct, frozen=True):
    """An event of the feed; `data` and `meta` are the texts that its source hashed."""

    position: int
    stream: str
    version: int
    id: str
    type: str
    type_version: int
    data: str
    meta: str
    recorded_at: datetime
    hash: str
    prev_hash: str


class FeedPage(msgspec.Struct, frozen=True):
    """An answer of the feed: the source's last position and a page of events."""

    head: int
    events: list[FeedEvent]


_decoder = msgspec.json.Decoder(FeedPage)


@dataclass(frozen=True, slots=True)
class Page:
    head: int
    events: list[Incoming]


class Feed:
    """The feed of the service at a URL. `ca` is who signed its certificate, where that is none of
    the system's."""

    def __init__(self, source: str, url: str, token: Bearer, ca: Path | None = None) -> None:
        self.source = source
        self._url = f"{url}/events"
        self._asking = Asking(source, url, token, ca)

    def after(self, checkpoint: Checkpoint, limit: int) -> Page:
        """A page after a checkpoint. Raises `SourceChanged`, `SourceUnavailable`."""
        answer = self._ask(checkpoint, min(limit, LARGEST_PAGE), raw=1)
        if answer.status == 409:
            raise SourceChanged(self.source, checkpoint, _detail(answer))
        try:
            page = _decoder.decode(answer.data)
            return Page(page.head, [self._incoming(event) for event in page.events])
        except (msgspec.MsgspecError, ValueError, OverflowError) as error:
            raise SourceUnavailable(f"{self.source}'s feed is unreadable: {error}") from None

    def agrees(self, checkpoint: Checkpoint) -> bool:
        """Whether the source has this hash at this position: a small question.

        Raises `SourceUnavailable`.
        """
        return self.begin(checkpoint)()

    def begin(self, checkpoint: Checkpoint) -> Callable[[], bool]:
        """Ask that now, and take the answer when it is wanted. Both raise `SourceUnavailable`."""
        question = self._question(checkpoint, 0)
        return lambda: self._checked(question.answer()).status == 200

    def heads(self, seconds: float) -> Stream:
        """The source's heads as it tells them, the first within so many seconds. Raises
        `SourceUnavailable`."""
        stream = self._asking.listen("/heads", seconds)
        if stream.status == 401:
            self._asking.refused()
        if stream.status != 200:
            stream.close()
            raise SourceUnavailable(f"{self.source}'s heads: {stream.status}")
        return stream

    def witness(self, of: str) -> list[tuple[int, bytes]]:
        """The positions and hashes that this service last saw of another's log.

        Raises `SourceUnavailable`.
        """
        answer = self._asking.begin("/witness").answer()
        try:
            seen = [w for w in answer.json()["witness"] if w["source"] == of]
            return [(int(w["position"]), bytes.fromhex(w["hash"])) for w in seen]
        except (ValueError, KeyError, TypeError) as error:
            raise SourceUnavailable(f"{self.source} says nothing: {_detail(answer)}") from error

    def _ask(self, checkpoint: Checkpoint, limit: int, **more: int) -> Answer:
        return self._checked(self._question(checkpoint, limit, **more).answer())

    def _question(self, checkpoint: Checkpoint, limit: int, **more: int) -> Question:
        query: dict[str, Any] = {"after": checkpoint.position, "limit": limit, **more}
        if checkpoint.position:
            query["hash"] = checkpoint.hash.hex()
        return self._asking.begin(f"/events?{urlencode(query)}")

    def _checked(self, answer: Answer) -> Answer:
        if answer.status not in (200, 409):
            raise SourceUnavailable(f"{self.source}'s feed: {answer.status} {_detail(answer)}")
        return answer

    def _incoming(self, event: FeedEvent) -> Incoming:
        record = Recorded(
            event.position, event.stream, event.version, event.id,
            stored_type(event.type, event.type_version), event.data, event.meta,
            microseconds(event.recorded_at), b"",
            bytes.fromhex(event.hash), bytes.fromhex(event.prev_hash),
        )  # fmt: skip
        given = hash_of(record)
        if given != record.hash:
            said_by = f"{self.source}'s feed at {self._url}"
            raise BytesDiffer(said_by, event.position, record.hash, given)
        return from_elsewhere(self.source, record)


class FeedSource:
    """The bare feed as a source: it answers at once with all there is."""

    away = False

    def __init__(self, feed: Feed) -> None:
        self.name = feed.source
        self._feed = feed
        self._head = 0

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        page = self._feed.after(checkpoint, limit)
        self._head = page.head
        return chained(self.name, checkpoint, page.events)

    def begin_confirming(self) -> None:
        """There is nothing to ask."""

    def confirm(self) -> None:
        """The feed has said it itself."""

    def wait(self, position: int, seconds: float) -> bool:
        return self._head > position

    def head(self) -> int:
        return self._head

    def wake(self) -> None:
        """It never lets anyone wait."""

    def rest(self) -> None:
        """It keeps nothing."""


def _detail(answer: Answer) -> str:
    try:
        return str(answer.json().get("detail", ""))[:300]
    except ValueError:
        return answer.data.decode("utf-8", "replace")[:300]
