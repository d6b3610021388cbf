"""Filters of the desk that somebody keeps under a name, on the server."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from shared.policy.loader import registry
from shared.workbench.tasks import DONE, LATE, OPEN, SOON, Task, TaskList, place
from shared.workbench.visit import Visit

ABOUT = "desk/filters"
MOST = 12
LONGEST, LONGEST_ID = 20, 64


@dataclass(frozen=True)
class KeptFilter:
    """Which tasks: of a state, a town, a service; empty where it is all the same."""

    name: str
    state: str = OPEN
    town: str = ""
    service: str = ""

    @property
    def address(self) -> str:
        told = {n: v for n, v in asdict(self).items() if n != "name" and v}
        return "/?" + urlencode(told)

    @property
    def line(self) -> str:
        """The same, as the pages that are opened from this list say it on; empty of the whole one
        and of what is done."""
        parts = self.state, self.town, self.service
        return "" if self.state == DONE or parts == (OPEN, "", "") else "~".join(parts)

    def after(self, task: Task) -> str:
        """This list and the place of a task in it, for what follows once that is done."""
        return "~".join((self.state, self.town, self.service, *place(task)))

    def of(self, found: TaskList) -> list[Task]:
        """Which of these tasks it takes."""
        return [t for t in found.of(self.state) if takes(t, self.town, self.service)]

    def count(self, found: TaskList) -> int:
        return len(self.of(found))


def takes(task: Mapping[str, Any], town: str, service: str) -> bool:
    """Whether a task is of a town and a service, as far as they are given."""
    return town in ("", task["town"]) and service in ("", task["service"])


def of_line(visit: Visit, text: str) -> KeptFilter:
    """The list that a page was opened from; the whole one where it says none that there is."""
    state, town, service = (*text.split("~"), "", "")[:3]
    if state not in (OPEN, SOON, LATE) or service not in {"", *visit.bench.settings.services}:
        return KeptFilter("")
    return KeptFilter("", state, town if town in registry().towns else "", service)


def place_of(text: str) -> tuple[str, ...]:
    """The place in a list that a page says on; before all where it says none."""
    return tuple(text.split("~", 5)[3:])


def kept(visit: Visit) -> list[KeptFilter]:
    """In the order in which they were kept."""
    said = visit.bench.store.preferred(visit.person.owner, ABOUT)
    return [KeptFilter(**json.loads(one)) for one in said]


def keep(visit: Visit, new: KeptFilter) -> None:
    """Keep one; another of the name goes."""
    _store(visit, [*(one for one in kept(visit) if one.name != new.name), new][-MOST:])


def drop(visit: Visit, name: str) -> None:
    """Keep it no longer."""
    _store(visit, (one for one in kept(visit) if one.name != name))


def _store(visit: Visit, filters: Iterable[KeptFilter]) -> None:
    said = [json.dumps(asdict(one), ensure_ascii=False) for one in filters]
    visit.bench.store.prefer(visit.person.owner, ABOUT, said)
