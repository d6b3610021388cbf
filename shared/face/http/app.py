"""The uniform HTTP face of every service, as a WSGI application."""

import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

from opentelemetry.trace import SpanKind
from werkzeug import Request, Response
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule

from shared.face.http import asyncapi, event_schemas, exports, feed, health, openapi
from shared.face.http.call import Call, malformed
from shared.face.http.changes import ChangeRoutes, OfChanges
from shared.face.http.closed import ClosedRoutes, OfClosed
from shared.face.http.commands import COMMAND, CommandRoutes, OfCommand
from shared.face.http.corrected import Corrections
from shared.face.http.documents import ANY_FILE, DocumentRoutes, Named, Referring
from shared.face.http.dossiers import DossierRoutes, OfDossier
from shared.face.http.duties import OPERATOR, SERVICE
from shared.face.http.evidence import NDJSON, EvidenceAsked, EvidenceRoutes
from shared.face.http.exercise import ExerciseRoutes, OfCases, OfFrame
from shared.face.http.face import Face
from shared.face.http.figures import FigureRoutes, OfFigure
from shared.face.http.heads import HeadRoutes
from shared.face.http.imports import SHEET, ImportRoutes, Trying
from shared.face.http.offers import OfferRoutes
from shared.face.http.papers import OfPaper, PaperRoutes
from shared.face.http.parts import PartRoutes
from shared.face.http.policy import OfMatters, PolicyRoutes
from shared.face.http.prefill import OfKnown, OfPrefill, PrefillRoutes
from shared.face.http.problem import METHOD, NOT_FOUND, Problem
from shared.face.http.proposals import OfProposal, ProposalRoutes
from shared.face.http.query import Nothing
from shared.face.http.questions import QuestionRoutes, QuestionsAsked
from shared.face.http.ranges import OfPart
from shared.face.http.readings import told_readings
from shared.face.http.refusals import problem_of
from shared.face.http.replays import OfAct, OfReplay, ReplayAsked, ReplayRoutes
from shared.face.http.route import JSON, Route, message
from shared.face.http.search import OfSearch, SearchRoutes
from shared.face.http.simulations import SimulationAsked, SimulationRoutes
from shared.face.http.streams import OfStream, OfStreams, StreamRoutes
from shared.face.http.tasks import OfCounts, OfTasks, TaskRoutes
from shared.face.http.totals import OfTotals, TotalRoutes
from shared.face.http.traces import TraceRoutes
from shared.face.http.view_query import OfPage, OfRow
from shared.face.http.views import ViewRoutes
from shared.kernel.log.tracing import PARENT, accepted
from shared.kernel.spans import Said, answered
from shared.metrics.http import HttpMetrics
from shared.policy.languages import Text
from shared.schemas.platform import KeepPaper

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def build_app(face: Face) -> WSGIApplication:
    """The WSGI application of a service. It needs no framework and keeps no state but caches."""
    return _App(face, routes(face))


def routes(face: Face) -> list[Route]:
    """Everything a service answers, on one screen."""
    commands, views, imports = CommandRoutes(face), ViewRoutes(face), ImportRoutes(face)
    proposals, prefill = ProposalRoutes(face), PrefillRoutes(face)
    tasks, figures = TaskRoutes(face, views), FigureRoutes(face, views)
    papers = PaperRoutes(face, views)
    policy = PolicyRoutes(face, views)
    corrections = Corrections(face)
    documents, streams = DocumentRoutes(face), StreamRoutes(face, corrections)
    simulations, replays = SimulationRoutes(face), ReplayRoutes(face)
    exercise = ExerciseRoutes(face)
    asked = message(SimulationAsked)
    offered = [
        Route("GET", "/commands", commands.offered),
        Route(
            "POST", "/commands/<name>", commands.give,
            headers=OfCommand, body=COMMAND, failures=(409,),
        ),
        Route("GET", "/commands/<name>/proposal", proposals.proposal, query=OfProposal),
        Route("GET", "/commands/<name>/prefill", prefill.prefill, query=OfPrefill),
        Route("GET", "/commands/<name>/closed", ClosedRoutes(face).closed, query=OfClosed),
        Route("GET", "/views", views.offered),
        Route(
            "GET", "/views/<name>", views.page,
            query=OfPage, answers=(JSON, *exports.TYPES.values()), failures=(413,),
        ),
        Route("GET", "/views/<name>/<path:id>", views.row, query=OfRow),
        Route("GET", "/totals/<name>", TotalRoutes(face, views).totals, query=OfTotals),
        Route(
            "GET", "/changes/<name>", ChangeRoutes(face, views).changes,
            query=OfChanges, answers=(JSON, exports.XLSX), failures=(413,),
        ),
        Route("GET", "/search", SearchRoutes(face).search, query=OfSearch),
        Route("GET", "/figures", figures.offered),
        Route("GET", "/figures/<name>", figures.figure, query=OfFigure),
        Route("GET", "/tasks", tasks.page, query=OfTasks),
        Route("GET", "/tasks/counts", tasks.counts, query=OfCounts),
        Route("GET", "/exercise", exercise.frame, query=OfFrame),
        Route("GET", "/exercise/<clause>/<place>", exercise.cases, query=OfCases),
        Route("GET", "/dossiers/<kind>/<id>", DossierRoutes(face, tasks, corrections).dossier, query=OfDossier),
        Route(
            "POST", "/evidence", EvidenceRoutes(face).evidence,
            body=message(EvidenceAsked), answers=(NDJSON,), failures=(404, 413),
        ),
        Route("GET", "/papers", papers.offered),
        Route("POST", "/papers", papers.keep, body=message(KeepPaper), status=201),
        Route("GET", "/papers/<name>/<path:id>", papers.paper, query=OfPaper),
        Route("GET", "/trace/<correlation>", TraceRoutes(face).trace),
        Route("GET", "/imports", imports.offered),
        Route("GET", "/imports/<name>", imports.blank, answers=(exports.XLSX,)),
        Route(
            "POST", "/imports/<name>", imports.take,
            query=Trying, body=SHEET, failures=(409,),
        ),
        Route("POST", "/documents", documents.upload, query=Named, body=ANY_FILE, status=201),
        Route(
            "GET", "/documents/<sha256>", documents.document,
            query=Referring, headers=OfPart, answers=("*/*",), failures=(416,), also={206: "*/*"},
        ),
        Route("POST", "/simulations", simulations.simulate, body=asked, failures=(404,)),
        Route("POST", "/questions", QuestionRoutes(face).ask, body=message(QuestionsAsked)),
        Route("GET", "/policy", policy.versions),
        Route("GET", "/policy/matters", policy.matters, query=OfMatters),
        Route("GET", "/readings", told_readings),
        Route(
            "POST", "/replays", replays.begin,
            query=OfReplay, body=message(ReplayAsked), failures=(404,), also={202: JSON},
        ),
        Route("GET", "/acts", replays.said, query=OfAct, failures=(404,)),
        Route("GET", "/replays/<id>", replays.look, query=OfReplay, also={202: JSON}),
        Route("GET", "/streams", streams.open, query=OfStreams),
        Route("GET", "/streams/<name>", streams.stream, query=OfStream),
        Route("GET", "/streams/<name>/offers", OfferRoutes(face).offered),
        Route("GET", "/streams/<name>/parts", PartRoutes(face).parts),
        Route("GET", "/streams/<name>/known", prefill.known, query=OfKnown),
        Route(
            "GET", "/events", feed.events,
            duties=(SERVICE, OPERATOR), query=feed.Following, failures=(409,),
        ),
        Route(
            "GET", "/heads", HeadRoutes(face).heads,
            duties=(SERVICE, OPERATOR), answers=(NDJSON,), failures=(503,),
        ),
        Route("GET", "/health/live", health.live, open=True),
        Route("GET", "/health/ready", health.ready, open=True, also={503: JSON}),
        Route("GET", "/metrics", health.metrics, open=True, answers=("text/plain",)),
        *face.operations,
        Route("GET", "/asyncapi.json", asyncapi.serve, open=True),
        Route(
            "GET", "/schemas/<service>/<type>/<version>", event_schemas.serve,
            open=True, answers=(event_schemas.MEDIA,),
        ),
    ]  # fmt: skip
    return [*offered, Route("GET", "/openapi.json", openapi.serving(offered), open=True)]


class _App:
    def __init__(self, face: Face, offered: Iterable[Route]) -> None:
        self._face = face
        self._metrics = HttpMetrics(face.metrics)
        rules = [Rule(r.path, methods=[r.method], endpoint=r) for r in offered]
        self._map = Map(rules, strict_slashes=False, merge_slashes=False).bind("localhost")

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        response = self._answer(Request(environ))
        return response(environ, start_response)

    def _answer(self, request: Request, *, with_others: bool = False) -> Response:
        """The answer to a request, or to one that came `with_others`."""
        started = time.perf_counter()
        path = "(none)"
        try:
            route, arguments = self._matched(request)
            path = route.path
            if with_others:
                _check_brief(route, request)
            response = self._watched(route, arguments, request)
        except Exception as error:
            response = problem_of(error, self._face.registry).response()
        seconds = time.perf_counter() - started
        self._metrics.answered(path, request.method, response.status_code, seconds)
        return response

    def _answer_with_others(self, request: Request) -> Response:
        return self._answer(request, with_others=True)

    def _watched(self, route: Route, arguments: dict[str, str], request: Request) -> Response:
        """Answered within a span, but for what operations and documents ask all the time."""
        spans = self._face.executor.spans
        if route.open or not spans.recording:
            return self._answered(route, arguments, request)
        name, parent = f"{route.method} {route.path}", accepted(request.headers.get(PARENT, ""))
        said: dict[str, Said] = {"http.request.method": route.method, "http.route": route.path}
        with spans.around(name, said, SpanKind.SERVER, parent=parent) as span:
            try:
                response = self._answered(route, arguments, request)
            except Exception as error:
                response = problem_of(error, self._face.registry).response()
            answered(span, response.status_code)
            return response

    def _answered(self, route: Route, arguments: dict[str, str], request: Request) -> Response:
        call = Call(self._face, request, route, self._answer_with_others)
        if not route.open:
            call.require(route.duties)
        asked = call.asked  # the whole query is looked at, whatever the handler reads
        given = {} if route.query is Nothing else {"asked": asked}
        return route.handler(call, **arguments, **given)

    def _matched(self, request: Request) -> tuple[Route, dict[str, str]]:
        _check_readable(request.environ)
        try:
            route, arguments = self._map.match(request.path, request.method)
        except MethodNotAllowed as error:
            allowed = ", ".join(error.valid_methods or [])
            raise Problem(
                METHOD,
                Text(f"此地址只接受 {allowed}", f"This address takes {allowed} only."),
                {"Allow": allowed},
            ) from None
        except NotFound:
            raise Problem(
                NOT_FOUND, Text("没有这个地址", "There is nothing at this address.")
            ) from None
        return route, dict(arguments)


def _check_brief(route: Route, request: Request) -> None:
    """Files take their time, and the feed waits: they are asked for alone."""
    if SERVICE in route.duties or JSON not in route.answers or exports.wants_file(request):
        raise Problem(
            NOT_FOUND,
            Text("此地址须单独查询", "What is at this address is asked for alone."),
        )


def _check_readable(environ: dict[str, Any]) -> None:
    """An address is UTF-8 and holds no NUL, which no store can be asked for."""
    try:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode()
        query = unquote_to_bytes(environ.get("QUERY_STRING", "").encode("latin-1")).decode()
    except UnicodeError:
        raise malformed(Text("地址不是有效的 UTF-8", "The address is not valid UTF-8.")) from None
    if "\x00" in path or "\x00" in query:
        raise malformed(Text("地址含有空字符", "The address holds a NUL character."))
