"""One operation of OpenAPI: its parameters, body and answers, from the route that serves it."""

import re
from http import HTTPStatus
from typing import Any

from shared.face.http.face import Limits
from shared.face.http.headers import headers_of
from shared.face.http.problem import STATUSES
from shared.face.http.query import query_of
from shared.face.http.route import JSON, Body, Route
from shared.face.http.view_filters import filters
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.views.definition import View
from shared.policy.registry import Registry

_ALWAYS, _WITH_TOKEN, _WITH_BODY = {400, 422, 503}, {401, 403}, {400, 408, 413}


def plain(path: str, route: Route, limits: Limits) -> dict[str, Any]:
    """Any route."""
    names = re.findall(r"\{(\w+)\}", path)
    about = " ".join((route.handler.__doc__ or "").split("\n\n")[0].split())
    parts = re.findall(r"[a-z0-9]+", path)
    entry: dict[str, Any] = {
        "operationId": "-".join([route.method.lower(), *parts]),
        "summary": about,
        "parameters": [*map(_in_path, names), *_declared(route, limits)],
        "responses": _answers(route, {"type": "object"}),
    }
    if route.duties:
        entry["description"] = f"Duty needed: {' or '.join(route.duties)}"
    if route.body:
        entry["requestBody"] = _body(route.body)
    return entry | {"security": []} if route.open else entry


def giving(command: Command, route: Route, registry: Registry, limits: Limits) -> dict[str, Any]:
    """Giving one command."""
    who = "、".join(authority.names(registry).zh for authority in command.by)
    entry: dict[str, Any] = {
        "operationId": command.name,
        "summary": command.title,
        "description": f"{command.clause}；由{who}办理",
        "tags": [command.aggregate.title],
        "parameters": _declared(route, limits),
        "requestBody": _body(Body((JSON,), command.data)),
        "responses": _answers(route, {"$ref": "#/components/schemas/Outcome"}),
    }
    entry["responses"]["200"]["description"] = "Accepted, or a replay of an earlier answer"
    return entry


def reading(view: View, route: Route, limits: Limits) -> dict[str, Any]:
    """Reading one view: by its columns, each of which may be given several times."""
    columns = [known.described() for known in filters(view).values()]
    return {
        "operationId": f"view-{view.name}",
        "summary": view.title,
        "parameters": [*columns, *_declared(route, limits)],
        "responses": _answers(route, {"$ref": "#/components/schemas/Rows"}),
    }


def adding_up(view: View, route: Route, limits: Limits) -> dict[str, Any]:
    """The totals of one view, under the same filters."""
    told = reading(view, route, limits)
    return {
        **told,
        "operationId": f"totals-{view.name}",
        "summary": f"{view.title}合计",
        "responses": _answers(route, {}),
    }


def comparing(view: View, route: Route, limits: Limits) -> dict[str, Any]:
    """What changed of one view, under the same filters."""
    told = reading(view, route, limits)
    return {
        **told,
        "operationId": f"changes-{view.name}",
        "summary": f"{view.title}的变化",
        "responses": _answers(route, {}),
    }


def _declared(route: Route, limits: Limits) -> list[dict[str, Any]]:
    """The parameters of its query, and its headers."""
    query, headers = query_of(route.query, limits), headers_of(route.headers, limits)
    return [*query.described(), *headers.described()]


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _body(body: Body) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "format": "binary"}
    if body.message:
        schema = {"$ref": f"#/components/schemas/{body.message.__name__}"}
    return {"required": True, "content": {media: {"schema": schema} for media in body.media}}


def _answers(route: Route, schema: dict[str, Any]) -> dict[str, Any]:
    """What comes back: the good answer, and every problem that this route may meet."""
    statuses = _ALWAYS | set(route.failures)
    statuses |= set() if route.open else _WITH_TOKEN
    statuses |= _WITH_BODY if route.body else set()
    statuses |= {404} if "<" in route.path else set()
    content = {m: {"schema": schema} if m == JSON else {} for m in route.answers}
    told: dict[str, Any] = {str(route.status): {"description": "OK", "content": content}}
    for status in sorted(statuses):
        problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        told[str(status)] = {"description": STATUSES[status], "content": problem}
    for status, media in route.also.items():
        known = told.setdefault(str(status), {"description": HTTPStatus(status).phrase})
        known.setdefault("content", {})[media] = {}
    return told
