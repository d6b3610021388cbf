"""`/asyncapi.json`: AsyncAPI 3.0, from the events that the service publishes."""

from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.event_schemas import published_schema
from shared.face.http.face import Face
from shared.face.http.schemas import relocated
from shared.schemas.events import EventType, events_of

_HEADERS = {
    "cloudEvents_specversion": "1.0",
    "cloudEvents_id": "The event's id (UUID)",
    "cloudEvents_source": "The service, after a slash; before it, where its pack says it, the city",
    "cloudEvents_type": "The event's type",
    "cloudEvents_subject": "The stream",
    "cloudEvents_time": "When it happened, ISO 8601",
    "cloudEvents_datacontenttype": "application/json",
    "cloudEvents_dataschema": "Where the JSON Schema of the data is served, its version at the end",
    "cloudEvents_sequence": "The position in the service's log, 20 digits",
    "cloudEvents_correlationid": "The command that began it all",
    "cloudEvents_causationid": "The command that led to it",
    "cloudEvents_hash": "Hash of the record, in hex",
    "cloudEvents_prevhash": "Hash of the record before it, in hex",
    "cloudEvents_streamversion": "The version of the stream",
    "cloudEvents_streamid": "The stream's name without its category",
    "cloudEvents_actor": "The person who acted",
    "cloudEvents_organisation": "The organisation that acted",
    "cloudEvents_clause": "The sentence of the policy",
    "cloudEvents_recordedtime": "When it was recorded, ISO 8601",
    "cloudEvents_storedmeta": "Where the body is the stored text: the stored metadata; the hash is"
    " recomputed from both",
    "traceparent": "W3C trace context",
}


def serve(call: Call) -> Response:
    """This service's events, as they go over the broker."""
    return answer(document(call.face))


def document(face: Face) -> dict[str, Any]:
    """The AsyncAPI document of a service."""
    known = events_of(face.name)
    schemas: dict[str, Any] = {}
    for event in known:
        schemas |= relocated(event.name, published_schema(event))
    exchange = f"{face.name}.events"
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": f"{face.title} ({face.name})",
            "version": "1",
            "description": f"Events on the topic exchange {exchange}; the routing key is the"
            " event's type. CloudEvents 1.0 in binary mode. The whole history: GET /events.",
        },
        "defaultContentType": "application/json",
        "channels": {event.name: _channel(event, exchange) for event in known},
        "operations": {
            f"publish{event.name}": {
                "action": "send",
                "channel": {"$ref": f"#/channels/{event.name}"},
                "summary": event.title,
            }
            for event in known
        },
        "components": {
            "messages": {event.name: _message(event) for event in known},
            "schemas": schemas,
        },
    }


def _channel(event: EventType, exchange: str) -> dict[str, Any]:
    topic = {"name": exchange, "type": "topic", "durable": True, "autoDelete": False}
    return {
        "address": event.name,
        "title": event.title,
        "messages": {event.name: {"$ref": f"#/components/messages/{event.name}"}},
        "bindings": {"amqp": {"is": "routingKey", "exchange": topic, "bindingVersion": "0.3.0"}},
    }


def _message(event: EventType) -> dict[str, Any]:
    return {
        "name": event.name,
        "title": event.title,
        "summary": event.clause,
        "contentType": "application/json",
        "headers": {
            "type": "object",
            "properties": {
                name: {"type": "string", "description": about} for name, about in _HEADERS.items()
            },
        },
        "payload": {"$ref": f"#/components/schemas/{event.name}"},
        "x-version": event.version,
    }
