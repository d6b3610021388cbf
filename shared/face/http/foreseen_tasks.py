"""What a simulated step does to the 待办 of this service: who must act then, who need not any more,
and whose limit moves."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.face.http.access import rows_seen
from shared.face.http.call import Call
from shared.kernel.aggregate import Aggregate
from shared.kernel.log.batch import NewEvent
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import split_type
from shared.kernel.tasks.holding import HeldTask, tasks_in
from shared.kernel.views.selection import Selection
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.codec import decode

BEGINS, ENDS, MOVES = "begins", "ends", "moves"
"""Asked anew, asked no more, due on another day."""


class ForeseenTasks:
    """Follows the streams that steps touch, in their order, from where they stand now."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._states: dict[str, Any] = {}
        self._seen = Selection("", any_of=rows_seen(call, HeldTask.definition))

    def after(self, events: Sequence[NewEvent]) -> list[dict[str, Any]]:
        """What a step changes of the tasks that the caller may see; each with its `change`."""
        before: dict[str, HeldTask] = {}
        asked: dict[str, HeldTask] = {}
        for aggregate, id, stream in dict.fromkeys(map(self._place, events)):
            before |= self._tasks(aggregate, id, self._states[stream])
            for event in events:
                if event.stream == stream:
                    happened = decode(*split_type(event.type), event.data)
                    self._states[stream] = aggregate.fold(self._states[stream], happened)
            asked |= self._tasks(aggregate, id, self._states[stream])
        return [
            *(self._told(BEGINS, task) for key, task in asked.items() if key not in before),
            *(self._told(MOVES, task) for key, task in asked.items() if _moves(before, key, task)),
            *(self._told(ENDS, task) for key, task in before.items() if key not in asked),
        ]

    def _place(self, event: NewEvent) -> tuple[Aggregate[Any], str, str]:
        """Whose stream an event is of; its state is known from then on."""
        executor, id = self._call.face.executor, decode_meta(event.meta).id
        aggregate = executor.aggregates[event.stream.removesuffix(f"-{id}")]
        if event.stream not in self._states:
            self._states[event.stream] = executor.repository.load(aggregate, id, fresh=False)[1]
        return aggregate, id, event.stream

    def _tasks(self, aggregate: Aggregate[Any], id: str, state: Any) -> dict[str, HeldTask]:
        found = tasks_in(aggregate, id, state, self._call.face.registry)
        return {key: task for key, task in found.items() if self._seen.takes(task)}

    def _told(self, change: str, task: HeldTask) -> dict[str, Any]:
        face = self._call.face
        today = face.executor.clock.now().astimezone(LOCAL_TIME).date()
        commands = face.executor.commands
        return {
            "change": change,
            "stream": task.stream,
            "about": task.about,
            "project": task.project,
            "holder": task.holder,
            "holder_name": face.registry.name_of(task.holder, today),
            "commands": [{"name": c, "title": commands[c].title} for c in task.commands],
            "clause": task.clause,
            "due_on": task.due_on,
            "provisional": task.provisional,
        }


def _moves(before: Mapping[str, HeldTask], key: str, task: HeldTask) -> bool:
    return key in before and before[key].due_on != task.due_on
