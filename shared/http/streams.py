"""`/streams`: what happened to one thing, by whom and why, and how it stood at any time."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from werkzeug import Response

from shared.aggregate import Aggregate
from shared.aggregate.context import LOCAL_TIME
from shared.http.access import check_sees
from shared.http.answer import answer, plain
from shared.http.call import Call, invalid_parameter
from shared.http.face import Face
from shared.http.moments import moment
from shared.http.refusals import no_such
from shared.log.meta import StoredMeta, decode_meta, instant
from shared.log.recorded import Recorded, split_type
from shared.schemas.codec import decode, latest
from shared.schemas.events import UnknownEvent, event_type

_BREATH = 500

Told = tuple[Recorded, StoredMeta]


def stream(call: Call, name: str) -> Response:
    """The events of a stream; with `as_of` or `effective` those up to then, and the state."""
    counts = _counts(call)
    history, aggregate = seen(call, name)
    told = [one for one in history if counts(one)] if counts else history
    body: dict[str, Any] = {
        "stream": name,
        "title": aggregate.title if aggregate else name,
        "version": history[-1][0].version,
        "events": [_event(call.face, *one) for one in told],
    }
    if counts and aggregate:
        body["state_version"] = told[-1][0].version if told else 0
        body["state"] = _state(aggregate, told)
    return answer(body, headers={"ETag": f'"{body["version"]}"'})


def seen(call: Call, name: str) -> tuple[list[Told], Aggregate[Any] | None]:
    """A stream's whole history and its aggregate, if any. Raises `Problem` 404, 403."""
    history = [(r, decode_meta(r.meta)) for r in call.face.log.store.history(name)]
    if not history:
        raise no_such("案卷", "stream", name)
    aggregate = _aggregate(call.face, history[0])
    if aggregate:
        now = json.loads(plain(_folded(aggregate, history)))
        check_sees(call.actor, call.face.registry, now if isinstance(now, dict) else {})
    return history, aggregate


def shown(record: Recorded) -> dict[str, Any]:
    """A record's data in its latest shape; of a restricted event its public fields."""
    return _public(*split_type(record.type), record.data)


def _counts(call: Call) -> Callable[[Told], bool] | None:
    """Whether an event counts at the time asked for."""
    text, effective = call.parameter("as_of"), call.parameter("effective")
    if text is not None and effective is not None:
        raise invalid_parameter("effective", "不可与 as_of 同用", "left out when as_of is given")
    if effective is not None:
        happened = _moment(effective, "effective")
        return lambda one: one[1].effective <= happened
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) < 19:
        return lambda one: one[0].version <= int(text)
    recorded = _moment(text, "as_of")
    return lambda one: instant(one[0].recorded_at) <= recorded


def _moment(text: str, name: str) -> datetime:
    found = moment(text)
    if found is None:
        zh, en = "须为日期或带时区的时刻", "a date or an instant with its offset"
        raise invalid_parameter(
            name,
            zh + ("，或版本号" if name == "as_of" else ""),
            en + (", or a version" if name == "as_of" else ""),
        )
    return found.astimezone(UTC)


def _aggregate(face: Face, first: Told) -> Aggregate[Any] | None:
    record, meta = first
    return face.executor.aggregates.get(record.stream.removesuffix(f"-{meta.id}"))


def _folded(aggregate: Aggregate[Any], told: list[Told]) -> Any:
    state = aggregate.initial
    for number, (record, _) in enumerate(told, 1):
        state = aggregate.fold(state, decode(*split_type(record.type), record.data))
        if number % _BREATH == 0:
            time.sleep(0)  # a long stream lets others run
    return state


def _state(aggregate: Aggregate[Any], told: list[Told]) -> Any:
    """The state: none before the first event, nor where only those authorised know of it."""
    if not told or any(_restricted(record) for record, _ in told):
        return None
    return _folded(aggregate, told)


def _restricted(record: Recorded) -> bool:
    try:
        return event_type(split_type(record.type)[0]).restricted
    except UnknownEvent:
        return True


def _event(face: Face, record: Recorded, meta: StoredMeta) -> dict[str, Any]:
    name, version = split_type(record.type)
    on = meta.effective.astimezone(LOCAL_TIME).date()
    return {
        "position": record.position,
        "version": record.version,
        "id": record.id,
        "type": name,
        "title": event_type(name).title,
        "data": _public(name, version, record.data),
        "effective_at": meta.effective,
        "recorded_at": instant(record.recorded_at),
        "person": meta.person,
        "organisation": meta.organisation,
        "organisation_name": face.registry.name_of(meta.organisation, on),
        "command": meta.command,
        "command_id": meta.command_id,
        "clause": meta.clause,
        "policy": meta.policy,
        "parameters": meta.parameters,
        "correlation": meta.correlation,
        "causation": meta.causation,
        "source": meta.source,
        "source_position": meta.source_position,
        "hash": record.hash.hex(),
    }


def _public(name: str, version: int, data: str) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(latest(name, version, data))
    known = event_type(name)
    if known.restricted:
        return {field: shown[field] for field in shown if field in known.public_fields}
    return shown
