"""`/openapi.json`: OpenAPI 3.1, from the routes, commands and views that the service offers."""

import re
from collections.abc import Iterable
from typing import Any

from werkzeug import Response

from shared.face.command_schemas import command_schema
from shared.face.http import openapi_operations as operations
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.commands import public_commands
from shared.face.http.face import Face
from shared.face.http.route import Handler, Route
from shared.face.http.schemas import relocated
from shared.face.meanings import things
from shared.schemas.marshalling import json_schema

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
    "Rows": {
        "type": "object",
        "required": ["view", "title", "columns", "position", "rows", "next"],
        "properties": {
            "view": {"type": "string"},
            "title": {"type": "string"},
            "columns": {"type": "array", "items": {"type": "object"}},
            "position": {"type": "integer"},
            "rows": {"type": "array", "items": {"type": "object"}},
            "next": {"type": ["string", "null"], "description": "`after` of the next page"},
        },
    },
}


def serving(offered: Iterable[Route]) -> Handler:
    """The handler that describes what is offered beside it."""
    told = list(offered)

    def serve(call: Call) -> Response:
        """This service's calls: every parameter, every body."""
        return answer(document(call.face, [*told, call.route]))

    return serve


def document(face: Face, offered: Iterable[Route]) -> dict[str, Any]:
    """The OpenAPI document of a service."""
    schemas = dict(_COMMON)
    paths: dict[str, Any] = {}
    for route in offered:
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.path)
        if path == "/commands/{name}":
            for command in public_commands(face):
                schema = command_schema(command, face.name)
                schemas |= relocated(command.data.__name__, schema)
                entry = operations.giving(command, route, face.registry, face.limits)
                paths[f"/commands/{command.name}"] = {"post": entry}
        elif path == "/views/{name}":
            for view in face.views.views.values():
                paths[f"/views/{view.name}"] = {"get": operations.reading(view, route, face.limits)}
        elif path == "/totals/{name}":
            for view in face.views.views.values():
                told = operations.adding_up(view, route, face.limits)
                paths[f"/totals/{view.name}"] = {"get": told}
        elif path == "/changes/{name}":
            for view in face.views.views.values():
                told = operations.comparing(view, route, face.limits)
                paths[f"/changes/{view.name}"] = {"get": told}
        else:
            if route.body and route.body.message:
                data = route.body.message
                schemas |= relocated(data.__name__, json_schema(data))
            paths.setdefault(path, {})[route.method.lower()] = operations.plain(
                path, route, face.limits
            )
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{face.title} ({face.name})", "version": "1"},
        "servers": [{"url": face.url or "/"}],
        "security": [{"bearer": []}],
        "x-references": things(),
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }
