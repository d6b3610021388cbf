"""The figures of all services, asked at once, as far as somebody may see their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.workbench.faces import Away, Declined, Question
from shared.workbench.figures.table import Table, named_in, table_of
from shared.workbench.visit import Visit


@dataclass(frozen=True)
class Figures:
    """`tables` by service; `empty` are the titles of those without a row
    that is seen, `away` the services that gave no answer."""

    tables: dict[str, list[Table]]
    empty: list[str]
    away: list[str]


def figures(visit: Visit, services: Iterable[str], as_of: str = "") -> Figures:
    """The figures of some services."""
    asked = list(services)
    away = [service for service in asked if service not in visit.declared]
    named = [
        (service, one)
        for service in asked
        if service in visit.declared
        for one in visit.declared[service].figures
        if one["drawn"]
    ]
    query: Mapping[str, Any] = {"as_of": as_of} if as_of else {}
    answers = visit.get_all(Question(s, f"/figures/{one['name']}", query) for s, one in named)
    told = [answer for answer in answers if not isinstance(answer, Away | Declined)]
    names = visit.names(pair for answer in told for pair in named_in(answer))
    tables: dict[str, list[Table]] = {}
    empty = []
    for (service, one), answer in zip(named, answers, strict=True):
        if isinstance(answer, Away | Declined):
            away += [service] if service not in away else []
        elif answer["marks"]:
            tables.setdefault(service, []).append(table_of(service, answer, names, as_of))
        else:
            empty.append(str(one["title"]))
    return Figures(tables, empty, away)
