"""What is being done at this moment in this thread: said once, and written with whatever is logged.

Ids only: of chains, events, organisations, positions; nothing that tells of a person.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

_NOTHING: Mapping[str, str | int] = MappingProxyType({})
_DOING: ContextVar[Mapping[str, str | int]] = ContextVar("doing", default=_NOTHING)


@contextmanager
def doing(**said: str | int) -> Iterator[None]:
    """For as long as the block lasts, this too; a thread or greenlet begun in it knows nothing."""
    before = _DOING.set({**_DOING.get(), **said})
    try:
        yield
    finally:
        _DOING.reset(before)


def being_done() -> Mapping[str, str | int]:
    return _DOING.get()
