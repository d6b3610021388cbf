"""`/openapi.json`: OpenAPI 3.1, from the commands and views that the service offers."""

import re
from collections.abc import Iterable
from typing import Any

from werkzeug import Response

from shared.aggregate.aggregate import Command
from shared.http.answer import answer
from shared.http.call import Call
from shared.http.commands import public_commands
from shared.http.face import Face
from shared.http.route import Handler, Route
from shared.http.schemas import relocated
from shared.schemas.marshalling import json_schema
from shared.views.definition import View

_NAMED_ONE_BY_ONE = {"/commands/{name}", "/views/{name}"}
_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "The same for every try of one command; 1 to 200 visible ASCII characters",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "The version of the stream that the caller has seen",
    "schema": {"type": "string", "pattern": '^"?[0-9]+"?$'},
}
_PROBLEMS = {
    "default": {
        "description": "A problem (RFC 9457), in English and Chinese",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
}
_COMMON: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "required": ["type", "status", "title", "title_zh", "detail", "detail_zh"],
        "properties": {
            "type": {"type": "string"},
            "status": {"type": "integer"},
            "title": {"type": "string"},
            "title_zh": {"type": "string"},
            "detail": {"type": "string"},
            "detail_zh": {"type": "string"},
            "errors": {"type": "array", "items": {"type": "object"}},
            "rule": {"type": "string"},
            "clause": {"type": "string"},
            "needs": {"type": "object"},
        },
    },
    "Outcome": {
        "type": "object",
        "required": ["stream", "version", "position", "visible", "events"],
        "properties": {
            "stream": {"type": "string"},
            "version": {"type": "integer"},
            "position": {"type": "integer"},
            "visible": {"type": "boolean", "description": "Whether the views show it already"},
            "events": {"type": "array", "items": {"type": "object"}},
        },
    },
}


def serving(offered: Iterable[Route]) -> Handler:
    """The handler that describes what is offered beside it."""
    told = list(offered)

    def serve(call: Call) -> Response:
        return answer(document(call.face, told))

    return serve


def document(face: Face, offered: Iterable[Route]) -> dict[str, Any]:
    """The OpenAPI document of a service."""
    schemas = dict(_COMMON)
    paths: dict[str, Any] = {}
    for command in public_commands(face):
        schemas |= relocated(_schema_name(command), json_schema(command.data))
        paths[f"/commands/{command.name}"] = {"post": _giving(command, face)}
    for view in face.views.views.values():
        paths[f"/views/{view.name}"] = {"get": _reading(view)}
    for route in offered:
        path = re.sub(r"<(?:path:)?(\w+)>", r"{\1}", route.path)
        if path in _NAMED_ONE_BY_ONE:
            continue
        entry = _plain(path, route)
        paths.setdefault(path, {})[route.method.lower()] = entry
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{face.title} ({face.name})", "version": "1"},
        "security": [{"bearer": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }


def _giving(command: Command, face: Face) -> dict[str, Any]:
    who = "、".join(authority.names(face.registry)[0] for authority in command.by)
    schema = {"$ref": f"#/components/schemas/{_schema_name(command)}"}
    outcome = {"$ref": "#/components/schemas/Outcome"}
    return {
        "operationId": command.name,
        "summary": command.title,
        "description": f"{command.clause}；由{who}办理",
        "tags": [command.aggregate.title],
        "parameters": [_IDEMPOTENCY, _IF_MATCH],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {
            "200": {
                "description": "Accepted, or a replay of an earlier answer",
                "content": {"application/json": {"schema": outcome}},
            },
            **_PROBLEMS,
        },
    }


def _reading(view: View) -> dict[str, Any]:
    fields = [
        {"name": c.name, "in": "query", "description": c.title, "schema": {"type": "string"}}
        for c in view.columns
        if c.scalar
    ]
    paging = [
        {"name": name, "in": "query", "schema": {"type": kind}}
        for name, kind in (
            ("sort", "string"),
            ("limit", "integer"),
            ("after", "string"),
            ("at", "integer"),
            ("as_of", "string"),
            ("format", "string"),
        )
    ]
    return {
        "operationId": f"view-{view.name}",
        "summary": view.title,
        "parameters": [*fields, *paging],
        "responses": {"200": {"description": "Rows"}, **_PROBLEMS},
    }


def _plain(path: str, route: Route) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)\}", path)
    entry: dict[str, Any] = {
        "operationId": "-".join([route.method.lower(), *re.findall(r"[a-z]+", path)]),
        "summary": (route.handler.__doc__ or "").strip().split("\n")[0],
        "parameters": [
            {"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in names
        ],
        "responses": {"200": {"description": "OK"}, **_PROBLEMS},
    }
    if route.duties:
        entry["description"] = f"Duty needed: {' or '.join(route.duties)}"
    return entry | {"security": []} if route.open else entry


def _schema_name(command: Command) -> str:
    return command.data.__name__
