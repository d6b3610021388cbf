"""How a town, or one thing, stands now: what is to be done about it, by whom, and what is late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from shared.workbench.faces import Away, Declined, Question
from shared.workbench.ledgers.asked import ABSENT
from shared.workbench.ledgers.table import category_of
from shared.workbench.tasks import DONE, LATE, OPEN, SOON, TITLES
from shared.workbench.visit import Visit, matter_path

SHOWN = 8
_ANYBODY = "*"


@dataclass(frozen=True)
class Numbers:
    """Of one service: how many tasks are in each state, each with the ledger's address of them; and
    the address of all streams that began there."""

    service: str
    title: str
    of: tuple[tuple[int, str], ...]
    matters: str


@dataclass(frozen=True)
class Standing:
    """What is open, the next due first, and the numbers, of each service that has any."""

    titles: tuple[str, ...]
    numbers: list[Numbers]
    open: list[Mapping[str, Any]]

    @property
    def sums(self) -> list[int]:
        """The numbers of all services together."""
        return [sum(one.of[n][0] for one in self.numbers) for n in range(len(self.titles))]


def questions(visit: Visit, kind: str, id: str) -> list[Question]:
    """What services are asked for it, two questions each."""
    found = list(_of(visit, kind, id).items())
    return [
        question
        for service, of in found
        for question in (
            Question(service, "/tasks/counts", {"for": _ANYBODY, **of}),
            Question(service, "/tasks", {"for": _ANYBODY, "limit": SHOWN, **of}),
        )
    ]


def standing(visit: Visit, kind: str, id: str) -> Standing:
    """How it stands, by what the services say that answer."""
    asked = questions(visit, kind, id)
    answers = visit.get_all(asked)
    numbers: list[Numbers] = []
    waiting: list[Mapping[str, Any]] = []
    for question, counts, tasks in zip(asked[::2], answers[::2], answers[1::2], strict=True):
        if isinstance(counts, Away | Declined) or isinstance(tasks, Away | Declined):
            continue
        if any(counts["counts"].values()):
            numbers.append(_numbers(visit, question, counts["counts"]))
        waiting += [{**t, "service": question.service} for t in tasks["tasks"]]
    waiting.sort(key=lambda t: (t["due_on"] or "9999", t["task"]))
    listed: list[Mapping[str, Any]] = [
        {**t, "path": matter_path(t["service"], t["stream"])} for t in waiting[:SHOWN]
    ]
    return Standing(tuple(TITLES[s] for s in (OPEN, SOON, LATE, DONE)), numbers, listed)


def _of(visit: Visit, kind: str, id: str) -> dict[str, dict[str, str]]:
    """By which of its tasks each service is asked: a town's, or those of the thing's own stream."""
    if kind == "town":
        return {service: {"town": id} for service in visit.bench.settings.services}
    service = visit.bench.catalogue.references(visit.person).get(kind, {}).get("service", "")
    declared = visit.declared.get(service)
    category = category_of(declared, kind) if declared else ""
    return {service: {"stream": f"{category}-{id}"}} if category else {}


def _numbers(visit: Visit, question: Question, counts: Mapping[str, int]) -> Numbers:
    service, of = question.service, {n: v for n, v in question.query.items() if n != "for"}
    told = [
        (counts[state], _address(service, "tasks", {**of, **filters}))
        for state, filters in _filters(visit)
    ]
    matters = _address(service, "matters", of) if "town" in of else ""
    return Numbers(service, visit.bench.settings.services[service].title, tuple(told), matters)


def _filters(visit: Visit) -> Iterator[tuple[str, dict[str, str]]]:
    """By which of a ledger's filters the tasks of each state are found."""
    today = visit.bench.today()
    waits = {"ended_at": ABSENT}
    yield OPEN, waits
    yield SOON, {**waits, "soon_on__lte": f"{today}", "due_on__gte": f"{today}"}
    yield LATE, {**waits, "due_on__lte": f"{today - timedelta(days=1)}"}
    yield DONE, {"ended_at__gte": "1970-01-01T00:00:00+00:00", "sort": "-ended_at"}


def _address(service: str, view: str, query: Mapping[str, str]) -> str:
    return f"/ledgers/{service}/{view}?{urlencode(query)}"
