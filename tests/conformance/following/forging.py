"""What a liar with a source's user on the broker can publish."""

import time
import uuid
from typing import Any

from shared.kernel.log.recorded import Recorded, hash_of
from shared.kernel.subscription.incoming import Incoming, from_record
from shared.schemas.codec import encode
from tests.conformance.following.sayings import Said
from tests.conformance.following.services import Serving

ELEVENS = b"\x11" * 32


def forged(
    source: Serving,
    behind: Incoming,
    data: object | None = None,
    *,
    type: str = "Said",
    hash: bytes = b"",
    **more: Any,
) -> Incoming:
    """An event that its source never had, where the event after `behind` stands or will stand.

    Without another `hash` it has the one that its bytes give: only the source can tell it apart.
    """
    record = Recorded(
        position=behind.position + 1,
        stream="topic-ghost",
        version=1,
        id=str(uuid.uuid4()),
        type=type,
        data=encode(data or Said("ghost", number=1, text="", group="")),
        meta=behind.stored_meta,
        recorded_at=time.time_ns() // 1000,
        digest=b"",
        hash=ELEVENS,
        prev_hash=behind.hash,
    )._replace(**more)
    return from_record(source.name, record._replace(hash=hash or hash_of(record)))
