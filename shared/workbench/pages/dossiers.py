"""一项目一档, 一镇一册, 一事一档: what happened in all services about one thing, in its order."""

from dataclasses import dataclass
from typing import Any

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.faces import Answer, Away, Declined
from shared.workbench.pages.matter import row_of, split
from shared.workbench.route import Route, Routes
from shared.workbench.timeline import Entry, entries
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
    services = visit.bench.settings.services
    answers = visit.at_once(lambda service: _whole(visit, service, kind, id), services)
    lines: list[Line] = []
    parts: list[Part] = []
    files: list[tuple[str, str, File]] = []
    away, more = [], False
    for (service, place), answer in zip(services.items(), answers, strict=True):
        if isinstance(answer, Away):
            away.append(place.title)
        if isinstance(answer, Away | Declined) or service not in visit.declared:
            continue
        lines += _lines(visit, service, answer, (kind, id))
        parts += [_part(visit, service, place.title, s) for s in answer["streams"]]
        files += [(service, d["stream"], _file(d)) for d in answer["documents"]]
        more = more or answer["next"] is not None
    if not lines and not away:
        raise NotFound
    lines.sort(key=lambda line: line.entry.at, reverse=True)
    own = visit.request.args.get("of", "")
    counted = {s: sum(1 for line in lines if line.service == s) for s in services}
    shown = [line for line in lines if own in ("", line.service)]
    length = _length(visit.request.args.get("length", ""))
    name, facts = _facts(visit, kind, id)
    return visit.page(
        "dossier.html",
        kind=kind,
        id=id,
        title=TITLES[kind],
        name=name or organisation(id),
        facts=facts,
        lines=shown[:length],
        count=len(shown),
        longer=length + STEP if len(shown) > length else 0,
        parts=parts,
        files=files,
        counted={s: n for s, n in counted.items() if n},
        own=own,
        away=away,
        more=more,
    )


def _whole(visit: Visit, service: str, kind: str, id: str) -> Answer | Away | Declined:
    """All pages of a service's part, as one."""
    try:
        whole = visit.get(service, f"/dossiers/{kind}/{id}", limit=PAGE)
        streams = {s["stream"]: s for s in whole["streams"]}
        for _ in range(PAGES):
            if whole["next"] is None:
                break
            page = visit.get(service, f"/dossiers/{kind}/{id}", limit=PAGE, after=whole["next"])
            streams |= {s["stream"]: s for s in page["streams"]}
            for part in ("events", "documents"):
                whole[part] += page[part]
            whole["next"] = page["next"]
    except (Away, Declined) as no:
        return no
    return {**whole, "streams": list(streams.values())}


def _length(text: str) -> int:
    return min(int(text), PAGE * PAGES) if text.isdigit() and len(text) < 6 else STEP


def _lines(
    visit: Visit, service: str, answer: dict[str, Any], about: tuple[str, str]
) -> list[Line]:
    declared = visit.declared[service]
    told = entries(visit, declared, answer["events"], about)
    return [
        Line(entry, service, event["stream"], matter_path(service, event["stream"]))
        for entry, event in zip(told, answer["events"], strict=True)
    ]


def _part(visit: Visit, service: str, title: str, stream: dict[str, Any]) -> Part:
    declared = visit.declared[service]
    category, id = split(declared, stream["stream"])
    _, thing = declared.key_of(category)
    name = visit.names([(thing, id)]).get((thing, id), "") if thing else ""
    return Part(title, stream["title"] or "", matter_path(service, stream["stream"]), name)


def _file(told: dict[str, Any]) -> File:
    return File(told["name"], told["sha256"], f"{int(told['size']) / 1024:,.0f} KB")


def _facts(visit: Visit, kind: str, id: str) -> tuple[str, Any]:
    """What the ledger of such things says of this one."""
    told = visit.bench.catalogue.references(visit.person).get(kind, {})
    declared = visit.declared.get(told.get("service", ""))
    return row_of(visit, declared, kind, id, {}) if declared else ("", [])


ROUTES: Routes = [Route("GET", "/dossier/<kind>/<id>", dossier)]
