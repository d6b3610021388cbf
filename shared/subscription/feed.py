"""Another service's log, read over HTTP: `GET /events?after=N&hash=H`."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec
import requests

from shared.log.meta import StoredMeta, event_meta
from shared.log.recorded import Recorded
from shared.subscription.checkpoint import Checkpoint
from shared.subscription.incoming import Incoming
from shared.subscription.source import SourceChanged, SourceUnavailable, chained

TIMEOUT_SECONDS = (3, 15)
"""For connecting and for reading an answer."""
LARGEST_PAGE = 1000
"""Events that a feed gives at once."""


class FeedEvent(msgspec.Struct, frozen=True):
    """An event of the feed; `data` is left as the JSON it came in."""

    position: int
    stream: str
    version: int
    id: str
    type: str
    type_version: int
    data: msgspec.Raw
    meta: StoredMeta
    recorded_at: datetime
    hash: str
    prev_hash: str


class FeedPage(msgspec.Struct, frozen=True):
    """An answer of the feed: the source's last position and a page of events."""

    head: int
    events: list[FeedEvent]


_decoder = msgspec.json.Decoder(FeedPage)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    head: int
    events: list[Incoming]


class Bearer(Protocol):
    """Answers the token that a feed is shown. It may raise `OSError`."""

    def __call__(self) -> str: ...

    def renew(self) -> None:
        """The last one was refused: the next is read anew."""
        ...


class Feed:
    """The feed of the service at a URL. `ca` is who signed its certificate, where that is none of
    the system's."""

    def __init__(self, source: str, url: str, token: Bearer, ca: Path | None = None) -> None:
        self.source = source
        self._url = f"{url}/events"
        self._token = token
        self._session = requests.Session()
        self._session.trust_env = False  # services on a private network, never through a proxy
        self._session.verify = str(ca) if ca else True

    def after(self, checkpoint: Checkpoint, limit: int) -> Page:
        """A page behind a checkpoint. Raises `SourceChanged`, `SourceUnavailable`."""
        query: dict[str, Any] = {"after": checkpoint.position, "limit": min(limit, LARGEST_PAGE)}
        if checkpoint.position:
            query["hash"] = checkpoint.hash.hex()
        answer = self.get(query)
        if answer.status_code == 409:
            raise SourceChanged(self.source, checkpoint, _detail(answer))
        if answer.status_code != 200:
            raise SourceUnavailable(f"{self.source}'s feed: {answer.status_code} {_detail(answer)}")
        try:
            page = _decoder.decode(answer.content)
        except msgspec.DecodeError as error:
            raise SourceUnavailable(f"{self.source}'s feed is unreadable: {error}") from None
        return Page(page.head, [self._incoming(event) for event in page.events])

    def agrees(self, checkpoint: Checkpoint) -> bool:
        """Whether the source has this hash at this position. Raises `SourceUnavailable`."""
        try:
            self.after(checkpoint, 1)
        except SourceChanged:
            return False
        return True

    def get(self, query: dict[str, Any]) -> requests.Response:
        """The feed's bare answer. Raises `SourceUnavailable`."""
        answer = self._asked(query)
        if answer.status_code == 401:
            self._token.renew()
            answer = self._asked(query)
        return answer

    def _asked(self, query: dict[str, Any]) -> requests.Response:
        try:
            headers = {"Authorization": f"Bearer {self._token()}"}
            return self._session.get(
                self._url, params=query, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except requests.exceptions.SSLError as error:
            raise SourceUnavailable(
                f"{self.source}'s feed: its certificate is not trusted here (tls.ca)"
            ) from error
        except OSError as error:  # of the connection, or of the token's file
            raise SourceUnavailable(f"{self.source}'s feed: {type(error).__name__}") from error

    def _incoming(self, event: FeedEvent) -> Incoming:
        microseconds = int((event.recorded_at - _EPOCH).total_seconds() * 1_000_000)
        record = Recorded(
            event.position, event.stream, event.version, event.id, event.type,
            "", "", microseconds, b"", bytes.fromhex(event.hash), bytes.fromhex(event.prev_hash),
        )  # fmt: skip
        meta = event_meta(self.source, record, event.meta)
        return Incoming(meta, event.type_version, bytes(event.data), record.hash, record.prev_hash)


class FeedSource:
    """The bare feed as a source: it answers at once with all there is."""

    def __init__(self, feed: Feed) -> None:
        self.name = feed.source
        self._feed = feed
        self._head = 0

    def after(self, checkpoint: Checkpoint, limit: int) -> list[Incoming]:
        page = self._feed.after(checkpoint, limit)
        self._head = page.head
        return chained(self.name, checkpoint, page.events)

    def wait(self, position: int, seconds: float) -> bool:
        return self._head > position

    def head(self) -> int:
        return self._head

    def wake(self) -> None:
        """It never lets anyone wait."""


def _detail(answer: requests.Response) -> str:
    try:
        return str(answer.json().get("detail", ""))[:300]
    except ValueError:
        return answer.text[:300]
