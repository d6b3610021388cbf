"""我发起, 抄送我: the matters of all services that somebody began, or of which their organisation was
sent a copy; and those under a sentence in which it takes part."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shared.policy.loader import registry
from shared.workbench import tasks
from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.ledgers.table import paths_of
from shared.workbench.person import Person
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words import saying
from shared.workbench.words.matters import called

LEDGER = "matters"
"""Every service's list of what somebody began."""
BEGUN, COPIED, CONCERNED = "begun", "copied", "concerned"
TABS = {BEGUN: "我发起", COPIED: "抄送我"}
"""Those with a number on the desk."""
TITLES = {**TABS, CONCERNED: "参与条款的案卷"}
MOST = 200


@dataclass(frozen=True)
class Involved:
    """The matters, the last begun first, as `rows`; the services that gave no answer. `more` says
    that there are more than are listed."""

    rows: list[Mapping[str, Any]]
    away: list[str]
    more: bool


def involved(visit: Visit, kind: str) -> Involved:
    """What somebody began in this organisation, what it was sent a copy of, or what it is concerned
    by: matters under a sentence in which it takes part, begun by others, in which nothing waits for
    it."""
    if kind == COPIED:
        return _listed(visit, list(_of_copies(visit)), _copies_of)
    matters = _of_matters(visit, _QUERIES[kind](visit.person))
    visit.foresee(matters, tasks.listing(visit) if kind == CONCERNED and matters else ())
    found = _listed(visit, matters, _matters_of)
    if kind == BEGUN:
        return found
    own = visit.person.organisation
    waits = {(task["service"], task["stream"]) for task in tasks.waiting(visit).tasks}
    rows = [
        row
        for row in found.rows
        if row["organisation"] != own and (row["service"], row["stream"]) not in waits
    ]
    return Involved(rows, found.away, found.more)


def taken_part_in(organisation: str) -> list[str]:
    """The sentences in which an organisation takes part without leading them."""
    known = registry().clauses.values()
    return [c.id for c in known if organisation in c.participants and organisation not in c.lead]


def _begun(person: Person) -> Mapping[str, Any]:
    return {"person": person.subject, "organisation": person.organisation}


def _concerned(person: Person) -> Mapping[str, Any]:
    return {"clause": taken_part_in(person.organisation)}


_QUERIES: Mapping[str, Callable[[Person], Mapping[str, Any]]] = {
    BEGUN: _begun,
    CONCERNED: _concerned,
}


def _of_matters(visit: Visit, query: Mapping[str, Any]) -> list[Question]:
    if not all(query.values()):
        return []
    page = {**query, "sort": "-begun_on", "limit": MOST}
    return [
        Question(s, f"/views/{LEDGER}", {**page, "category": _categories(visit, s)})
        for s in visit.bench.settings.services
    ]


def _of_copies(visit: Visit) -> Iterator[Question]:
    """Every ledger that says who is sent a copy, asked for one's own."""
    own = visit.person.organisation
    for service, declared in visit.declared.items():
        for name, view in declared.views.items():
            if column := view.get("copied"):
                begun = _first(view, "date")
                query = {column: own, "limit": MOST, **({"sort": f"-{begun}"} if begun else {})}
                yield Question(service, f"/views/{name}", query)


RowsOf = Callable[[Visit, Declared, Any], Iterable[Mapping[str, Any]]]


def _listed(visit: Visit, asked: list[Question], rows_of: RowsOf) -> Involved:
    rows: list[Mapping[str, Any]] = []
    away, more = [], False
    for question, answer in zip(asked, visit.get_all(asked), strict=True):
        declared = visit.declared.get(question.service)
        if isinstance(answer, Away | Declined) or declared is None:
            away.append(question.service)
            continue
        rows += rows_of(visit, declared, answer)
        more = more or answer["next"] is not None
    rows.sort(key=lambda row: str(row["begun_on"]), reverse=True)
    return Involved(rows, away, more)


def _categories(visit: Visit, service: str) -> list[str]:
    """Of streams that people act in."""
    declared = visit.declared.get(service)
    return sorted(declared.acted_in) if declared else []


def _matters_of(visit: Visit, declared: Declared, answer: Any) -> Iterable[Mapping[str, Any]]:
    """With where each leads, and what it is called."""
    rows = list(answer["rows"])
    things = {row["stream"]: (declared.key_of(row["category"])[1], _id(row)) for row in rows}
    names = visit.names(pair for pair in things.values() if pair[0])
    opened = visit.openable((declared.service, stream) for stream in things)
    for row in rows:
        name = names.get(things[row["stream"]], "") or _called(declared, row["stream"])
        yield {
            **row,
            "service": declared.service,
            "about": f"{row['title']}：{name}" if name else row["title"],
            "by": saying.organisation(row["organisation"]),
            "path": matter_path(declared.service, row["stream"])
            if (declared.service, row["stream"]) in opened
            else "",
        }


def _called(declared: Declared, stream: str) -> str:
    """By the word for its id, as whose parameters were set; a mere number tells nobody which."""
    name = called(declared, stream)
    return "" if isinstance(name, saying.Id) else name


def _copies_of(visit: Visit, declared: Declared, answer: Any) -> Iterable[Mapping[str, Any]]:
    """With what each is called, and whose hands it is in."""
    view = declared.views[answer["view"]]
    begun, hands = _first(view, "date"), _first(view, "organisation")
    column = next(c for c in view["columns"] if c["name"] == view["key"])
    thing = column.get("reference", "")
    names = visit.names((thing, row[view["key"]]) for row in answer["rows"])
    paths = paths_of(visit, declared, view, answer["rows"])
    for row, path in zip(answer["rows"], paths, strict=True):
        yield {
            "begun_on": row.get(begun) or "",
            "town": row.get("town", ""),
            "about": names.get((thing, row[view["key"]])) or row[view["key"]],
            "by": saying.organisation(row[hands]) if row.get(hands) else "",
            "called": "",
            "clause": row.get("clause", ""),
            "service": declared.service,
            "path": path,
        }


def _first(view: Mapping[str, Any], kind: str) -> str:
    """The first column of a kind: a date, or an organisation."""
    columns = (c for c in view["columns"] if kind in (c["type"], c.get("reference")))
    return next((c["name"] for c in columns if c["type"] != "json"), "")


def _id(row: Mapping[str, Any]) -> str:
    return str(row["stream"]).removeprefix(f"{row['category']}-")
