"""What is being done at this moment in this thread: said once, and written with whatever is logged.

Ids only: of chains, events, organisations, positions; nothing that tells of a person.
"""

from collections.abc import Mapping
from contextvars import ContextVar, Token
from types import MappingProxyType

_NOTHING: Mapping[str, str | int] = MappingProxyType({})
_DOING: ContextVar[Mapping[str, str | int]] = ContextVar("doing", default=_NOTHING)


class doing:
    """For as long as the block lasts, this too; a thread or greenlet begun in it knows nothing."""

    __slots__ = ("_before", "_said")

    def __init__(self, **said: str | int) -> None:
        self._said = said
        self._before: Token[Mapping[str, str | int]] | None = None

    def __enter__(self) -> None:
        self._before = _DOING.set({**_DOING.get(), **self._said})

    def __exit__(self, *_: object) -> None:
        assert self._before is not None
        _DOING.reset(self._before)


def being_done() -> Mapping[str, str | int]:
    return _DOING.get()
