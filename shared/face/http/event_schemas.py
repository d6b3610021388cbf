"""`/schemas`: what `cloudEvents_dataschema` points to, the JSON Schema of an event's data."""

from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.refusals import no_such
from shared.policy.languages import Text
from shared.schemas.events import EventType, events_of
from shared.schemas.marshalling import json_schema

MEDIA = "application/schema+json"


def path_of(service: str, event: EventType) -> str:
    """Where the schema of a service's event is served."""
    return f"/schemas/{service}/{event.name}/{event.version}"


def serve(call: Call, service: str, type: str, version: str) -> Response:
    """The JSON Schema of an event's data as it is published; of a restricted one what is public.

    Only the latest version is on the wire, so only that one is served.
    """
    face = call.face
    for event in events_of(face.name) if service == face.name else ():
        if event.name == type and str(event.version) == version:
            schema = {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "$id": f"{face.url}{path_of(service, event)}",
                "title": event.title,
                "description": event.clause,
                **published_schema(event),
            }
            told = answer(schema)
            told.content_type = MEDIA
            return told
    raise no_such(Text("事件", "event"), f"{service} {type} {version}")


def published_schema(event: EventType) -> dict[str, Any]:
    """The data's schema; of a restricted event only its public fields."""
    schema = dict(json_schema(event.data))
    if event.restricted:
        shown = event.public_fields
        schema["properties"] = {n: s for n, s in schema["properties"].items() if n in shown}
        schema["required"] = [n for n in schema.get("required", []) if n in shown]
    return schema
