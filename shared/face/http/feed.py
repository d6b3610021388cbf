"""`/events`: the log as other services follow it."""

import json
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from werkzeug import Response

from shared.face.http.call import Call
from shared.face.http.problem import SOURCE_CHANGED, Problem
from shared.face.http.query import POSITION, choice, hexadecimal, number, parameters, seconds
from shared.kernel.log.log import Log
from shared.kernel.log.meta import instant
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.languages import Text
from shared.schemas.codec import canonical, latest
from shared.schemas.events import UnknownEvent, event_type
from shared.schemas.sealed import withheld

PAGE = 500


class FeedEvent(msgspec.Struct):
    """One event on the wire. Hashes in hex.

    `data` is in the latest shape of its type, of a restricted event its public fields; or with
    `raw=1`, as `meta`, the stored text, in which a hash stands for each sealed value.
    """

    position: int
    stream: str
    version: int
    id: str
    type: str
    type_version: int
    data: msgspec.Raw
    meta: msgspec.Raw
    recorded_at: datetime
    hash: str
    prev_hash: str


class FeedPage(msgspec.Struct):
    """An answer of the feed. `head` is the last position that the service knows of its log."""

    head: int
    events: list[FeedEvent]


_encoder = msgspec.json.Encoder()


@parameters
class Following:
    """What `events` reads of an address."""

    after: int = number("从此位置之后", 0, POSITION, default=0)
    hash: str | None = hexadecimal("该位置的哈希，用以核对", 64)
    limit: int = number("最多事件数；0 只核对哈希", 0, "feed_events", default=PAGE)
    wait: float = seconds("没有新事件时等待的秒数", "feed_wait")
    raw: str | None = choice("1：按存储的原文", "0", "1")


def events(call: Call, asked: Following) -> Response:
    """The events after `after`, at least one if there is any, within the bounds of an answer.

    With `limit` 0 there are none: it only compares the hash. With `wait` seconds it waits for one. 409 when the log has another hash at `after` than `hash`.
    """
    limits, log = call.face.limits, call.face.log
    after, limit, known, wait = asked.after, asked.limit, asked.hash, asked.wait
    page = _page(log, after, limit, limits.feed_bytes)
    if not page.records:
        _check(log, after, known, log.hash_at(after))
        if limit and wait and log.watermark.wait(after, wait):
            page = _page(log, after, limit, limits.feed_bytes)
    if page.records:
        _check(log, after, known, page.records[0].prev_hash)
    raw = asked.raw == "1"
    encoded = _encoder.encode(FeedPage(page.head, [_on_wire(r, raw) for r in page.records]))
    return Response(encoded, 200, {"Cache-Control": "no-store"}, content_type="application/json")


class _Page(NamedTuple):
    records: list[Recorded]
    head: int


def _page(log: Log, after: int, limit: int, most_bytes: int) -> _Page:
    taken: list[Recorded] = []
    size = 0
    if not limit:
        return _Page(taken, max(log.watermark.position, after))
    while len(taken) < limit:
        wanted = min(PAGE, limit - len(taken))
        records = log.read(taken[-1].position if taken else after, wanted)
        for record in records:
            size += len(record.data.encode()) + len(record.meta.encode())
            if taken and size > most_bytes:
                return _Page(taken, _head_after(log, taken[-1].position))
            taken.append(record)
        if len(records) < wanted:
            last = taken[-1].position if taken else after
            return _Page(taken, max(log.watermark.position, last))
    return _Page(taken, _head_after(log, taken[-1].position))


def _head_after(log: Log, position: int) -> int:
    """The head where more may follow; the store is asked only when this process knows of none."""
    known = log.watermark.position
    return known if known > position else log.head().position


def _on_wire(record: Recorded, raw: bool) -> FeedEvent:
    name, version = split_type(record.type)
    data, meta = record.data, record.meta
    if raw:
        data, meta = _encoder.encode(withheld(data)).decode(), _encoder.encode(meta).decode()
    else:
        data, version = _latest(name, version, data)
    return FeedEvent(
        position=record.position,
        stream=record.stream,
        version=record.version,
        id=record.id,
        type=name,
        type_version=version,
        data=msgspec.Raw(data.encode()),
        meta=msgspec.Raw(meta.encode()),
        recorded_at=instant(record.recorded_at),
        hash=record.hash.hex(),
        prev_hash=record.prev_hash.hex(),
    )


def _latest(name: str, version: int, data: str) -> tuple[str, int]:
    """The latest shape; what a newer release stored goes out as it is, for newer followers."""
    try:
        known, text = event_type(name), latest(name, version, data)
    except UnknownEvent:
        return withheld(data), version
    if known.restricted:
        text = canonical(known.public(json.loads(text)))
    return text, max(version, known.version)


def _check(log: Log, after: int, known: str | None, actual: bytes | None) -> None:
    if actual is not None and known in (None, actual.hex()):
        return
    more: dict[str, Any] = {"position": after, "hash": known, "actual": actual and actual.hex()}
    if actual is None:
        more["head"] = log.head().position
        head = more["head"]
        why = Text(f"本服务日志止于 {head}", f"this log ends at {head}")
    else:
        here = actual.hex()
        why = Text(f"本服务该处哈希为 {here}", f"here the hash is {here}")
    raise Problem(
        SOURCE_CHANGED,
        Text(
            f"位置 {after}、哈希 {known} 不在本服务的历史中：{why.zh}",
            f"Position {after} with hash {known} is not in this service's history: {why.en}.",
        ),
        **more,
    )
