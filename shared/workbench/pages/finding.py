"""搜索: names, numbers and document numbers in the ledgers of all services; names by their 拼音 too,
whole or by its initials."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from werkzeug import Response

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.ledgers.table import category_of, leads_to
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Pair, Visit, matter_path
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning
from shared.workbench.words.names import PLACES
from shared.workbench.words.pinyin import found_by

KINDS = frozenset({"name", "id", "key", "code", "document-number", "party", "person", "long-text"})
"""Of columns that may say what was found, and where."""
SHOWN = 60
READ = 500
"""Rows of a ledger whose names are read for their 拼音."""
LONGEST, MOST_WORDS = 100, 16


@dataclass(frozen=True)
class Hit:
    """A row in which something was found; `where` says in which column. Without a `path` it leads
    nowhere. What has no name of its own is `about` something else that may have one."""

    path: str
    name: str
    title: str
    where: str
    service: str
    about: Pair | None = None


def find(visit: Visit) -> Response:
    """What holds the words that are typed; each of them, in any order."""
    typed = visit.request.args.get("q", "").strip()[:LONGEST]
    words = [word.lower() for word in typed.split()][:MOST_WORDS]
    hits: list[Hit] = []
    partly: list[str] = []
    away: list[str] = []
    if words:
        hits, partly, away = _found(visit, words)
    if _may_be_pinyin(letters := "".join(words)):
        told, unread = _found_by_pinyin(visit, letters)
        hits = list({hit.path: hit for hit in (*hits, *told, *hits)}.values())
        partly = list(dict.fromkeys((*partly, *unread)))
    shown = _with_names(visit, _with_paths(visit, hits[:SHOWN]))
    if len(hits) == 1 and shown[0].path and not partly and not away:
        return visit.go(shown[0].path)
    return visit.page(
        "find.html",
        typed=typed,
        hits=shown,
        left_out=max(0, len(hits) - SHOWN),
        partly=partly,
        away=away,
    )


def _with_paths(visit: Visit, hits: Sequence[Hit]) -> list[Hit]:
    """The same; what this person may not open leads nowhere: everybody may read what people are
    called, and few their records."""
    opened = {matter_path(*one) for one in visit.openable(map(_matter, hits))}
    return [hit if hit.path in opened else replace(hit, path="") for hit in hits]


def _with_names(visit: Visit, hits: Sequence[Hit]) -> list[Hit]:
    """The same; what has no name is called by what it is about, as far as this person sees that."""
    names = visit.names(hit.about for hit in hits if hit.about)
    return [
        replace(hit, name=f"{hit.title}（{names[hit.about]}）") if hit.about in names else hit
        for hit in hits
    ]


def _matter(hit: Hit) -> tuple[str, str]:
    _, _, service, stream = hit.path.split("/", 3)
    return unquote(service), unquote(stream)


def _found(visit: Visit, words: list[str]) -> tuple[list[Hit], list[str], list[str]]:
    """What all services find, names first; the ledgers of which they tell not all; and who gave no
    answer."""
    asked = {"q": " ".join(words)}
    services = visit.bench.settings.services
    questions = [Question(service, "/search", asked) for service in services]
    hits: list[Hit] = []
    partly: list[str] = []
    away: list[str] = []
    for question, answer in zip(questions, visit.get_all(questions), strict=True):
        title = services[question.service].title
        declared = visit.declared.get(question.service)
        if isinstance(answer, Away | Declined) or declared is None:
            away.append(title)
            continue
        for one in answer["found"]:
            view = declared.views[one["view"]]
            hits += _hits(declared, view, one["rows"], words, title)
            partly += [view["title"]] if one["more"] else []
    known = {hit.path: hit for hit in reversed(hits)}
    return sorted(known.values(), key=lambda h: words[0] not in h.name.lower()), partly, away


def _may_be_pinyin(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.isalnum() and not word.isdigit()


def _found_by_pinyin(visit: Visit, word: str) -> tuple[list[Hit], list[str]]:
    """What is read so, and the ledgers of which not all rows were read. Who is away has been told
    already. Ledgers of persons are left out: who reads them is noted."""
    named = [
        (declared, declared.views[view], column)
        for declared in visit.declared.values()
        for view, column in _naming(declared).items()
    ]
    questions = [
        Question(declared.service, f"/views/{view['name']}", {"limit": READ})
        for declared, view, _ in named
    ]
    hits: list[Hit] = []
    partly: list[str] = []
    for (declared, view, column), answer in zip(named, visit.get_all(questions), strict=True):
        if isinstance(answer, Away | Declined):
            continue
        title = visit.bench.settings.services[declared.service].title
        for row in answer["rows"]:
            name = str(row[column] or "")
            if found_by(name, word) and (path := leads_to(declared, view, row)):
                hits.append(Hit(path, name, view["title"], "拼音", title))
        partly += [view["title"]] if answer["next"] is not None else []
    return hits, partly


def _naming(declared: Declared) -> dict[str, str]:
    """The ledgers by which things of a service are named, each with the column of the name."""
    found = {}
    for told in declared.references.values():
        view = declared.views.get(told.get("view", ""))
        if told.get("service") != declared.service or view is None:
            continue
        columns = {c["name"]: c for c in view["columns"]}
        name = told["says"][0]
        if columns[name].get("kind") == "name" and not any(
            c.get("personal") for c in columns.values()
        ):
            found[view["name"]] = name
    return found


def _hits(
    declared: Declared,
    view: Mapping[str, Any],
    rows: Iterable[Mapping[str, Any]],
    words: list[str],
    service: str,
) -> Iterator[Hit]:
    every = [*map(Meaning.of_column, view["columns"])]
    columns = [c for c in every if c.kind in KINDS]
    for row in rows:
        texts = [(c, str(row[c.name])) for c in columns if isinstance(row.get(c.name), str)]
        if not all(any(word in text.lower() for _, text in texts) for word in words):
            continue
        name = next((t for c, t in texts if c.kind in ("name", "party")), "")
        name = name or next((t for c, t in texts if c.kind == "person" and not t.isascii()), "")
        about = None if name else _about(row, view["key"], every)
        path = leads_to(declared, view, row) or (about and _matter_of(declared, *about))
        if not path:
            continue
        name = name or _numbered(view["title"], *texts[0])
        found = next((c, t) for c, t in texts if any(word in t.lower() for word in words))
        where = "" if found[1] == name else f"{found[0].title}：{saying.brief(found[1], found[0])}"
        yield Hit(path, name, view["title"], where, service, about)


def _about(row: Mapping[str, Any], key: str, columns: Iterable[Meaning]) -> Pair | None:
    """The first thing beside itself that a row refers to, by a plain id."""
    for column in columns:
        id = row.get(column.name)
        plain = column.reference not in ("", *PLACES) and column.name != key
        if plain and isinstance(id, str) and id:
            return column.reference, id
    return None


def _matter_of(declared: Declared, thing: str, id: str) -> str:
    """The page of a thing that has a stream of its own here."""
    category = category_of(declared, thing)
    return matter_path(declared.service, f"{category}-{id}") if category else ""


def _numbered(title: str, column: Meaning, text: str) -> str:
    """A row that has no name: what it is one of, with its number."""
    return f"{title}（{text}）" if column.kind in (*saying.NUMBERS, "key") else text


ROUTES: Routes = [Route("GET", "/find", find)]
