"""Recomputes a log: what stands there is what was appended, all of it, in its order.

Everything is read and nothing written; the service's own role may run it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shared.kernel.log import failures
from shared.kernel.log.batch import Head
from shared.kernel.log.chain import GENESIS, chain
from shared.kernel.log.failures import Failure, Unchained
from shared.kernel.log.store import Row, Store
from shared.schemas.codec import digest
from shared.schemas.sealed import is_withheld

LOWEST = -(2**63)

Rest = Callable[[float], None]


@dataclass(frozen=True)
class Verification:
    """The head and the number of records when verifying began, and the first failure.

    The log is whole when there is none, and then `count` is the head's position.
    """

    count: int
    head: Head
    failure: Failure | None

    @property
    def whole(self) -> bool:
        return self.failure is None

    def as_dict(self) -> dict[str, Any]:
        """Plain values; the head's hash in hex."""
        return {
            "whole": self.whole,
            "count": self.count,
            "position": self.head.position,
            "hash": self.head.hash.hex(),
            "failure": self.failure and self.failure.as_dict(),
        }


def verify(store: Store, page: int = 1000, rest: Rest = lambda worked: None) -> Verification:
    """Recompute the digests, the chain, times, versions and positions of a whole log.

    Holds one page of records, and one version a stream. What is appended meanwhile is not looked
    at. After each page `rest` is told how many seconds it took. Raises `StoreUnavailable`.
    """
    head = store.head()
    count = store.count(head.position)
    failure = _first_failure(store, head.position, page, rest)
    if failure is None and count != head.position:
        failure = failures.miscounted(head.position, count)
    return Verification(count, head, failure)


@dataclass(frozen=True)
class Disagreement(Failure):
    """A follower saw at a position what the log no longer shows there."""

    witness: str

    def as_dict(self) -> dict[str, Any]:
        return {**super().as_dict(), "witness": self.witness}


def compare_witness(
    store: Store, witnesses: Iterable[tuple[str, int, bytes]]
) -> list[Disagreement]:
    """What followers saw that the log does not bear out: name, position and hash of each.

    A cut tail leaves a chain that verifies, and so does a history written anew; whoever read it
    before knows better. Raises `StoreUnavailable`.
    """
    found = []
    for name, position, seen in witnesses:
        stands = store.hash_at(position)
        if stands is None:
            failure = failures.cut_off(position, name, store.head().position)
        elif stands != seen:
            failure = failures.rewritten(position, name)
        else:
            continue
        found.append(Disagreement(failure.position, failure.said, name))
    return found


def _first_failure(store: Store, last: int, page: int, rest: Rest) -> Failure | None:
    walk = _Walk()
    for row in _rows(store, LOWEST, last, page, rest):
        if failure := walk.step(row):
            if isinstance(failure, Unchained) and (
                other := walk.moved_from(row, store, last, page)
            ):
                return failures.swapped(failure.position, other)
            return failure
    return None


def _rows(
    store: Store, after: int, last: int, page: int, rest: Rest = lambda worked: None
) -> Iterator[Row]:
    began = time.perf_counter()
    while rows := store.scan(after, page):
        for row in rows:
            if row[0] > last:
                return
            yield row
        after = rows[-1][0]
        rest(time.perf_counter() - began)
        began = time.perf_counter()


class _Walk:
    """Where the recomputation stands: after the last record that was good."""

    def __init__(self) -> None:
        self.position = 0
        self.hash = GENESIS
        self.moment = 0
        self.versions: dict[str, int] = {}

    def step(self, row: Row) -> Failure | None:
        """Take the next row, or say what is wrong with it."""
        due = self.position + 1
        if row[0] != due:
            return failures.removed(due, row[0]) if row[0] > due else failures.surplus(row[0])
        try:
            recomputed, recorded_at, stored_digest, stored_hash = _read(row)
            linked = chain(self.hash, due, recorded_at, stored_digest)
        except (TypeError, ValueError, OverflowError) as error:
            return failures.unreadable(due, str(error))
        if recomputed != stored_digest or is_withheld(_text(row[5])):
            return failures.changed(due)
        if linked != stored_hash:
            return failures.unchained(due)
        if recorded_at < self.moment:
            return failures.time_back(due)
        stream, version = _text(row[1]), row[2]
        following = self.versions.get(stream, 0) + 1
        if version != following:
            return failures.version_gap(due, stream, version, following)
        self.position, self.hash, self.moment = due, stored_hash, recorded_at
        self.versions[stream] = version
        return None

    def moved_from(self, row: Row, store: Store, last: int, page: int) -> int | None:
        """The later position of the record that was appended where `row` stands now."""
        due = self.position + 1
        for later in _rows(store, due, last, page):
            try:
                _, recorded_at, stored_digest, stored_hash = _read(later)
                moved = chain(self.hash, due, recorded_at, stored_digest) == stored_hash
                # Or only the contents changed places, and times and hashes stayed.
                emptied = chain(self.hash, due, row[7], stored_digest) == bytes(row[9])
            except (TypeError, ValueError, OverflowError):
                continue
            if moved or emptied:
                return int(later[0])
        return None


def _read(row: Row) -> tuple[bytes, int, bytes, bytes]:
    """The digest of what the row holds, and its stored time, digest and hash."""
    _, stream, version, id, type, data, meta, recorded_at, stored_digest, stored_hash = row
    if not isinstance(version, int) or not isinstance(recorded_at, int):
        raise TypeError("a number is no number")
    texts = (_text(stream), version, _text(id), _text(type), _text(data), _text(meta))
    return digest(*texts), recorded_at, bytes(stored_digest), bytes(stored_hash)


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode()
    if value is None:
        raise TypeError("a text is missing")
    return str(value)
