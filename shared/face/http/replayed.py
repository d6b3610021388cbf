"""What a replay answers: figures by place and acts that differ, of what its caller may see."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from shared.face.http.call import Call
from shared.kernel.aggregate.seeing import StreamSight
from shared.kernel.commands.replaying import Change, Difference, Measure, Replay
from shared.schemas.codec import encode
from shared.schemas.events import type_of


def tell(call: Call, replay: Replay) -> dict[str, Any]:
    """Both as a caller may see them, by how the streams stand at last."""
    sights = _Sights(call, replay)
    seen = [d for d in replay.tally.differences if sights.whole(d.stream)]
    return {
        "decided": replay.decided,
        "stood": replay.stood,
        "different": replay.tally.different,
        "measures": [_measure(m, call) for m in replay.tally.measures(sights.sees)],
        "differences": [_difference(d, call, sights) for d in seen],
    }


class _Sights:
    def __init__(self, call: Call, replay: Replay) -> None:
        self._call, self._replay = call, replay
        self._known: dict[str, StreamSight | None] = {}

    def of(self, stream: str) -> StreamSight | None:
        if stream not in self._known:
            face, found = self._call.face, self._replay.stream(stream)
            self._known[stream] = found and StreamSight(
                found[0], found[0].id_of(stream), found[1], self._call.viewer, face.registry,
                face.operated_by,
            )  # fmt: skip
        return self._known[stream]

    def whole(self, stream: str) -> bool:
        sight = self.of(stream)
        return sight is not None and sight.whole

    def sees(self, stream: str, event: object) -> bool:
        sight = self.of(stream)
        return sight is not None and sight.sees(event)


def _measure(measure: Measure, call: Call) -> dict[str, Any]:
    return {
        **measure._asdict(),
        "place_name": _name(measure.place, call),
        "was": _figure(measure.was),
        "would": _figure(measure.would),
        "difference": _figure(measure.would - measure.was),
    }


def _difference(difference: Difference, call: Call, sights: _Sights) -> dict[str, Any]:
    told = difference._asdict()
    refusal = told.pop("refusal")
    told["changes"] = [
        {"type": type, "title": type_of(c.was).title, "was": was, "would": would}
        for c in difference.changes
        if sights.sees(c.stream, c.was) and sights.sees(c.stream, c.would)
        for type, was, would in _changed(c)
    ]
    return told | {
        "place_name": _name(difference.place, call),
        "refusal_zh": refusal.zh if refusal else None,
        "refusal": refusal.en if refusal else None,
    }


def _changed(change: Change) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The type of an event, and what is told of it to everybody where both sides differ."""
    known = type_of(change.was)
    was, would = (known.public(json.loads(encode(e))) for e in (change.was, change.would))
    names = [n for n in {**was, **would} if was.get(n) != would.get(n)]
    if names:
        yield known.name, {n: was.get(n) for n in names}, {n: would.get(n) for n in names}


def _name(place: str, call: Call) -> str:
    registry = call.face.registry
    known = registry.towns.get(place) or registry.counties.get(place)
    return known.name if known else "全市"


def _figure(value: int | Decimal) -> int | str:
    return str(value) if isinstance(value, Decimal) else value
