"""Events to canonical JSON text and back; one C pass each way.

Input from outside is checked by the marshmallow schemas (`shared.schemas.marshalling`). What
stands in a log was checked before it was appended, so reading it back only decodes.
"""

import hashlib
import json
import threading
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any

import msgspec

from shared.schemas.events import EventType, UnknownEvent, event_type, type_of
from shared.schemas.sealed import withheld

_encoder = msgspec.json.Encoder(order="sorted")
_upcasters: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}


def encode(value: object) -> str:
    """Canonical JSON: keys sorted, no white space, decimals as strings."""
    return _encoder.encode(value).decode()


def canonical(value: Any) -> str:
    """Canonical JSON of plain values, by the standard library: what digests are made of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}
_making = threading.Lock()


def _decoder(data: type[Any]) -> msgspec.json.Decoder[Any]:
    decoder = _decoders.get(data)
    if decoder is None:
        # Two threads that make one of the same class at once end the process: msgspec shares what
        # it finds out about a class before it has found it out.
        with _making:
            decoder = _decoders[data] = msgspec.json.Decoder(data)
    return decoder


def upcast(name: str, version: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register how stored data of an old `version` becomes that of the next one."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        _upcasters[name, version] = function
        return function

    return register


def latest(name: str, version: int, data: str) -> str:
    """Stored data in the latest shape of its type. Raises `UnknownEvent`."""
    known = event_type(name)
    if version == known.version:
        return data
    if version > known.version:
        raise UnknownEvent(f"event type {name} version {version} is newer than this release")
    plain = json.loads(data)
    while version < known.version:
        try:
            plain = _upcasters[name, version](plain)
        except KeyError:
            raise UnknownEvent(f"event type {name} version {version} has no upcaster") from None
        version += 1
    return canonical(plain)


def decode(name: str, version: int, data: str | bytes) -> Any:
    """The event that a log or a feed holds. Raises `UnknownEvent`."""
    known = event_type(name)
    if version != known.version:
        data = latest(name, version, data if isinstance(data, str) else data.decode())
    return _decoder(known.data).decode(data)


def decoding(name: str, version: int) -> Callable[[str], Any]:
    """What decodes the events of a type and version. Raises `UnknownEvent`."""
    known = event_type(name)
    if version == known.version:
        return _decoder(known.data).decode
    return lambda data: decode(name, version, data)


def decode_as(data_type: type[Any], data: str | bytes | msgspec.Raw) -> Any:
    """Plain data decoded into a dataclass, unknown fields ignored. To be preferred to msgspec's own
    `decode`: see `_decoder`."""
    return _decoder(data_type).decode(data)


def digest(stream: str, version: int, id: str, type: str, data: str, meta: str) -> bytes:
    """sha256 over the canonical JSON of every stored field but position, recorded_at, hash.

    `data` and `meta` enter as the texts that are stored, so no byte of them may change; of a sealed
    text in `data` its hash.
    """
    texts = ",".join(map(encode_basestring, (withheld(data), id, meta, stream, type)))
    return hashlib.sha256(f"[{texts},{version}]".encode()).digest()


__all__ = [
    "EventType",
    "canonical",
    "decode",
    "decode_as",
    "decoding",
    "digest",
    "encode",
    "latest",
    "type_of",
    "upcast",
]
