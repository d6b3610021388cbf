"""Asks all services for their part of 政策兑现, at once, and goes on without those that are away."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from shared.workbench.exercise.matrix import Line, lines, told
from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.forms import typed
from shared.workbench.ledgers.asked import HAPPENED
from shared.workbench.visit import Visit

PAGE = 500
PAGES = 20
VIEWS = ("policy-ledger", "policy-figures")


@dataclass(frozen=True)
class Chosen:
    """What somebody wants to see: the towns (none: the pilots), as of a day, which state alone;
    `happened` where the day is about what had happened by then, recorded whenever."""

    towns: tuple[str, ...]
    on: date
    as_of: str
    show: str
    error: str = ""
    happened: bool = False

    @property
    def query(self) -> dict[str, Any]:
        """The same as an address has it."""
        by = HAPPENED if self.happened else ""
        told: dict[str, Any] = {
            "town": list(self.towns), "as_of": self.as_of, "by_day_of": by, "show": self.show,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}

    @property
    def past(self) -> dict[str, str]:
        """The day, as services are asked for it."""
        return {"effective" if self.happened else "as_of": self.as_of} if self.as_of else {}


@dataclass(frozen=True)
class Read:
    """The matrix; the towns that are columns, and all there are; who did not answer."""

    lines: list[Line]
    columns: list[dict[str, Any]]
    towns: list[dict[str, Any]]
    silent_days: int
    away: list[str]


def chosen(args: MultiDict[str, str], today: date, shown: Iterable[str]) -> Chosen:
    """Read a page's address."""
    as_of, error = args.get("as_of", "").strip(), ""
    try:
        as_of = typed.past(as_of, today) if as_of else ""
    except typed.Unreadable as wrong:
        as_of, error = "", f"时光：{wrong}"
    show = args.get("show", "")
    on = date.fromisoformat(as_of) if as_of else today
    towns = tuple(args.getlist("town"))
    happened = bool(as_of) and args.get("by_day_of") == HAPPENED
    return Chosen(towns, on, as_of, show if show in shown else "", error, happened)


def read(visit: Visit, asked: Chosen) -> Read:
    """The matrix over all services. Raises `Away` where none answers."""
    services = visit.bench.settings.services
    wanted = [(name, view) for view in VIEWS for name in services]
    past = asked.past
    first = {"limit": PAGE, **past}
    rows_of = [Question(name, f"/views/{view}", first) for name, view in wanted]
    visit.foresee(_frames(visit, asked.on), rows_of)
    frame = _frame(visit, asked.on)
    answers = dict(
        zip(wanted, visit.at_once(lambda one: _all(visit, *one, past), wanted), strict=True)
    )
    missing = {name for (name, _), answer in answers.items() if not isinstance(answer, list)}
    rows = {
        view: [
            row for (_, of), answer in answers.items()
            if of == view and isinstance(answer, list) for row in answer
        ]
        for view in VIEWS
    }  # fmt: skip
    ledger, figures = (rows[view] for view in VIEWS)
    said = told(ledger, figures, _silent(visit, frame, missing))
    columns = [t for t in frame["towns"] if _shown(t, asked.towns)]
    return Read(
        lines(frame, said, [t["id"] for t in columns], asked.on, frame["silent_days"]),
        columns,
        frame["towns"],
        frame["silent_days"],
        [services[name].title for name in services if name in missing],
    )


def _frame(visit: Visit, on: date) -> Answer:
    """The frame on a day, from the service that sets how long is silent; in its place from any."""
    frames = visit.get_all(_frames(visit, on))
    answered = [frame for frame in frames if isinstance(frame, dict)]
    if not answered:
        raise _nobody(frames)
    return next((frame for frame in answered if frame["own"]), answered[0])


def _frames(visit: Visit, on: date) -> list[Question]:
    query = {"on": on.isoformat()}
    return [Question(name, "/exercise", query) for name in visit.bench.settings.services]


def _shown(town: dict[str, Any], wanted: tuple[str, ...]) -> bool:
    return town["id"] in wanted if wanted else bool(town["pilot"])


def _all(
    visit: Visit, service: str, view: str, past: dict[str, str]
) -> list[dict[str, Any]] | Away | Declined:
    """All rows of a service's view."""
    rows: list[dict[str, Any]] = []
    query: dict[str, Any] = {"limit": PAGE, **past}
    try:
        for _ in range(PAGES):
            page: Answer = visit.get(service, f"/views/{view}", **query)
            rows += page["rows"]
            if page["next"] is None:
                break
            query["after"] = page["next"]
    except (Away, Declined) as no:
        return no
    return rows


def _silent(visit: Visit, frame: Answer, missing: set[str]) -> dict[str, tuple[str, ...]]:
    """The services that carry out each sentence and do not answer. Of one that never told what it
    carries out, it may be any sentence that no other does."""
    if not missing:
        return {}
    places = visit.bench.settings.services
    known: dict[str, set[str]] = defaultdict(set)
    for name, declared in visit.declared.items():
        for command in declared.commands.values():
            known[command["clause"]].add(name)
    unheard = missing - visit.declared.keys()
    found = {}
    for clause in frame["clauses"]:
        silent = known.get(clause["id"], unheard) & missing
        if silent:
            found[clause["id"]] = tuple(places[name].title for name in places if name in silent)
    return found


def _nobody(answers: Iterable[Answer | Away | Declined]) -> Exception:
    return next(answer for answer in answers if isinstance(answer, Away | Declined))
