"""Events as they stand in a served log, of whatever commands."""

from datetime import UTC, datetime
from typing import Any

from shared.kernel.aggregate import Aggregate
from shared.kernel.commands.ids import command_id, event_id
from shared.kernel.log.batch import Batch, new_event
from shared.kernel.log.meta import StoredMeta, encode_meta
from shared.kernel.log.recorded import stored_type
from shared.schemas.codec import encode
from shared.schemas.events import type_of
from tests.integration.http.served import Served


def tell(service: Served, aggregate: Aggregate[Any], id: str, *events: object) -> None:
    """A new stream of these events."""
    stream, now = aggregate.stream(id), datetime.now(UTC)
    meta = StoredMeta(
        id=id, clause="RZ-2.3.h", policy="draft-2023", person="张三", organisation="housing",
        command="any", command_id=command_id("any", stream), request="", correlation="",
        effective=now,
    )  # fmt: skip
    told = [
        new_event(
            stream, version, event_id(meta.command_id, version),
            stored_type(type_of(event).name, type_of(event).version),
            encode(event), encode_meta(meta),
        )
        for version, event in enumerate(events, 1)
    ]  # fmt: skip
    service.face.log.append(Batch(tuple(told), {stream: 0}))
