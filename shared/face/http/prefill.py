"""`/commands/<name>/prefill`: what is known already, with where and since when 一次填报."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.problem import Problem
from shared.face.http.query import others, parameters, required, text, when
from shared.face.http.seen_streams import (
    Then,
    Until,
    history,
    require_one_time,
    seen,
    until_then,
)
from shared.face.http.told_events import shown
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.commands.executor import UnknownCommand
from shared.kernel.commands.permission import Permission
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.events import event_type
from shared.schemas.known import digest_of
from shared.schemas.marshalling import json_schema

_PAGE = 200
_FURTHEST = 2_000
"""So many versions back a stream is looked through."""


@parameters
class OfPrefill:
    """The fields that the form has already, by their names."""

    fields: dict[str, str] = others(text("已填写的字段"))


@parameters
class OfKnown:
    """Which field of a stream's events, up to when, and which other fields must be as given."""

    field: str = required("字段")
    as_of: datetime | None = when("截至何时记录的事件")
    effective: datetime | None = when("截至何时已发生的事件")
    alike: dict[str, str] = others(text("须相同的字段"))


@dataclass(frozen=True)
class Found:
    """A value, and the event that told it last."""

    value: Any
    record: Recorded

    def told(self, service: str) -> dict[str, Any]:
        """The value, and what tells it from others, with its source, in words as well: 源自 <event>
        <day>."""
        meta = decode_meta(self.record.meta)
        known = event_type(split_type(self.record.type)[0])
        day = meta.effective.astimezone(LOCAL_TIME).date().isoformat()
        source = {
            "service": service,
            "stream": self.record.stream,
            "version": self.record.version,
            "event": self.record.id,
            "type": known.name,
            "title": known.title,
            "day": day,
        }
        says = f"源自 {known.title} {day}"
        return {
            "value": self.value,
            "digest": digest_of(self.value),
            "source": source,
            "says": says,
        }


class PrefillRoutes:
    """Looks up what streams tell, in the sight of who asks."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._permission = Permission(face.registry, face.executor.clock)
        self._bound = face.places_to_read(
            Text("正在查询的人过多", "Too many are looking things up.")
        )

    def prefill(self, call: Call, name: str, asked: OfPrefill) -> Response:
        """The values that are known for a command's other fields, each with its source; those that
        another service knows are named, with the address to ask there."""
        command = self._face.executor.commands.get(name)
        if command is None or not command.public:
            raise UnknownCommand(name)
        self._permission.check_anywhere(command, call.actor)
        with self._bound.place():
            known, elsewhere = self._sorted(call, command, asked.fields)
        return answer({"command": command.name, "known": known, "elsewhere": elsewhere})

    def _sorted(
        self, call: Call, command: Command, given: Mapping[str, str]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """What is known here, and what is to be asked elsewhere."""
        known, elsewhere = list[dict[str, Any]](), list[dict[str, Any]]()
        for field, told in _askable(command, given):
            stream = f"{told['stream']}-{given[told['by']]}"
            alike = {n: given[n] for n in told.get("alike", ()) if given.get(n)}
            if (service := told.get("service", self._face.name)) != self._face.name:
                address = {"stream": stream, "of": told["field"], "alike": alike}
                elsewhere.append({"field": field, "service": service, **address})
            elif found := self._find(call, stream, told["field"], alike):
                known.append({"field": field, **found.told(self._face.name)})
        return known, elsewhere

    def known(self, call: Call, name: str, asked: OfKnown) -> Response:
        """What the stream's events tell last of a field, with its source; null where the caller
        sees none that does. With `as_of` or `effective` what had been told by then."""
        require_one_time(asked)
        with self._bound.place():
            found = self._find(call, name, asked.field, asked.alike, asked)
        return answer({"known": found.told(self._face.name) if found else None})

    def _find(
        self,
        call: Call,
        stream: str,
        field: str,
        alike: Mapping[str, str],
        then: Then | None = None,
    ) -> Found | None:
        """The last event by then that the caller sees with a value in this field."""
        try:
            there = seen(call, stream)
        except Problem:
            return None  # not there, or not for the caller's eyes: nothing is known to it
        until = (then and until_then(call, there, then)) or Until(there.version)
        for last in range(until.version, max(until.version - _FURTHEST, 0), -_PAGE):
            counting = Until(last, until.counts)
            page = list(history(self._face, there, max(last - _PAGE, 0), counting))
            if found := _last(page, field, alike):
                return found
        return None


def _askable(command: Command, given: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields that are not given and known by something that is; a new thing tells nothing."""
    for field, schema in json_schema(command.data)["properties"].items():
        told = schema.get("x-known")
        if not told or field in given or not given.get(told["by"]):
            continue
        if not (command.creates and told["stream"] == command.aggregate.category):
            yield field, told


def _last(records: Iterable[Recorded], field: str, alike: Mapping[str, str]) -> Found | None:
    for record in sorted(records, key=lambda record: -record.version):
        data = shown(record) if field in record.data else {}
        as_given = all(str(data.get(name)) == value for name, value in alike.items())
        if as_given and data.get(field) is not None:
            return Found(data[field], record)
    return None
