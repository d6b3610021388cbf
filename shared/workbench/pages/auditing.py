"""审计: what an auditor asks about, each with its evidence: the rows of ledgers that name a doubt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug import Response

from shared.workbench.catalogue import Declared
from shared.workbench.dossiers.lines import things
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.ledgers.table import Cell, Column, columns_of, rows_of
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.matters import called
from shared.workbench.words.saying import Said

MOST = 500
"""Rows that are counted one by one."""
SHOWN = 5
SUSPECT = "suspect"
"""The column, of a ledger that has it, which says of which rows the doubt is true."""


@dataclass(frozen=True)
class Found:
    """What one service's ledger has to say about a doubt. `address` leads to all of it."""

    service: str
    title: str
    number: str
    view: str
    address: str
    columns: list[Column]
    rows: list[list[Cell]]
    matters: list[Said]
    """What the matter of each row is called; empty where the rows say that themselves."""


def auditing(visit: Visit) -> Response:
    """Every doubt with its number by service; whoever looks, within their own sight."""
    asked = list(_doubts(visit))
    answers = visit.get_all(
        Question(service, f"/views/{view['name']}", {**true_of(view), **_last(view), "limit": MOST})
        for service, view in asked
    )
    found: dict[str, list[Found]] = {}
    away: set[str] = set()
    for (service, view), answer in zip(asked, answers, strict=True):
        title = visit.bench.settings.services[service].title
        if isinstance(answer, Away | Declined):
            away.add(title)
            continue
        told = found.setdefault(str(view["doubt"]), [])
        if answer["rows"]:
            told.append(_found(visit, service, view, answer))
    away |= {p.title for n, p in visit.bench.settings.services.items() if n not in visit.declared}
    return visit.page("audit.html", found=found, away=sorted(away))


def _doubts(visit: Visit) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What is special to a service first, what every service has after it."""
    views = [(s, v) for s, d in visit.declared.items() for v in d.views.values() if v.get("doubt")]
    often = [v["name"] for _, v in views]
    yield from sorted(views, key=lambda one: often.count(one[1]["name"]) > 1)


def true_of(view: Mapping[str, Any]) -> dict[str, str]:
    """What a ledger is asked by for the rows of which its doubt is true."""
    return {SUSPECT: "true"} if any(c["name"] == SUSPECT for c in view["columns"]) else {}


def _found(visit: Visit, service: str, view: Mapping[str, Any], answer: Any) -> Found:
    declared = visit.declared[service]
    columns = [c for c in columns_of(declared, view) if c.plain and c.name != SUSPECT]
    number = f"{len(answer['rows'])}{'+' if answer['next'] else ''}"
    filters = f"?{SUSPECT}=true" if true_of(view) else ""
    return Found(
        service,
        visit.bench.settings.services[service].title,
        number,
        view["name"],
        f"/ledgers/{service}/{view['name']}{filters}",
        columns,
        rows_of(visit, declared, view, columns, answer["rows"][:SHOWN]),
        _matters(visit, declared, answer["rows"][:SHOWN]),
    )


def _last(view: Mapping[str, Any]) -> dict[str, str]:
    """What a ledger is asked by for its last rows first, as far as it has days."""
    days = [c["name"] for c in view["columns"] if c["type"] == "date"]
    return {"sort": f"-{days[0]}"} if days else {}


def _matters(visit: Visit, declared: Declared, rows: Sequence[Mapping[str, Any]]) -> list[Said]:
    """The names of the matters that rows of any kind of matter are about."""
    if not all(row.get("stream") for row in rows):
        return []
    streams = [row["stream"] for row in rows]
    found = things(declared, streams)
    named = visit.names(one for one in found if one[0])
    return [
        named.get(one) or called(declared, stream)
        for one, stream in zip(found, streams, strict=True)
    ]


ROUTES: Routes = [Route("GET", "/audit", auditing)]
