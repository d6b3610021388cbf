"""What is appended together, and what the log answers."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from shared.kernel.loop import Away
from shared.schemas.codec import digest
from shared.schemas.frozen import quick
from shared.schemas.sealed import is_withheld


class NewEvent(NamedTuple):
    """An event ready to be stored: its texts and the digest over them are final."""

    stream: str
    version: int
    id: str
    type: str
    data: str
    meta: str
    digest: bytes


class UnstorableText(ValueError):
    """A text with NUL or a lone surrogate, an id that a store would write differently, or what only
    other services are told of a sealed text."""


# PostgreSQL gives back any other spelling of a UUID as this one, and the digest would not match.
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_event(stream: str, version: int, id: str, type: str, data: str, meta: str) -> NewEvent:
    """An event with its digest. `id` is a UUID in lower case. Raises `UnstorableText`."""
    _check_storable(f"{stream}{id}{type}{data}{meta}")
    if not _UUID.fullmatch(id):
        raise UnstorableText(f"not a UUID in its canonical form: {id[:80]!r}")
    if is_withheld(data):
        raise UnstorableText(f"event {id} has the hash of a sealed text, and not the text")
    return NewEvent(
        stream, version, id, type, data, meta, digest(stream, version, id, type, data, meta)
    )


def _check_storable(text: str) -> None:
    if "\x00" in text:
        at = text.index("\x00")
        raise UnstorableText(f"NUL after {text[max(0, at - 80) : at]!r}")
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnstorableText(str(error)) from None


class CheckpointMove(NamedTuple):
    """Moves a follower's checkpoint with the append, if it still stands at `from_position`."""

    subscription: str
    from_position: int
    to_position: int
    to_hash: bytes


class Batch(msgspec.Struct, frozen=True):
    """Events of one command: all or nothing.

    `expected` holds the version of every stream that is written or only guarded. The events of a
    stream follow its version without a gap, or the batch can't be made: `ValueError`.
    """

    events: tuple[NewEvent, ...]
    expected: dict[str, int]
    move: CheckpointMove | None = None

    @property
    def letters(self) -> int:
        """In what its events say: roughly what it takes to send it."""
        return sum(len(event.data) + len(event.meta) for event in self.events)

    def __post_init__(self) -> None:
        _check_storable("".join(self.expected))
        reached = dict(self.expected)
        for event in self.events:
            due = reached.get(event.stream, -1) + 1
            if event.version != due:
                raise ValueError(f"{event.stream}: event {event.version} where {due} is due")
            reached[event.stream] = due


def malformed(batch: Batch) -> str:
    """Why a log would not verify with this batch in it; empty where nothing is wrong.

    What makes batches sees to all of this; the store takes nobody's word for it.
    """
    due = dict(batch.expected)
    for event in batch.events:
        if event.stream not in due:
            return f"no version of stream {event.stream} is expected"
        due[event.stream] += 1
        if event.version != due[event.stream]:
            return f"version {event.version} of stream {event.stream}, where {due[event.stream]} is due"
        if not (event.stream and event.type and event.data and event.meta):
            return f"a text of event {event.id} is empty"
        if is_withheld(event.data):
            return f"event {event.id} lacks a sealed text"
        if event.digest != digest(*event[:6]):
            return f"the digest of event {event.id} is not that of its texts"
    if batch.move and (batch.move.to_position < 0 or len(batch.move.to_hash) != 32):
        return f"checkpoint {batch.move.subscription} can't stand there"
    return ""


@quick
@dataclass(frozen=True, slots=True)
class Appended:
    """The batch stands at positions `first` to `last`.

    `replay` if it had been there before: a repeat, or sent again after a lost answer. Otherwise
    the store may say when it was recorded, in microseconds since 1970, and the hash at `last`.
    """

    first: int
    last: int
    replay: bool = False
    recorded_at: int = field(default=0, compare=False)
    hash: bytes = field(default=b"", compare=False, repr=False)


class VersionConflict(Exception):
    """A stream is not at the version that a batch was decided on."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(f"stream {stream} is at version {actual}, not at {expected}")
        self.stream, self.expected, self.actual = stream, expected, actual


class CheckpointConflict(Exception):
    """Another replica moved the follower's checkpoint first."""

    def __init__(self, subscription: str, expected: int, actual: int) -> None:
        super().__init__(f"checkpoint {subscription} is at {actual}, not at {expected}")
        self.subscription, self.expected, self.actual = subscription, expected, actual


class MixedRepeat(Exception):
    """Some events of a batch stand in the log and others do not: it is not one thing."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"the batch repeats earlier events, but {missing} is new")
        self.missing = missing


class Malformed(ValueError):
    """A batch that would leave a log which does not verify; the message says why."""


class StoreUnavailable(Away):
    """The store can't be reached; nothing was appended, or what was will answer as a replay."""


class TableMissing(StoreUnavailable):
    """A table is not there: the store is still being prepared, or a rebuild replaced the table."""


class OtherColumns(StoreUnavailable):
    """A table has other columns than this release expects of it; the message says which."""


class OtherRevision(OtherColumns):
    """The store's own tables are another release's; the message says what to run."""


class Busy(Away):
    """Too many appends are waiting; nothing was taken."""


Result = Appended | VersionConflict | CheckpointConflict | Exception


@dataclass
class Head:
    """The last position of a log and its hash."""

    position: int
    hash: bytes = field(repr=False)
