"""An event as callers are told it: of a restricted one its public fields."""

import json
from typing import Any

from shared.face.http.face import Face
from shared.kernel.log.meta import decode_meta, instant
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.codec import latest
from shared.schemas.events import UnknownEvent, event_type


def told(face: Face, record: Recorded) -> dict[str, Any]:
    """An event with who, when and why."""
    meta = decode_meta(record.meta)
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
        "person_name": meta.name or meta.person,
        "on_behalf_of": meta.on_behalf_of or None,
        "on_behalf_of_name": meta.on_behalf_of_name or None,
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


def shown(record: Recorded) -> dict[str, Any]:
    """A record's data in its latest shape; of a restricted event its public fields."""
    return _public(*split_type(record.type), record.data)


def restricted(record: Recorded) -> bool:
    try:
        return event_type(split_type(record.type)[0]).restricted
    except UnknownEvent:
        return True


def _public(name: str, version: int, data: str) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(latest(name, version, data))
    return event_type(name).public(shown)
