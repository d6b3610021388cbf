"""Opens personal values for who may read them; before that the log is told that he did."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from shared.face.http.call import Call
from shared.kernel.commands.readings import record_reading
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.kernel.personal.rows import opened_rows, sealed_in
from shared.kernel.personal.seal import place_of
from shared.kernel.personal.vault import ERASED, UNREADABLE
from shared.kernel.views.definition import View
from shared.schemas.codec import latest
from shared.schemas.events import event_type
from shared.schemas.sealed import is_sealed


def show_personal(
    call: Call, place: str, events: Iterable[tuple[dict[str, Any], Recorded]]
) -> None:
    """Put into told events what they say of persons."""
    said = [(told, _personal(record), record) for told, record in events]
    opened = _open(call, f"streams/{place}", [v for _, values, _ in said for v in values.values()])
    for told, values, record in said:
        for name, value in values.items():
            stands = not is_sealed(value) or _belongs(value, name, record)
            told["data"][name] = opened.get(value, value) if stands else UNREADABLE


def show_rows(call: Call, view: View, rows: Sequence[Any]) -> list[Any]:
    """A view's rows, as row objects or as JSON, with what they say of persons."""
    if not view.personal:
        return list(rows)
    plain = [_plain(row) for row in rows]
    opened = _open(call, f"views/{view.name}", sealed_in(view, plain))
    return list(opened_rows(view, plain, opened))


def note_export(call: Call, view: View) -> None:
    """Tell the log that a ledger with personal values is taken away as a file."""
    if view.personal:
        record_reading(call.face.executor, call.actor, f"views/{view.name}", (), exported=True)


def _open(call: Call, place: str, sealed: Iterable[str]) -> dict[str, str]:
    executor = call.face.executor
    opened = executor.vault.opened({one for one in sealed if is_sealed(one)})
    read = {
        place_of(one).person for one, text in opened.items() if text not in (ERASED, UNREADABLE)
    }
    record_reading(executor, call.actor, place, read)
    return opened


def _personal(record: Recorded) -> dict[str, str]:
    """The personal values of an event, as they are stored."""
    name, version = split_type(record.type)
    if not (personal := event_type(name).personal):
        return {}
    data = json.loads(latest(name, version, record.data))
    return {field: data[field] for field in personal if data.get(field)}


def _belongs(sealed: str, field: str, record: Recorded) -> bool:
    """Whether it was sealed for this field of an event of this command."""
    place = place_of(sealed)
    command = decode_meta(record.meta).command_id.replace("-", "")
    return (place.field, place.command) == (field, command)


def _plain(row: Any) -> Any:
    return json.loads(bytes(row)) if isinstance(row, msgspec.Raw) else row
