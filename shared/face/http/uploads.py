"""A body in a file of its own: bounded, and never whole in memory."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared.face.http.body import received
from shared.face.http.call import Call


@dataclass(frozen=True, slots=True)
class Upload:
    """What was received; `sha256` in hex."""

    path: Path
    size: int
    sha256: str


@contextmanager
def upload(call: Call, largest: int) -> Iterator[Upload]:
    """The body of a request, for the time of the block. Raises `Problem` 400, 408, 413, 503."""
    hashed, size = hashlib.sha256(), 0
    place = call.face.receiving.place(call.actor.organisation)
    with place, tempfile.TemporaryDirectory(prefix="zhenxing-") as folder:
        path = Path(folder) / "body"
        with path.open("wb") as file:
            for piece in received(call.request, largest):
                hashed.update(piece)
                size += file.write(piece)
        yield Upload(path, size, hashed.hexdigest())
