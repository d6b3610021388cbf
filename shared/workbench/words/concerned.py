"""What tasks are about, by name, as far as their sentences do not say it: the project, and the matter
itself. Asked for when they are read: a sentence is kept as it was when its matter last moved."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared.workbench.visit import Visit

Task = Mapping[str, Any]


def with_names(visit: Visit, tasks: Iterable[Task], *, itself: bool = True) -> list[dict[str, Any]]:
    """The tasks, each with its `service`, and what each concerns as `named`; unless `itself`, the
    page says already which matter they are of."""
    told = list(tasks)
    things = [list(_things(visit, task, itself)) for task in told]
    names = visit.names(pair for pairs in things for pair in pairs)
    return [
        {**task, "named": _named(task["about"], [names.get(pair, "") for pair in pairs])}
        for task, pairs in zip(told, things, strict=True)
    ]


def _things(visit: Visit, task: Task, itself: bool) -> Iterator[tuple[str, str]]:
    if project := task.get("project"):  # an older release tells none
        yield "project", project
    declared = visit.declared.get(task["service"]) if itself else None
    thing = declared.key_of(task["category"])[1] if declared else ""
    if thing and (thing, task["stream_id"]) != ("project", project):
        yield thing, task["stream_id"]


def _named(about: str, names: Iterable[str]) -> str:
    return " · ".join(name for name in dict.fromkeys(names) if name and name not in about)
