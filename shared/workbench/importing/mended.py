"""A file with what was mended of it, sent on as it is read: never whole in memory."""

import json
import secrets
from collections.abc import Iterator, Mapping
from typing import IO

_PIECE = 1 << 16


class Mended:
    """The body of a form of two parts; `content_type` names what parts them."""

    def __init__(self, file: IO[bytes], mends: Mapping[int, Mapping[str, str]]) -> None:
        self._file = file
        mark = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={mark}"
        told = json.dumps(mends, ensure_ascii=False).encode()
        self._before = _head(mark, "file")
        self._after = b"\r\n" + _head(mark, "mended") + told + f"\r\n--{mark}--\r\n".encode()

    def __len__(self) -> int:
        """Bytes."""
        size = self._file.seek(0, 2)
        return len(self._before) + size + len(self._after)

    def __iter__(self) -> Iterator[bytes]:
        yield self._before
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece
        yield self._after


def _head(mark: str, name: str) -> bytes:
    said = f'Content-Disposition: form-data; name="{name}"; filename="{name}"'
    return f"--{mark}\r\n{said}\r\n\r\n".encode()
