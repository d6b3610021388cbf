"""What is appended together, and what the log answers."""

from dataclasses import dataclass, field
from typing import NamedTuple

from shared.schemas.codec import digest


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
    """A text with NUL or a lone surrogate, which no store can keep."""


def new_event(stream: str, version: int, id: str, type: str, data: str, meta: str) -> NewEvent:
    """An event with its digest. Raises `UnstorableText`."""
    for text in (stream, id, type, data, meta):
        if "\x00" in text:
            raise UnstorableText(f"NUL in {text[:80]!r}")
    try:
        hashed = digest(stream, version, id, type, data, meta)
    except UnicodeEncodeError as error:
        raise UnstorableText(str(error)) from None
    return NewEvent(stream, version, id, type, data, meta, hashed)


class CheckpointMove(NamedTuple):
    """Moves a follower's checkpoint with the append, if it still stands at `from_position`."""

    subscription: str
    from_position: int
    to_position: int
    to_hash: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Events of one command: all or nothing.

    `expected` holds the version of every stream that is written or only guarded.
    """

    events: tuple[NewEvent, ...]
    expected: dict[str, int]
    move: CheckpointMove | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """The batch stands at positions `first` to `last`; `replay` if it had been there before."""

    first: int
    last: int
    replay: bool = False


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


class StoreUnavailable(Exception):
    """The store can't be reached; nothing was appended, or what was will answer as a replay."""


class Busy(Exception):
    """Too many appends are waiting; nothing was taken."""


Result = Appended | VersionConflict | CheckpointConflict | Exception


@dataclass
class Head:
    """The last position of a log and its hash."""

    position: int
    hash: bytes = field(repr=False)
