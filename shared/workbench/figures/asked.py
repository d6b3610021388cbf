"""The figures of all services, asked at once, as far as somebody may see their rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.workbench.faces import Away, Declined, Question
from shared.workbench.figures.table import Table, named_in, table_of
from shared.workbench.ledgers.two_days import TwoDays
from shared.workbench.visit import Visit

NO_PAST = 422
"""How a service answers whose log does not tell a view as it was."""


@dataclass(frozen=True)
class Figures:
    """`tables` by service; `empty` are the titles of those without a row that is seen, `untold` of
    those that nobody can tell as they were; `away` the services that gave no answer."""

    tables: dict[str, list[Table]]
    empty: list[str]
    away: list[str]
    untold: list[str]


def figures(visit: Visit, services: Iterable[str], day: TwoDays) -> Figures:
    """The figures of some services, now or as they stood on a day."""
    asked = list(services)
    away = [service for service in asked if service not in visit.declared]
    named = [
        (service, one)
        for service in asked
        if service in visit.declared
        for one in visit.declared[service].figures
        if one["drawn"]
    ]
    asks = (Question(s, f"/figures/{one['name']}", day.past) for s, one in named)
    answers = visit.get_all(asks)
    told = [answer for answer in answers if not isinstance(answer, Away | Declined)]
    names = visit.names(pair for answer in told for pair in named_in(answer))
    tables: dict[str, list[Table]] = {}
    empty, untold = list[str](), list[str]()
    for (service, one), answer in zip(named, answers, strict=True):
        if isinstance(answer, Declined) and answer.status == NO_PAST:
            untold.append(str(one["title"]))
        elif isinstance(answer, Away | Declined):
            away += [service] if service not in away else []
        elif answer["marks"]:
            table = table_of(service, answer, names, day.until, happened=day.happened)
            tables.setdefault(service, []).append(table)
        else:
            empty.append(str(one["title"]))
    return Figures(tables, empty, away, untold)
