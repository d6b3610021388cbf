"""What surrounds an event: written once, beside its data, and covered by its digest."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec


class StoredMeta(msgspec.Struct, frozen=True, omit_defaults=True):
    """The `meta` text of a record.

    `request` is the sha256 of the command's data in hex: the same idempotency key with other data
    is told apart by it. `id` is the stream's name without its category. `source…` name the
    foreign event that a reaction answered, with its hash in hex. `name` is the person's, where the
    stable id is not the name itself; `on_behalf_of` is for whom the person acted as a deputy.
    `traceparent` is the W3C trace context that a caller gave, or that a cause brought from one.
    """

    id: str
    clause: str
    policy: str
    person: str
    organisation: str
    command: str
    command_id: str
    request: str
    correlation: str
    effective: datetime
    causation: str = ""
    parameters: dict[str, Any] = {}
    source: str = ""
    source_position: int = 0
    source_hash: str = ""
    name: str = ""
    on_behalf_of: str = ""
    on_behalf_of_name: str = ""
    traceparent: str = ""


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(StoredMeta)


def encode_meta(meta: StoredMeta) -> str:
    """Canonical JSON of the metadata."""
    return _encoder.encode(meta).decode()


def decode_meta(text: str) -> StoredMeta:
    """The metadata of a text. Raises `msgspec.MsgspecError`, also where it is nested without end: what
    a broker brings is anybody's."""
    try:
        return _decoder.decode(text)
    except RecursionError:
        raise msgspec.DecodeError("nested too deep") from None


def instant(microseconds: int) -> datetime:
    """An instant in UTC from microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=microseconds)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 of an aware instant, to the last one."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
