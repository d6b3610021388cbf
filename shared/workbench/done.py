"""已办 of all services as one list, the last first, a page at a time: each service is asked for no
more than the page needs.

What ended at one moment comes in the services' order, then by its number. A page's address is the
last that was shown: a moment, a number and a service.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.tasks import DONE, Task
from shared.workbench.visit import Visit

PAGE = 50
FIRST, MORE = 12, 25
"""So many each service is asked for at first; and who tells most of the page then."""
ROUNDS = 4
_AFTER_ALL = "\uffff"
"""After every number."""

Ask = Callable[[Mapping[str, dict[str, Any]]], Sequence[Answer | Away | Declined]]
"""Asks services for a page each, by the parameters of each, at once."""


@dataclass
class DonePage:
    """What was done, the last first; the address of the page after it, empty at the end; who could
    not be asked."""

    tasks: list[Task] = field(default_factory=list)
    following: str = ""
    away: list[str] = field(default_factory=list)


def done(visit: Visit, begin: str, town: str, service: str) -> DonePage:
    """A page of what this organisation has done, of a town and in a service where they are given."""

    def ask(of: Mapping[str, dict[str, Any]]) -> list[Answer | Away | Declined]:
        return visit.get_all(question(s, town, query) for s, query in of.items())

    return read(services(visit, service), ask, begin)


def foreseen(visit: Visit, begin: str, town: str, service: str) -> list[Question]:
    """What is asked of them at first."""
    wanted = beginning(services(visit, service), begin)
    return [question(s, town, query) for s, query in wanted.items()]


def services(visit: Visit, service: str) -> list[str]:
    known = list(visit.bench.settings.services)
    return [service] if service in known else known


def question(service: str, town: str, query: Mapping[str, Any]) -> Question:
    return Question(service, "/tasks", {"state": DONE, **({"town": town} if town else {}), **query})


def read(asked: Sequence[str], ask: Ask, begin: str) -> DonePage:
    """The page after a task, from the last done where none is named."""
    page, told, more = DonePage(), list[Task](), dict[str, Task]()
    wanted = beginning(asked, begin)
    for _ in range(ROUNDS):
        for service, answer in zip(wanted, ask(wanted), strict=True):
            more.pop(service, None)
            if isinstance(answer, Away | Declined):
                page.away.append(service)
                continue
            new = [{**task, "service": service} for task in answer["tasks"]]
            told += new
            if new and answer["next"] is not None:
                more[service] = new[-1]
        told.sort(key=lambda t: (asked.index(t["service"]), t["task"]))
        told.sort(key=_ended, reverse=True)
        known_to = {service: told.index(last) for service, last in more.items()}
        enough = PAGE if len(told) >= PAGE else min(known_to.values(), default=0) + 1
        short = [service for service, last in known_to.items() if last < enough]
        if not short:
            break
        wanted = {s: {"limit": MORE, "after": _place(more[s])} for s in short}
    sure = min((told.index(last) + 1 for last in more.values()), default=len(told))
    page.tasks = told[: min(sure, PAGE)]
    if page.tasks and (more or len(told) > len(page.tasks)):
        last = page.tasks[-1]
        page.following = f"{_place(last)}~{last['service']}"
    return page


def beginning(asked: Sequence[str], begin: str) -> dict[str, dict[str, Any]]:
    """By what each service is asked at first."""
    return {
        s: {"limit": FIRST if len(asked) > 1 else PAGE, **_after(asked, s, begin)} for s in asked
    }


def _after(asked: Sequence[str], service: str, begin: str) -> dict[str, str]:
    at, _, rest = begin.partition("~")
    task, _, of = rest.rpartition("~")
    if of not in asked or not _is_moment(at):
        return {}
    if service != of:
        task = _AFTER_ALL if asked.index(service) < asked.index(of) else ""
    return {"after": f"{at}~{task}"}


def _place(task: Task) -> str:
    return f"{task['ended_at']}~{task['task']}"


def _ended(task: Task) -> datetime:
    return datetime.fromisoformat(task["ended_at"])


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
