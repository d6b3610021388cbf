"""文书: a paper as it will be printed, as PDF by the browser, or as .docx for the office system."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from werkzeug import Response
from werkzeug.exceptions import BadRequest, NotFound

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Question
from shared.workbench.forms import typed
from shared.workbench.papers import docx_file, keeping
from shared.workbench.papers.drawing import draw, thing_of
from shared.workbench.papers.foot import stylesheet
from shared.workbench.papers.sheet import Sheet
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit

LATEST = 10
"""Matters of which a paper may be drawn that are listed; their ledger has all."""
MOST = 100
"""Kept papers that are listed; the ledger has all."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def papers(visit: Visit) -> Response:
    """The papers that are of no single matter: of a month, and of one's own organisation."""
    found: dict[str, list[str]] = {}
    titles: dict[str, tuple[str, str]] = {}
    for service, declared in visit.declared.items():
        for name, paper in declared.papers.items():
            titles.setdefault(name, (paper["title"], paper["span"]))
            found.setdefault(name, []).append(visit.bench.settings.services[service].title)
    today = visit.bench.today()
    month = f"{today.year}-{today.month:02d}"
    return visit.page(
        "papers.html",
        monthly=[(n, titles[n][0], found[n]) for n in found if titles[n][1] == "month"],
        own=[(n, titles[n][0], found[n]) for n in found if titles[n][1] == "organisation"],
        single=_single(visit),
        month=month,
        kept=_all_kept(visit),
        away=[p.title for n, p in visit.bench.settings.services.items() if n not in visit.declared],
    )


def _single(visit: Visit) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The papers that are of one matter: the title, the ledger of those matters, and the latest of
    which there is one, each with its address."""
    of = [(s, p) for s, d in visit.declared.items() for p in d.papers.values() if not p["span"]]
    asked = [
        Question(
            s, f"/views/{p['view']}", {"sort": f"-{_day(visit.declared[s], p)}", "limit": LATEST}
        )
        for s, p in of
    ]
    made = []
    for (service, told), answer in zip(of, visit.get_all(asked), strict=True):
        rows = answer["rows"] if isinstance(answer, dict) else []
        things = [thing_of(visit.declared[service], told, row[told["key"]]) for row in rows]
        names = visit.names(things)
        latest = [
            (_path(told["name"], id), names.get((thing, id)) or id)
            for row, (thing, id) in zip(rows, things, strict=True)
            if all(row[name] for name in told["when"])
        ]
        made.append((told["title"], f"/ledgers/{service}/{told['view']}", latest))
    return made


def _day(declared: Declared, told: Mapping[str, Any]) -> str:
    """The column by which the latest come first: what a paper waits for, else a day of the ledger."""
    columns = declared.views[told["view"]]["columns"]
    days = (c["name"] for c in columns if c["type"] == "date")
    return str(next(iter(told["when"]), "") or next(days, told["key"]))


def _all_kept(visit: Visit) -> list[tuple[str, Mapping[str, Any]]]:
    """The papers that this organisation has kept, the last first, each with its address."""
    asked = [
        Question(s, "/views/kept-papers", {"sort": "-kept_on", "limit": MOST})
        for s, declared in visit.declared.items()
        if "kept-papers" in declared.views
    ]
    found = [
        (keeping.address(question.service, row["event"]), row)
        for question, answer in zip(asked, visit.get_all(asked), strict=True)
        if isinstance(answer, dict)
        for row in answer["rows"]
    ]
    return sorted(found, key=lambda one: str(one[1]["kept_on"]), reverse=True)[:MOST]


def choose(visit: Visit) -> Response:
    """Go to the paper that was asked for by a form; a month as people write months."""
    name, id = visit.request.args.get("name", ""), visit.request.args.get("id", "").strip()
    if month := visit.request.args.get("month", "").strip():
        try:
            id = typed.month(month, visit.bench.today())
        except typed.Unreadable as unreadable:
            visit.say_once(f"月份：{unreadable}")
            return visit.go("/papers")
    if not name or not id:
        raise NotFound
    try:
        as_of = _past(visit)
    except typed.Unreadable as unreadable:
        visit.say_once(f"截至：{unreadable}")
        return visit.go("/papers")
    return visit.go(_path(name, id), **({"as_of": as_of} if as_of else {}))


def paper(visit: Visit, name: str, id: str) -> Response:
    """The sheet, with what can be done with it; printing leaves that away."""
    sheet = draw(visit, name, id, _as_of(visit))
    asked = f"?{urlencode({'as_of': sheet.as_of})}" if sheet.as_of else ""
    here = _path(name, id)
    return shown(visit, sheet, draft=f"{here}/draft.docx{asked}", keep=f"{here}/keep")


def draft(visit: Visit, name: str, id: str) -> Response:
    """The sheet as a draft that the office system goes on with."""
    return sent(draw(visit, name, id, _as_of(visit)))


def keep(visit: Visit, name: str, id: str) -> Response:
    """Draw it anew and keep that: it is shown as it is kept."""
    visit_to = keeping.keep(visit, name, draw(visit, name, id, _as_of(visit)))
    visit.say_once("已存档：以后打印与此相同")
    return visit.go(visit_to)


def kept(visit: Visit, service: str, event: str) -> Response:
    """A kept paper, as it was."""
    row, sheet = _kept(visit, service, event)
    told = f"{row['person']} {row['kept_on']} 存档，内容哈希 ", row["content"][:16]
    draft = f"{keeping.address(service, event)}/draft.docx"
    return shown(visit, sheet, draft=draft, kept=told)


def kept_draft(visit: Visit, service: str, event: str) -> Response:
    """A kept paper as .docx."""
    return sent(_kept(visit, service, event)[1])


def _kept(visit: Visit, service: str, event: str) -> tuple[Mapping[str, Any], Sheet]:
    if service not in visit.bench.settings.services:
        raise NotFound
    return keeping.kept(visit, service, event)


def shown(
    visit: Visit, sheet: Sheet, *, draft: str, keep: str = "", kept: tuple[str, str] | None = None
) -> Response:
    """A sheet on a page: `draft` is where it is as .docx, `keep` where it is kept; `kept`
    says who has kept it, and ends in the hash of that."""
    sources = docx_file.sources(sheet)
    return visit.page("paper.html", sheet=sheet, sources=sources, draft=draft, keep=keep, kept=kept)


def sent(sheet: Sheet) -> Response:
    """A sheet as .docx."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(sheet.name)}.docx"}
    return Response(docx_file.written(sheet), 200, headers, content_type=DOCX)


def foot(visit: Visit) -> Response:
    """What each printed page has at its foot: margins of pages are written in styles only."""
    told = visit.request.args
    return Response(stylesheet(told.get("text", ""), wide="wide" in told), content_type="text/css")


def _as_of(visit: Visit) -> str:
    """By an address that a form has made."""
    try:
        return _past(visit)
    except typed.Unreadable:
        raise BadRequest from None


def _past(visit: Visit) -> str:
    """The day as of which a paper is asked for; empty for now. Raises `Unreadable`."""
    asked = visit.request.values.get("as_of", "").strip()
    return typed.past(asked, visit.bench.today(), typed.moment) if asked else ""


def _path(name: str, id: str) -> str:
    return f"/papers/{quote(name)}/{quote(id)}"


ROUTES: Routes = [
    Route("GET", "/papers", papers),
    Route("GET", "/papers/choose", choose),
    Route("GET", "/papers/foot.css", foot),
    Route("GET", "/papers/kept/<service>/<event>", kept),
    Route("GET", "/papers/kept/<service>/<event>/draft.docx", kept_draft),
    Route("POST", "/papers/<name>/<id>/keep", keep),
    Route("GET", "/papers/<name>/<id>", paper),
    Route("GET", "/papers/<name>/<id>/draft.docx", draft),
]
