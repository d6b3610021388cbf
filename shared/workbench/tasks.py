"""待办 of all services as one list."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.workbench.faces import Away, Declined, Question
from shared.workbench.visit import Visit

MOST = 500
"""What a service tells at once; who has more waiting than that is told so."""
OPEN, SOON, LATE, DONE = STATES = ("open", "soon", "late", "done")
TITLES = {OPEN: "待办", SOON: "即将到期", LATE: "超期", DONE: "已办"}
Task = Mapping[str, Any]


@dataclass(frozen=True)
class TaskList:
    """Tasks with the next due first; who could not answer. `more` says that there are more than are
    listed, `incomplete` of how many streams nobody could tell whether they ask for something."""

    tasks: list[Task]
    away: list[str]
    more: bool = False
    incomplete: int = 0

    def of(self, state: str) -> list[Task]:
        """Of open ones: those in a state."""
        if state == LATE:
            return [t for t in self.tasks if t["light"] == "red"]
        if state == SOON:
            return [t for t in self.tasks if t["light"] == "yellow"]
        return self.tasks


def waiting(visit: Visit) -> TaskList:
    """What waits for this organisation, in all services."""
    services, asked = list(visit.bench.settings.services), listing(visit)
    found: list[Task] = []
    away, more, incomplete = [], False, 0
    for service, answer in zip(services, visit.get_all(asked), strict=True):
        if isinstance(answer, Away | Declined):
            away.append(service)
            continue
        found += [{**task, "service": service} for task in answer["tasks"]]
        more = more or answer["next"] is not None
        incomplete += len(answer["incomplete"])
    found.sort(key=place)
    return TaskList(found, away, more, incomplete)


def place(task: Task) -> tuple[str, str, str]:
    """Where a task stands in its list: the next due first, then who has had it longest."""
    return task["due_on"] or "9999", task["held_since"] or "", task["task"]


def counted(visit: Visit) -> dict[str, int]:
    """How many there are in each state, in all services that answer."""
    found = dict.fromkeys(STATES, 0)
    for answer in visit.get_all(counting(visit)):
        if not isinstance(answer, Away | Declined):
            for state, count in answer["counts"].items():
                found[state] += count
    return found


def listing(visit: Visit) -> list[Question]:
    """What all services are asked for what waits."""
    query = {"state": OPEN, "limit": MOST}
    return [Question(s, "/tasks", query) for s in visit.bench.settings.services]


def counting(visit: Visit) -> list[Question]:
    """What they are asked for the numbers."""
    return [Question(s, "/tasks/counts") for s in visit.bench.settings.services]


def following(
    visit: Visit, stream: str, at: tuple[str, ...], listed: Callable[[TaskList], Iterable[Task]]
) -> Task | None:
    """The next thing to do of what is listed, after the place of one that has just been done; from
    the beginning where nothing comes after it, or its place is not known."""
    others = [t for t in listed(waiting(visit)) if t["stream"] != stream]
    return next((t for t in others if place(t) > at), others[0] if others else None)
