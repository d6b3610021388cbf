"""一项目一档, 一镇一册, 一事一档: what happened in all services about one thing, in its order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Answer, Away, Declined
from shared.workbench.forms.typed import numeral
from shared.workbench.ledgers.two_days import TwoDays, row_changes, two_days
from shared.workbench.pages.matter import row_of, split
from shared.workbench.route import Route, Routes
from shared.workbench.timeline import Entry, entries, wanted
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.saying import File, organisation

TITLES = {"project": "一项目一档", "town": "一镇一册", "issue": "一事一档", "fund": "资金档案"}
PAGE, PAGES = 500, 20
STEP = 150
"""So many lines are shown at first, and more each time."""


@dataclass(frozen=True)
class Part:
    """A stream of one service that belongs to the dossier."""

    service: str
    title: str
    path: str
    name: str


@dataclass(frozen=True)
class Line:
    """An event, and of which service."""

    entry: Entry
    service: str
    stream: str
    path: str


def dossier(visit: Visit, kind: str, id: str) -> Response:
    """The dossier of a thing, from whoever has a part in it."""
    if kind not in TITLES:
        raise NotFound
    services, days = visit.bench.settings.services, two_days(visit)
    length = _length(visit.request.args.get("length", ""))
    last = length if length <= PAGE and not days.past else 0
    answers = visit.at_once(lambda one: _part(visit, one, kind, id, days.past, last), services)
    told: list[tuple[str, dict[str, Any]]] = []
    counted: dict[str, int] = {}
    parts: list[Part] = []
    files: list[tuple[str, str, File]] = []
    away, more = [], False
    _name_at_once(visit, zip(services, answers, strict=True), length)
    for (service, place), answer in zip(services.items(), answers, strict=True):
        if isinstance(answer, Away):
            away.append(place.title)
        if isinstance(answer, Away | Declined) or service not in visit.declared:
            continue
        streams = [s for s in answer["streams"] if s["title"]]  # others only keep names unique
        untitled = {s["stream"] for s in answer["streams"] if not s["title"]}
        told += [(service, e) for e in answer["events"] if e["stream"] not in untitled]
        counted[service] = answer["count"]
        parts += _parts(visit, service, place.title, streams)
        files += [(service, d["stream"], _file(d)) for d in answer["documents"]]
        more = more or answer["next"] is not None
    if not told and not away and not days.past:
        raise NotFound
    told = [one for one in told if days.between(one[1])]
    told.sort(key=lambda one: str(one[1]["effective_at"]), reverse=True)
    own = visit.request.args.get("of", "")
    shown = [one for one in told if own in ("", one[0])]
    if not last:
        counted = dict(Counter(service for service, _ in told))
    count = counted.get(own, 0) if own else sum(counted.values())
    name, facts, changed = _facts(visit, kind, id, days)
    return visit.page(
        "dossier.html",
        kind=kind,
        id=id,
        title=TITLES[kind],
        name=name or organisation(id),
        facts=facts,
        changed=changed,
        days=days,
        lines=_lines(visit, shown[:length], (kind, id)),
        count=count,
        longer=length + STEP if count > length else 0,
        parts=parts,
        files=files,
        counted={s: counted[s] for s in services if counted.get(s)},
        own=own,
        away=away,
        more=more,
    )


def _name_at_once(
    visit: Visit, answers: Iterable[tuple[str, Answer | Away | Declined]], length: int
) -> None:
    """Ask for the names of all that is shown of all services together: later they are known."""
    told = [
        (visit.declared[s], a) for s, a in answers if isinstance(a, dict) and s in visit.declared
    ]
    newest = [(d, e) for d, answer in told for e in answer["events"]]
    newest.sort(key=lambda one: str(one[1]["effective_at"]), reverse=True)
    of_streams = [thing for d, answer in told for thing in _things(d, answer["streams"])]
    visit.names(
        one
        for one in [*of_streams, *(p for d, e in newest[:length] for p in wanted(d, [e]))]
        if one[0]
    )


def _things(declared: Declared, streams: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What each stream is of: a thing and its id."""
    ids = [split(declared, s["stream"]) for s in streams]
    return [(declared.key_of(category)[1], id) for category, id in ids]


def whole_of(
    visit: Visit, kind: str, id: str, days: TwoDays
) -> tuple[str, str, list[tuple[str, int, Entry]], list[str]]:
    """What kind of dossier it is, what it is of, its events in order, the oldest first, each with
    its service and position, and who could not be asked. Raises `NotFound`."""
    if kind not in TITLES:
        raise NotFound
    services = visit.bench.settings.services
    answers = visit.at_once(lambda service: _part(visit, service, kind, id, days.past, 0), services)
    told: list[tuple[str, dict[str, Any]]] = []
    for service, answer in zip(services, answers, strict=True):
        if isinstance(answer, Away | Declined) or service not in visit.declared:
            continue
        own = {s["stream"] for s in answer["streams"] if s["title"]}
        told += [(service, e) for e in answer["events"] if e["stream"] in own]
    if not told:
        raise NotFound
    told.sort(key=lambda one: str(one[1]["effective_at"]))
    lines = [line.entry for line in _lines(visit, told, (kind, id))]
    found = [(s, int(e["position"]), entry) for (s, e), entry in zip(told, lines, strict=True)]
    name, _, _ = _facts(visit, kind, id, days)
    absent = [a.title for a in answers if isinstance(a, Away)]
    return TITLES[kind], name or organisation(id), found, absent


def _part(
    visit: Visit, service: str, kind: str, id: str, past: Mapping[str, str], last: int
) -> Answer | Away | Declined:
    """A service's part: so many of its last events; else all pages of it, as one."""
    path = f"/dossiers/{kind}/{id}"
    try:
        if last:
            return visit.get(service, path, newest=last, **past)
        whole = visit.get(service, path, limit=PAGE, **past)
        streams = {s["stream"]: s for s in whole["streams"]}
        for _ in range(PAGES):
            if whole["next"] is None:
                break
            page = visit.get(service, path, limit=PAGE, after=whole["next"], **past)
            streams |= {s["stream"]: s for s in page["streams"]}
            for part in ("events", "documents"):
                whole[part] += page[part]
            whole["next"] = page["next"]
    except (Away, Declined) as no:
        return no
    return {**whole, "streams": list(streams.values())}


def _length(text: str) -> int:
    wanted = numeral(text)
    return STEP if wanted is None else min(wanted, PAGE * PAGES)


def _lines(
    visit: Visit, told: list[tuple[str, dict[str, Any]]], about: tuple[str, str]
) -> list[Line]:
    """Events of several services as lines, in their order."""
    said: dict[tuple[str, int], Entry] = {}
    for service in {service for service, _ in told}:
        events = [event for of, event in told if of == service]
        made = entries(visit, visit.declared[service], events, about)
        said |= {(service, e["position"]): entry for e, entry in zip(events, made, strict=True)}
    return [
        Line(said[s, e["position"]], s, e["stream"], matter_path(s, e["stream"])) for s, e in told
    ]


def _parts(visit: Visit, service: str, title: str, streams: list[dict[str, Any]]) -> Iterator[Part]:
    """The streams of a service, by their names."""
    things = _things(visit.declared[service], streams)
    named = visit.names(one for one in things if one[0])
    for stream, thing in zip(streams, things, strict=True):
        path = matter_path(service, stream["stream"])
        yield Part(title, stream["title"] or "", path, named.get(thing, ""))


def _file(told: dict[str, Any]) -> File:
    return File(told["name"], told["sha256"], f"{int(told['size']) / 1024:,.0f} KB")


def _facts(visit: Visit, kind: str, id: str, days: TwoDays) -> tuple[str, Any, Any]:
    """What the ledger of such things says of this one, and what of it changed."""
    told = visit.bench.catalogue.references(visit.person).get(kind, {})
    declared = visit.declared.get(told.get("service", ""))
    if declared is None:
        return "", [], []
    name, facts = row_of(visit, declared, kind, id, days.past)
    return name, facts, row_changes(visit, declared, kind, id, days)


ROUTES: Routes = [Route("GET", "/dossier/<kind>/<id>", dossier)]
