"""The limits that a decided state would run, and whom its tasks ask."""

from typing import Any

from shared.kernel.aggregate import Aggregate, Authority, Deadline, Task
from shared.kernel.aggregate.carrying import carried
from shared.policy.languages import Text
from shared.policy.working_days import due

_DEADLINES, _TASKS = Text("期限", "deadlines"), Text("待办", "tasks")


def check_limits(aggregate: Aggregate[Any], id: str, state: Any) -> None:
    """Refuse what no calendar can carry, before it is in the log for ever."""
    running: set[Deadline] = set()
    if aggregate.deadlines_of is not None:
        with carried(aggregate.stream(id), _DEADLINES):
            keys: set[str] = set()
            for d in aggregate.deadlines_of(state):
                _ = due(d.starts_on, d.days, d.unit, d.stopped, d.ahead).passes_at
                running.add(d)
                if d.key in keys:
                    raise ValueError(f"two deadlines of {aggregate.stream(id)} are named {d.key}")
                keys.add(d.key)
    if aggregate.tasks_of is not None:
        with carried(aggregate.stream(id), _TASKS):
            for asked in aggregate.tasks_of(state):
                if isinstance(asked, Task):
                    _check_task(asked, running)


def _check_task(asked: Task, running: set[Deadline]) -> None:
    """Raises where the ledger of tasks could not hold it: by when, whose it is, what answers it."""
    limit = asked.by
    if limit is not None and limit not in running:
        _ = due(limit.starts_on, limit.days, limit.unit, limit.stopped).passes_at
    for authority in asked.who:
        if not isinstance(authority, Authority):
            raise TypeError(f"the task {asked.key} is of {asked.who}: no authorities")
    _ = asked.commands
