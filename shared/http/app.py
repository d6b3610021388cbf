"""The uniform HTTP face of every service, as a WSGI application."""

import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

from werkzeug import Request, Response
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule

from shared.http import asyncapi, feed, openapi, operating
from shared.http.call import OPERATOR, SCENARIO, SERVICE, Call, malformed
from shared.http.commands import CommandRoutes
from shared.http.documents import DocumentRoutes
from shared.http.face import Face
from shared.http.imports import ImportRoutes
from shared.http.metrics import HttpMetrics
from shared.http.problem import METHOD, NOT_FOUND, Problem
from shared.http.refusals import problem_of
from shared.http.route import Route
from shared.http.simulations import SimulationRoutes
from shared.http.streams import StreamRoutes
from shared.http.views import ViewRoutes

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def build_app(face: Face) -> WSGIApplication:
    """The WSGI application of a service. It needs no framework and keeps no state but caches."""
    return _App(face, routes(face))


def routes(face: Face) -> list[Route]:
    """Everything a service answers, on one screen."""
    commands, views, imports = CommandRoutes(face), ViewRoutes(face), ImportRoutes(face)
    documents = DocumentRoutes(face)
    offered = [
        Route("GET", "/commands", commands.offered),
        Route("POST", "/commands/<name>", commands.give),
        Route("GET", "/views", views.offered),
        Route("GET", "/views/<name>", views.page),
        Route("GET", "/views/<name>/<path:id>", views.row),
        Route("GET", "/imports", imports.offered),
        Route("GET", "/imports/<name>", imports.blank),
        Route("POST", "/imports/<name>", imports.take),
        Route("POST", "/documents", documents.upload),
        Route("GET", "/documents/<sha256>", documents.document),
        Route("POST", "/simulations", SimulationRoutes(face).simulate),
        Route("GET", "/streams/<name>", StreamRoutes(face).stream),
        Route("GET", "/events", feed.events, duties=(SERVICE,)),
        Route("GET", "/health/live", operating.live, open=True),
        Route("GET", "/health/ready", operating.ready, open=True),
        Route("GET", "/metrics", operating.metrics, open=True),
        Route("GET", "/status", operating.status),
        Route("GET", "/parked", operating.parked, duties=(OPERATOR,)),
        Route("POST", "/parked/retry", operating.retry, duties=(OPERATOR,)),
        Route("POST", "/parked/discard", operating.discard, duties=(OPERATOR,)),
        Route("POST", "/resync", operating.resync, duties=(OPERATOR,)),
        Route("POST", "/rebuild", operating.rebuild, duties=(OPERATOR,)),
        Route("GET", "/verification", operating.verification, duties=(OPERATOR,)),
        Route("GET", "/witness", operating.witness, duties=(SERVICE, OPERATOR)),
        Route("GET", "/scenario", operating.scenario_standing, duties=(SCENARIO,)),
        Route("POST", "/scenario", operating.scenario, duties=(SCENARIO,)),
        Route("DELETE", "/scenario", operating.end_scenario, duties=(SCENARIO,)),
        Route("GET", "/asyncapi.json", asyncapi.serve, open=True),
    ]
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
        started = time.perf_counter()
        request = Request(environ)
        path = "(none)"
        try:
            route, arguments = self._matched(request)
            path = route.path
            response = self._answered(route, arguments, request)
        except Exception as error:
            response = problem_of(error, self._face.registry).response()
        seconds = time.perf_counter() - started
        self._metrics.answered(path, request.method, response.status_code, seconds)
        return response(environ, start_response)

    def _answered(self, route: Route, arguments: dict[str, str], request: Request) -> Response:
        call = Call(self._face, request)
        if not route.open:
            assert call.actor
            call.require(route.duties)
        return route.handler(call, **arguments)

    def _matched(self, request: Request) -> tuple[Route, dict[str, str]]:
        _check_readable(request.environ)
        try:
            route, arguments = self._map.match(request.path, request.method)
        except MethodNotAllowed as error:
            allowed = ", ".join(error.valid_methods or [])
            raise Problem(
                METHOD,
                f"此地址只接受 {allowed}",
                f"This address takes {allowed} only.",
                {"Allow": allowed},
            ) from None
        except NotFound:
            raise Problem(NOT_FOUND, "没有这个地址", "There is nothing at this address.") from None
        return route, dict(arguments)


def _check_readable(environ: dict[str, Any]) -> None:
    """An address is UTF-8 and holds no NUL, which no store can be asked for."""
    try:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode()
        query = unquote_to_bytes(environ.get("QUERY_STRING", "").encode("latin-1")).decode()
    except UnicodeError:
        raise malformed("地址不是有效的 UTF-8", "The address is not valid UTF-8.") from None
    if "\x00" in path or "\x00" in query:
        raise malformed("地址含有空字符", "The address holds a NUL character.")
