"""我发起, 抄送我: the matters of all services that somebody began, or that concern their organisation
without its having to act."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.policy.loader import registry
from shared.workbench import tasks
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.person import Person
from shared.workbench.visit import Visit, matter_path

LEDGER = "matters"
"""Every service's list of what somebody began."""
BEGUN, COPIED = "begun", "copied"
TITLES = {BEGUN: "我发起", COPIED: "抄送我"}
MOST = 200


@dataclass(frozen=True)
class Involved:
    """The matters, the last begun first, as `rows`; the services that gave no answer. `more` says
    that there are more than are listed."""

    rows: list[Mapping[str, Any]]
    away: list[str]
    more: bool


def involved(visit: Visit, kind: str) -> Involved:
    """What somebody began in this organisation, or what concerns it: matters under a sentence in
    which it takes part, begun by others, in which nothing waits for it."""
    query = _QUERIES[kind](visit.person)
    if all(query.values()):
        visit.foresee(_questions(visit, query), tasks.listing(visit) if kind == COPIED else ())
    found = _asked(visit, query)
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


def _copied(person: Person) -> Mapping[str, Any]:
    return {"clause": taken_part_in(person.organisation)}


_QUERIES: Mapping[str, Callable[[Person], Mapping[str, Any]]] = {BEGUN: _begun, COPIED: _copied}


def _asked(visit: Visit, query: Mapping[str, Any]) -> Involved:
    if not all(query.values()):
        return Involved([], [], False)
    services = list(visit.bench.settings.services)
    answers = visit.get_all(_questions(visit, query))
    rows: list[Mapping[str, Any]] = []
    away, more = [], False
    for service, answer in zip(services, answers, strict=True):
        if isinstance(answer, Away | Declined):
            away.append(service)
            continue
        rows += _named(visit, service, answer["rows"])
        more = more or answer["next"] is not None
    rows.sort(key=lambda row: str(row["begun_on"]), reverse=True)
    return Involved(rows, away, more)


def _questions(visit: Visit, query: Mapping[str, Any]) -> list[Question]:
    page = {**query, "sort": "-begun_on", "limit": MOST}
    return [
        Question(s, f"/views/{LEDGER}", {**page, "category": _categories(visit, s)})
        for s in visit.bench.settings.services
    ]


def _categories(visit: Visit, service: str) -> list[str]:
    """Of streams that people act on: others only keep names unique or note what happened."""
    declared = visit.declared.get(service)
    return sorted({c["aggregate"] for c in declared.commands.values()}) if declared else []


def _named(
    visit: Visit, service: str, rows: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """With where each leads, and what it is called."""
    rows = list(rows)
    declared = visit.declared.get(service)
    things = {
        row["stream"]: (declared.key_of(row["category"])[1], _id(row)) for row in rows if declared
    }
    names = visit.names(pair for pair in things.values() if pair[0])
    return [
        {
            **row,
            "service": service,
            "name": names.get(things.get(row["stream"], ("", "")), ""),
            "path": matter_path(service, row["stream"]),
        }
        for row in rows
    ]


def _id(row: Mapping[str, Any]) -> str:
    return str(row["stream"]).removeprefix(f"{row['category']}-")
