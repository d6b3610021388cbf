"""Values as JSON answers."""

from collections.abc import Mapping
from typing import Any

import msgspec
from werkzeug import Response

AT_ONCE = ("X-Accel-Buffering", "no")
"""The header of an answer each piece of which goes out as it is made: nginx reads it, and so do our
own servers."""


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer. Decimals become strings, dates and instants ISO 8601."""
    return Response(
        plain(value),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        content_type="application/json",
    )


def _unknown_to_json(value: Any) -> Any:
    """Persistent maps as objects; whatever else a refusal or a state may hold as its text."""
    if isinstance(value, Mapping):
        return {_name(key): item for key, item in value.items()}
    return str(value)


def _name(key: Any) -> str:
    return "/".join(map(str, key)) if isinstance(key, tuple) else str(key)


_encoder = msgspec.json.Encoder(enc_hook=_unknown_to_json)


def plain(value: Any) -> bytes:
    """JSON text of any value that states, rows and refusals hold."""
    return _encoder.encode(value)
