"""How a town, or one thing, stands on a day: what is to be done about it, by whom, and what is late."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.ledgers.asked import ABSENT
from shared.workbench.ledgers.two_days import NOW, TwoDays
from shared.workbench.tasks import DONE, LATE, OPEN, SOON, TITLES
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.concerned import with_names

SHOWN = 8


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


def ask_with_standing(
    ask: Callable[[Iterable[Question]], list[Answer | Away | Declined]], questions: list[Question]
) -> list[Answer | Away | Declined]:
    """The answers to questions about a dossier; a service of an earlier release, which can't tell
    beside its events how the thing stands, is asked for the events alone."""
    answers = ask(questions)
    alone = {
        n: replace(q, query={name: v for name, v in q.query.items() if name != "standing"})
        for n, (q, answer) in enumerate(zip(questions, answers, strict=True))
        if "standing" in q.query and isinstance(answer, Declined) and answer.status == 422
    }
    for n, answer in zip(alone, ask(alone.values()), strict=True):
        answers[n] = answer
    return answers


def standing(visit: Visit, told: Mapping[str, Answer], days: TwoDays = NOW) -> Standing:
    """How it stands, or stood at the last of the days, by what each service tells of it beside its
    events."""
    numbers: list[Numbers] = []
    waiting: list[Mapping[str, Any]] = []
    for service in visit.bench.settings.services:
        own = told.get(service, {}).get("standing")
        if own is None or not any(own["counts"].values()):
            continue
        numbers.append(_numbers(visit, service, own["of"], own["counts"], days))
        waiting += [{**t, "service": service} for t in own["tasks"]]
    waiting.sort(key=lambda t: (t["due_on"] or "9999", t["task"]))
    listed: list[Mapping[str, Any]] = [
        {**t, "path": _at(matter_path(t["service"], t["stream"]), days.then)}
        for t in with_names(visit, waiting[:SHOWN])
    ]
    return Standing(tuple(TITLES[s] for s in (OPEN, SOON, LATE, DONE)), numbers, listed)


def _numbers(
    visit: Visit, service: str, of: Mapping[str, str], counts: Mapping[str, int], days: TwoDays
) -> Numbers:
    day = date.fromisoformat(days.until[:10]) if days.until else visit.bench.today()
    told = [
        (counts[state], _at(f"/ledgers/{service}/tasks", {**of, **filters, **days.then}))
        for state, filters in _filters(day)
    ]
    matters = _at(f"/ledgers/{service}/matters", {**of, **days.then}) if "town" in of else ""
    return Numbers(service, visit.bench.settings.services[service].title, tuple(told), matters)


def _filters(today: date) -> Iterator[tuple[str, dict[str, str]]]:
    """By which of a ledger's filters the tasks of each state are found."""
    waits = {"ended_at": ABSENT}
    yield OPEN, waits
    yield SOON, {**waits, "soon_on__lte": f"{today}", "due_on__gte": f"{today}"}
    yield LATE, {**waits, "due_on__lte": f"{today - timedelta(days=1)}"}
    yield DONE, {"ended_at__gte": "1970-01-01T00:00:00+00:00", "sort": "-ended_at"}


def _at(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
