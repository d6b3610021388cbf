"""一项目一档, 一镇一册, 一事一档: how one thing stands, and what happened in all services about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.dossiers import course
from shared.workbench.dossiers.asked import TITLES, Asked, path, read_asked
from shared.workbench.dossiers.course import Course
from shared.workbench.dossiers.lines import lines, name_at_once, things
from shared.workbench.dossiers.standing import SHOWN, ask_with_standing, standing
from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.ledgers.two_days import TwoDays, row_changes, two_days
from shared.workbench.pages.matter import row_asked, row_of
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.saying import File, organisation

LINES = 50
YEARS = 12
"""So many years back may be chosen from."""


@dataclass(frozen=True)
class Part:
    """A stream of one service that belongs to the dossier."""

    service: str
    title: str
    path: str
    name: str


def dossier(visit: Visit, kind: str, id: str) -> Response:
    """The dossier of a thing, from whoever has a part in it; for htmx, the lines that go on."""
    if kind not in TITLES:
        raise NotFound
    asked, days = read_asked(visit), two_days(visit)
    now = not visit.partial and not asked.before and not days.since and not days.until
    asking = _Asking(visit, kind, id, asked, days, now=now)
    asking.foresee()
    read = course.read(asked.services(visit), asking.ask, asked.before, LINES)
    name_at_once(visit, read.lines)
    told: dict[str, Any] = {"kind": kind, "id": id, "asked": asked, "days": days}
    told |= {"lines": lines(visit, read.lines, (kind, id)), "following": read.following}
    if visit.partial:
        return visit.page("dossier_lines.html", **told)
    others = asking.others()
    if not (read.lines or read.following or read.away or others or asked.query or days.past):
        raise NotFound
    name, facts, changed = _facts(visit, kind, id, days)
    return visit.page(
        "dossier.html",
        **told,
        title=TITLES[kind],
        name=called(kind, id, name),
        facts=facts,
        changed=changed,
        standing=standing(visit, asking.first) if now else None,
        stood=bool(days.since or days.until) and not asked.before,
        parts=list(_parts(visit, read)),
        files=list(_files(read)),
        counted=_counted(visit, read, asked, others),
        kinds=_kinds(visit, asked.of),
        by_name=organisation(asked.by) if asked.by else "",
        years=range(visit.bench.today().year, visit.bench.today().year - YEARS, -1),
        away=[
            p.title for s, p in visit.bench.settings.services.items() if _is_away(visit, read, s)
        ],
    )


def called(kind: str, id: str, name: str) -> str:
    """A thing by its name, a place too; what its reader knows by no name by its kind and number."""
    place = organisation(id)
    return name or (place if place != id else f"{TITLES[kind]}（{id}）")


def how_it_stood(visit: Visit, kind: str, id: str) -> Response:
    """What was to be done about a thing on a day of the past, as a part of its dossier. Services
    fold their logs for it, which takes its time."""
    if kind not in TITLES:
        raise NotFound
    days = two_days(visit)
    asking = _Asking(visit, kind, id, Asked(), days, now=True)
    services = list(visit.bench.settings.services)
    answers = asking.ask({service: {"limit": 1} for service in services})
    return visit.page(
        "standing.html",
        kind=kind,
        days=days,
        standing=standing(visit, asking.first, days),
        away=[a.title for a in answers if isinstance(a, Away)],
    )


class _Asking:
    """Asks services for their parts of a dossier; `first` is what each answered first: where it is
    of `now`, or of a day whose standing is waited for, also how the thing stands."""

    def __init__(
        self, visit: Visit, kind: str, id: str, asked: Asked, days: TwoDays, *, now: bool
    ) -> None:
        self._visit, self._asked, self._days, self._now = visit, asked, days, now
        self._kind, self._id = kind, id
        self.first: dict[str, Answer] = {}

    def foresee(self) -> None:
        """Ask each service in one request for all that the page surely needs of it."""
        visit, kind = self._visit, self._kind
        begins = course.beginning(self._asked.services(visit), self._asked.before, LINES)
        told = visit.bench.catalogue.references(visit.person).get(kind, {})
        declared = visit.declared.get(told.get("service", ""))
        row = row_asked(declared, kind, self._id, self._days.past) if declared else []
        visit.foresee(map(self._question, begins, begins.values()), row)

    def ask(self, of: Mapping[str, dict[str, Any]]) -> list[Answer | Away | Declined]:
        """Of each service a page of the events that are asked for."""
        questions = list(map(self._question, of, of.values()))
        answers = ask_with_standing(self._visit.get_all, questions)
        for service, answer in zip(of, answers, strict=True):
            if isinstance(answer, dict):
                self.first.setdefault(service, answer)
        return answers

    def others(self) -> list[str]:
        """The services not looked at that have a part in it."""
        if not self._asked.of:
            return []
        services = [s for s in self._visit.bench.settings.services if s != self._asked.of]
        whole = _Asking(self._visit, self._kind, self._id, Asked(), self._days, now=self._now)
        whole.ask({service: {"limit": 1} for service in services})
        self.first |= whole.first
        return list(whole.first)

    def _question(self, service: str, page: Mapping[str, Any]) -> Question:
        standing = {"standing": SHOWN} if self._now and "after" not in page else {}
        query = {**self._asked.questioned(self._days), **page, **standing}
        return Question(service, path(self._kind, self._id), query)


def _is_away(visit: Visit, read: Course, service: str) -> bool:
    """Whether something of a service is missing: it gave no answer, or has never said what its
    events mean."""
    told = read.parts.get(service)
    return service in read.away or bool(told and told.events and service not in visit.declared)


def _counted(visit: Visit, read: Course, asked: Asked, others: list[str]) -> dict[str, str]:
    """The services that have a part, each with how many events it told, and whether there are more;
    no number where that is not known."""
    known = {s: f"{len(p.events)}{'+' if p.next else ''}" for s, p in read.parts.items()}
    known = {s: "" if asked.before or asked.of else n for s, n in known.items() if n != "0"}
    known |= dict.fromkeys(others, "") | ({asked.of: ""} if asked.of else {})
    return {s: known[s] for s in visit.bench.settings.services if s in known}


def _kinds(visit: Visit, service: str) -> dict[str, str]:
    """The kinds of streams of a service, by their categories."""
    declared = visit.declared.get(service)
    if declared is None:
        return {}
    return {c["aggregate"]: c["aggregate_title"] for c in declared.commands.values()}


def _parts(visit: Visit, read: Course) -> Iterator[Part]:
    """The streams of the lines, each once, by their names."""
    streams = dict.fromkeys((s, e["stream"]) for s, e in read.lines if s in visit.declared)
    for service, stream in streams:
        ((thing, id),) = things(visit.declared[service], [stream])
        name = visit.names([(thing, id)] if thing else []).get((thing, id), "")
        title = read.parts[service].streams[stream]["title"] or ""
        place = visit.bench.settings.services[service].title
        yield Part(place, title, matter_path(service, stream), name)


def _files(read: Course) -> Iterator[tuple[str, str, File]]:
    """The documents that the lines attach."""
    shown = {(s, e["position"]) for s, e in read.lines}
    for service, part in read.parts.items():
        for told in part.documents:
            if (service, told["position"]) in shown:
                yield service, told["stream"], File.of(told)


def _facts(visit: Visit, kind: str, id: str, days: TwoDays) -> tuple[str, Any, Any]:
    """What the ledger of such things says of this one, and what of it changed."""
    told = visit.bench.catalogue.references(visit.person).get(kind, {})
    declared = visit.declared.get(told.get("service", ""))
    if declared is None:
        return "", [], []
    name, facts = row_of(visit, declared, kind, id, days.past)
    name = name or visit.names([(kind, id)]).get((kind, id), "")
    return name, facts, row_changes(visit, declared, kind, id, days)


ROUTES: Routes = [
    Route("GET", "/dossier/<kind>/<id>", dossier),
    Route("GET", "/dossier/<kind>/<id>/standing", how_it_stood),
]
