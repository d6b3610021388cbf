"""搜索: names, numbers and document numbers in the ledgers of all services."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug import Response

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.ledgers.table import leads_to
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning

KINDS = frozenset({"name", "id", "key", "code", "document-number", "party", "person", "long-text"})
PAGE = 500
SHOWN = 60
LONGEST = 100


@dataclass(frozen=True)
class Hit:
    """A row in which something was found; `where` says in which column."""

    path: str
    name: str
    title: str
    where: str
    service: str


def find(visit: Visit) -> Response:
    """What holds the words that are typed; each of them, in any order."""
    typed = visit.request.args.get("q", "").strip()[:LONGEST]
    words = [word.lower() for word in typed.split()]
    hits: list[Hit] = []
    away: list[str] = []
    if words:
        hits, away = _found(visit, words)
    if len(hits) == 1 and not away:
        return visit.go(hits[0].path)
    return visit.page(
        "find.html", typed=typed, hits=hits[:SHOWN], left_out=max(0, len(hits) - SHOWN), away=away
    )


def _found(visit: Visit, words: list[str]) -> tuple[list[Hit], list[str]]:
    listed = [(d, view) for d in visit.declared.values() for view in _searched(d)]
    questions = [
        Question(d.service, f"/views/{view['name']}", {"limit": PAGE, "q": " ".join(words)})
        for d, view in listed
    ]
    hits: list[Hit] = []
    away: dict[str, None] = {}
    for (declared, view), answer in zip(listed, visit.get_all(questions), strict=True):
        title = visit.bench.settings.services[declared.service].title
        if isinstance(answer, Away | Declined):
            away[title] = None
            continue
        hits += _hits(declared, view, answer, words, title)
    known = {hit.path: hit for hit in reversed(hits)}
    missing = [p.title for n, p in visit.bench.settings.services.items() if n not in visit.declared]
    return sorted(known.values(), key=lambda h: words[0] not in h.name.lower()), [*away, *missing]


def _searched(declared: Declared) -> Iterator[Mapping[str, Any]]:
    """The ledgers that list things of this service: those that references name."""
    named = {
        r["view"] for r in declared.references.values() if r.get("service") == declared.service
    }
    for name, view in declared.views.items():
        if name in named:
            yield view


def _hits(
    declared: Declared,
    view: Mapping[str, Any],
    page: Mapping[str, Any],
    words: list[str],
    service: str,
) -> Iterator[Hit]:
    columns = [c for c in map(Meaning.of_column, view["columns"]) if c.kind in KINDS]
    for row in page["rows"]:
        texts = [(c, str(row[c.name])) for c in columns if isinstance(row.get(c.name), str)]
        if not all(any(word in text.lower() for _, text in texts) for word in words):
            continue
        path = leads_to(declared, view, row)
        if not path:
            continue
        name = next((t for c, t in texts if c.kind in ("name", "party")), "") or texts[0][1]
        found = next((c, t) for c, t in texts if any(word in t.lower() for word in words))
        where = "" if found[1] == name else f"{found[0].title}：{saying.brief(found[1], found[0])}"
        yield Hit(path, name, view["title"], where, service)


ROUTES: Routes = [Route("GET", "/find", find)]
