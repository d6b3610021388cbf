"""`/trace`: this service's part of a chain that one command began, with times and who held what."""

import re
from collections.abc import Iterator
from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.problem import Problem
from shared.face.http.refusals import no_such
from shared.face.http.seen_streams import Stream, seen
from shared.face.http.told_events import told
from shared.kernel.commands.ids import event_id
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.tasks.light import held_for
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.codec import decode

_COMMAND_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST = 500
"""Events of a chain in one service: a command touches no more streams than that."""
_TOLD = (
    "position", "version", "id", "type", "title", "effective_at", "recorded_at", "organisation",
    "organisation_name", "command", "command_id", "clause", "causation", "source",
    "source_position",
)  # fmt: skip
"""When, by whom, of what; neither data nor persons."""


class TraceRoutes:
    """Reads chains for so many callers at once."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._bound = face.places_to_read(
            Text("正在查阅的链条过多", "Too many chains are being read.")
        )

    def trace(self, call: Call, correlation: str) -> Response:
        """The events here of the chain that a command began, in order, and the tasks that it asked
        or ended, with the working days that each holder had it. `hidden` counts the events that
        the caller may not see; a service that has no part in it answers with none.
        """
        if not _COMMAND_ID.fullmatch(correlation):
            raise no_such(Text("链条", "chain"), correlation)
        with self._bound.place():
            return answer(self._part(call, correlation))

    def _part(self, call: Call, correlation: str) -> dict[str, Any]:
        events: list[dict[str, Any]] = []
        streams: dict[str, Stream | None] = {}
        commands: set[str] = set()
        hidden = 0
        for record in self._records(correlation):
            commands.add(decode_meta(record.meta).command_id)
            if record.stream not in streams:
                streams[record.stream] = _seen(call, record.stream)
            stream = streams[record.stream]
            if stream is None or not _shown(stream, record):
                hidden += 1
                continue
            said = told(self._face, record)
            events.append({"stream": record.stream, **{name: said[name] for name in _TOLD}})
        whole = [name for name, s in streams.items() if s and s.sight.whole]
        return {
            "service": self._face.name,
            "correlation": correlation,
            "events": events,
            "tasks": list(self._tasks(whole, commands)),
            "hidden": hidden,
        }

    def _records(self, correlation: str) -> list[Recorded]:
        store = self._face.log.store
        first = store.find(event_id(correlation, 0))
        direct: list[Recorded] = []
        if first is not None:
            page = store.read(first.position - 1, LONGEST)
            direct = [r for r in page if decode_meta(r.meta).command_id == correlation]
        caused = store.caused(correlation, LONGEST)
        return sorted({r.position: r for r in [*direct, *caused]}.values(), key=_position)

    def _tasks(self, streams: list[str], commands: set[str]) -> Iterator[dict[str, Any]]:
        """Those that these commands asked or ended, on streams that the caller sees whole."""
        today = self._face.executor.clock.now().astimezone(LOCAL_TIME).date()
        for stream in streams:
            for task in self._face.views.find(HeldTask.definition, stream=stream):
                if task.asked_with not in commands and task.ended_with not in commands:
                    continue
                yield {
                    "stream": stream,
                    "about": task.about,
                    "holder": task.holder,
                    "holder_name": self._face.registry.name_of(task.holder, today),
                    "held_since": task.held_since,
                    "ended_at": task.ended_at,
                    "working_days": held_for(task, today),
                    "due_on": task.due_on,
                    "asked_with": task.asked_with,
                    "ended_with": task.ended_with,
                }


def _position(record: Recorded) -> int:
    return record.position


def _seen(call: Call, name: str) -> Stream | None:
    """The stream, if the caller may see anything of it."""
    try:
        return seen(call, name)
    except Problem:
        return None


def _shown(stream: Stream, record: Recorded) -> bool:
    hides = not stream.sight.whole or (stream.aggregate and stream.aggregate.parts)
    return not hides or stream.sight.sees(decode(*split_type(record.type), record.data))
