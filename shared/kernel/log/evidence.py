"""Evidence 证据: some records of a log as they are stored, on the unbroken chain that holds them.

A line is a record with all its bytes, or a *link*: the digest, time and hash of a record that is
not shown. From the first record on every position has a line, so that nothing can be left out, put
in or changed unseen, and the last hash alone stands for all of it. Sealed texts are withheld.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shared.kernel.log import failures
from shared.kernel.log.chain import chain
from shared.kernel.log.failures import Failure
from shared.kernel.log.log import Log
from shared.kernel.log.recorded import Recorded
from shared.schemas.codec import canonical, digest
from shared.schemas.sealed import withheld

PAGE = 500


def lines(log: Log, shown: Mapping[int, Recorded], until: int) -> Iterator[str]:
    """The lines from the first record shown up to a position; page by page, in the log's order."""
    after = min(shown) - 1
    while after < until and (page := log.read(after, min(PAGE, until - after))):
        for record in page:
            yield canonical(_record(record) if record.position in shown else _link(record))
        after = page[-1].position


@dataclass(frozen=True)
class Checked:
    """What a chain of lines came to: its first and last position and hash, the records shown, and
    the first failure."""

    first: int
    position: int
    hash: bytes
    before: bytes
    records: int
    failure: Failure | None
    hashes: Mapping[int, bytes]
    cited: frozenset[str]


def check(told: Iterable[str]) -> Checked:
    """Recompute every digest and every link. Reads on until the first line that is wrong."""
    first, position, hash, before, records = 0, 0, b"", b"", 0
    hashes: dict[int, bytes] = {}
    cited: set[str] = set()
    failure: Failure | None = None
    for line in _read(told):
        due = position + 1
        if isinstance(line, Exception):
            failure = failures.unreadable(due, str(line))
            break
        if not first:
            first, position = line["position"], line["position"] - 1
            hash = before = _bytes(line, "prev_hash")
            due = first
        failure = _wrong(line, due, hash)
        if failure:
            break
        position, hash = due, _bytes(line, "hash")
        hashes[due] = hash
        if "data" in line:
            records += 1
            cited |= _attached(line["data"])
    return Checked(first, position, hash, before, records, failure, hashes, frozenset(cited))


def _record(record: Recorded) -> dict[str, Any]:
    return {
        **_link(record),
        "prev_hash": record.prev_hash.hex(),
        "stream": record.stream,
        "version": record.version,
        "id": record.id,
        "type": record.type,
        "data": withheld(record.data),
        "meta": record.meta,
    }


def _link(record: Recorded) -> dict[str, Any]:
    return {
        "position": record.position,
        "recorded_at": record.recorded_at,
        "digest": record.digest.hex(),
        "hash": record.hash.hex(),
    }


def _read(told: Iterable[str]) -> Iterator[Any]:
    """Each line as an object; an error in the place of the first that is none."""
    try:
        for line in told:
            found = json.loads(line)
            if not isinstance(found, dict):
                raise ValueError("no object")
            yield found
    except Exception as error:  # whatever a damaged file does, it is damage
        yield error


def _wrong(line: Mapping[str, Any], due: int, before: bytes) -> Failure | None:
    try:
        if line["position"] != due:
            return failures.removed(due, line["position"])
        stated = _bytes(line, "digest")
        if "data" in line:
            texts = (line[n] for n in ("stream", "version", "id", "type", "data", "meta"))
            if digest(*texts) != stated:
                return failures.changed(due)
            if _bytes(line, "prev_hash") != before:
                return failures.unchained(due)
        if chain(before, due, line["recorded_at"], stated) != _bytes(line, "hash"):
            return failures.unchained(due)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        return failures.unreadable(due, str(error))
    return None


def _bytes(line: Mapping[str, Any], name: str) -> bytes:
    return bytes.fromhex(line[name])


def _attached(data: str) -> set[str]:
    found = json.loads(data)
    attached = found.get("attachments") if isinstance(found, dict) else None
    return {one["sha256"] for one in attached or ()}
