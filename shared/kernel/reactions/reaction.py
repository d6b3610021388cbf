"""Reactions: another service's event, or one's own, turned into commands here.

@reaction(ProjectExited, needs=AllocationsByProject)
def uncommitted_money_returns(event, meta, allocations):
    for row in allocations.find(project=event.project):
        yield RecallFunds(fund=row.fund, project=event.project, reason="项目出库")
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any, Protocol, TypeVar, overload

from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row

E = TypeVar("E")
R = TypeVar("R", bound=Row)
ParkKey = Callable[[Any, EventMeta], str]
OnEvent = Callable[[E, EventMeta], Iterable[object]]


class Rows(Protocol[R]):
    """A view as a reaction reads it."""

    def find(self, **equals: Any) -> list[R]:
        """The rows whose columns have these values."""
        ...


OnEventAndRows = Callable[[E, EventMeta, Rows[R]], Iterable[object]]


@dataclass(frozen=True)
class Reaction:
    """A reaction as declared; without a name of its own it goes by its module's name for it.

    `needs` is a view of this service that it reads, brought up to the own log's head first.
    `park_key` names what waits when it fails: by default the event's stream.
    """

    name: str
    event: type[Any]
    needs: type[Row] | None
    park_key: ParkKey
    commands: Callable[..., Iterable[object]]


@overload
def reaction(
    event: type[E], *, park_key: ParkKey | None = None, name: str | None = None
) -> Callable[[OnEvent[E]], OnEvent[E]]: ...
@overload
def reaction(
    event: type[E], *, needs: type[R], park_key: ParkKey | None = None, name: str | None = None
) -> Callable[[OnEventAndRows[E, R]], OnEventAndRows[E, R]]: ...
def reaction(
    event: type[Any],
    *,
    needs: type[Any] | None = None,
    park_key: ParkKey | None = None,
    name: str | None = None,
) -> Callable[[Any], Any]:
    """Declare a function of (event, meta[, view]) that yields commands for this service.

    It goes by the function's name; with an empty `name` by what its module calls it.
    """

    def declare(function: Any) -> Any:
        key = park_key or (lambda _, meta: meta.stream)
        goes_by = function.__name__.replace("_", "-") if name is None else name
        function.__reaction__ = Reaction(goes_by, event, needs, key, function)
        return function

    return declare


def reactions_of(module: ModuleType) -> list[Reaction]:
    """Every reaction that a module declares. Raises `TypeError` where it has none."""
    marked = ((name, getattr(is_, "__reaction__", None)) for name, is_ in vars(module).items())
    found = [
        r if r.name else replace(r, name=name.replace("_", "-"))
        for name, r in marked
        if isinstance(r, Reaction)
    ]
    if not found:
        raise TypeError(f"{module.__name__} declares no reaction")
    return found
