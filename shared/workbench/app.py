"""The workbench as a WSGI application."""

import json
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import Map, Rule

from shared.kernel.incidents import report
from shared.metrics.http import HttpMetrics
from shared.workbench import signing_in
from shared.workbench.bench import Bench
from shared.workbench.faces import Away, Declined, Unanswered
from shared.workbench.guarding import guard, ours
from shared.workbench.packing import pack
from shared.workbench.pages import (
    auditing,
    batch,
    beginning,
    burden,
    changes,
    cockpit,
    command,
    desk,
    documents,
    dossiers,
    evidence,
    exercising,
    finding,
    heading,
    helping,
    importing,
    involved,
    ledgers,
    matter,
    operating,
    papers,
    picking,
    policy,
    printing,
    trace,
    whatif,
)
from shared.workbench.route import Route, Routes
from shared.workbench.settings import WorkbenchSettings
from shared.workbench.visit import Visit

_log = logging.getLogger(__name__)

BODY_BYTES = 64 << 20
FORM_BYTES = 4 << 20
FORM_PARTS = 5_000


class PageRequest(Request):
    """Bounded: a form is a form, and files are as large as services take them."""

    max_content_length = BODY_BYTES
    max_form_memory_size = FORM_BYTES
    max_form_parts = FORM_PARTS


def routes() -> Routes:
    """Everything that the workbench answers, on one screen."""
    return [
        Route("GET", "/static/<name>", _static, open=True),
        Route("GET", "/health", _health, open=True, for_machines=True),
        Route("GET", "/metrics", _metrics, open=True, for_machines=True),
        Route("GET", "/keys.json", _keys, open=True, for_machines=True),
        *signing_in.ROUTES,
        *desk.ROUTES,
        *heading.ROUTES,
        *involved.ROUTES,
        *beginning.ROUTES,
        *matter.ROUTES,
        *batch.ROUTES,
        *command.ROUTES,
        *ledgers.ROUTES,
        *changes.ROUTES,
        *cockpit.ROUTES,
        *burden.ROUTES,
        *auditing.ROUTES,
        *evidence.ROUTES,
        *whatif.ROUTES,
        *policy.ROUTES,
        *dossiers.ROUTES,
        *exercising.ROUTES,
        *papers.ROUTES,
        *printing.ROUTES,
        *trace.ROUTES,
        *importing.ROUTES,
        *finding.ROUTES,
        *helping.ROUTES,
        *picking.ROUTES,
        *documents.ROUTES,
        *operating.ROUTES,
    ]


class Workbench:
    """Answers browsers. Who has not signed in is asked to, and comes back to where they were."""

    def __init__(self, settings: WorkbenchSettings) -> None:
        self.bench = Bench.of(settings)
        self._http = HttpMetrics(self.bench.metrics)
        rules = [Rule(r.path, methods=[r.method], endpoint=r) for r in routes()]
        self._map = Map(rules, strict_slashes=False).bind("localhost")

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        began = time.monotonic()
        request = PageRequest(environ)
        route, parts = self._matched(request)
        answered = self._answered(request, route, parts)
        response = pack(request, guard(answered, self.bench.settings))
        seconds = time.monotonic() - began
        self._http.answered(route.path, request.method, response.status_code, seconds)
        return response(environ, start_response)

    def _matched(self, request: Request) -> tuple[Route, Mapping[str, Any]]:
        """The route that a request is for, and the parts of its path; of none one that says so."""
        try:
            matched: tuple[Route, Mapping[str, Any]]
            matched = self._map.match(request.path, request.method)
            return matched
        except HTTPException as error:
            return Route(request.method, "none", partial(_no_page, code=error.code), open=True), {}

    def _answered(self, request: Request, route: Route, parts: Mapping[str, Any]) -> Response:
        visit, settings = Visit(self.bench, request), self.bench.settings
        if not route.for_machines and not ours(request, settings.hosts, settings.secure):
            return Response("请求来源不符", 403, content_type="text/plain; charset=utf-8")
        try:
            if not route.open and not visit.signed_in:
                return signing_in.ask(visit)
            if not route.open and (refused := signing_in.confirm(visit)):
                return refused
            response: Response = route.handler(visit, **parts)
            return response
        except Away as away:
            detail = "其他服务仍可使用。"
            if isinstance(away, Unanswered) and request.method == "POST":
                detail = "所提交的可能已经受理，请先核对，再决定是否重新提交。"
            again = request.method == "GET" and not visit.partial
            return visit.page("problem.html", 503, title=str(away), detail=detail, again=again)
        except Declined as no:
            return _declined(visit, no)
        except RequestEntityTooLarge:
            return visit.page("problem.html", 413, title="内容过大", detail="请减小附件后重试。")
        except HTTPException as error:
            return _no_page(visit, error.code)
        except Exception as error:
            incident = report(_log, error, "a page failed").rpartition(" ")[2]
            detail = f"已记录，编号 {incident}"
            return visit.page("problem.html", 500, title="页面出错", detail=detail)


def _no_page(visit: Visit, code: int | None) -> Response:
    title = "没有这个页面" if code == 404 else "不支持这种请求"
    return visit.page("problem.html", code or 400, title=title, detail="")


def _declined(visit: Visit, no: Declined) -> Response:
    if no.status == 401:
        return signing_in.ask(visit)
    title = str(no.problem.get("title_zh", "未能办理"))
    if no.status == 403 and visit.request.method == "GET":
        title = "无权查看"
    return visit.page("problem.html", no.status, title=title, detail=no.says)


def _static(visit: Visit, name: str) -> Response:
    return visit.bench.static.serve(visit.request, name)


def _keys(visit: Visit) -> Response:
    """The public keys of the tokens that services are shown: a service needs no file of them."""
    told = json.dumps(visit.bench.issuer.keys.published())
    answer = Response(told, content_type="application/jwk-set+json")
    answer.headers["Cache-Control"] = "public, max-age=60"
    return answer


def _health(visit: Visit) -> Response:
    return Response("ok", content_type="text/plain")


def _metrics(visit: Visit) -> Response:
    """What operations see: how many pages were answered, how, and how fast."""
    return Response(generate_latest(visit.bench.metrics), content_type=CONTENT_TYPE_LATEST)


__all__ = ["Route", "Workbench", "routes"]
