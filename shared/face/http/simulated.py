"""What a simulation answers: of each step the events that its caller may see and what becomes of
tasks, or the refusal."""

import json
from collections.abc import Sequence
from typing import Any

from shared.face.http.call import Call
from shared.face.http.foreseen_tasks import ForeseenTasks
from shared.face.http.refusals import problem_of
from shared.kernel.aggregate.seeing import StreamSight
from shared.kernel.commands.simulation import Step, Tried
from shared.kernel.log.batch import NewEvent
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import split_type
from shared.schemas.codec import decode
from shared.schemas.events import event_type


def tell(call: Call, tried: Sequence[Tried], steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Per step its events, what it does to 待办, and its refusal. An event is seen as the streams stand now, so that what
    is sealed stays so; one of a stream that does not exist yet, as the step would leave it.

    Of an event that the caller may not see only its kind is told.
    """
    sights, tasks = _Sights(call), ForeseenTasks(call)
    return [
        {
            "command": one.command,
            "org": step.organisation,
            "events": [_event(event, sights.sees(event)) for event in one.events],
            "tasks": tasks.after(one.events),
            "refusal": problem_of(one.refusal, call.face.registry).body if one.refusal else None,
        }
        for one, step in zip(tried, steps, strict=True)
    ]


class _Sights:
    """What the caller sees of the streams that the steps touch, in their order."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._states: dict[str, tuple[int, Any]] = {}

    def sees(self, new: NewEvent) -> bool:
        face, id = self._call.face, decode_meta(new.meta).id
        aggregate = face.executor.aggregates[new.stream.removesuffix(f"-{id}")]
        if new.stream not in self._states:
            self._states[new.stream] = face.executor.repository.load(aggregate, id, fresh=False)
        version, state = self._states[new.stream]
        event = decode(*split_type(new.type), new.data)
        if version == 0:
            state = aggregate.fold(state, event)
            self._states[new.stream] = 0, state
        viewer, registry = self._call.viewer, face.registry
        sight = StreamSight(aggregate, id, state, viewer, registry, face.operated_by)
        return sight.sees(event)


def _event(event: NewEvent, seen: bool) -> dict[str, Any]:
    known = event_type(split_type(event.type)[0])
    data = json.loads(event.data) if seen else {}
    data = known.public(data)
    return {
        "type": known.name,
        "title": known.title,
        "clause": known.clause,
        "stream": event.stream,
        "version": event.version,
        "data": data,
        "withheld": not seen,
    }
