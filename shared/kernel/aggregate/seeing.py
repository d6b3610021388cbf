"""What one viewer sees of one stream, as it stands: all of it, some events, or nothing."""

from typing import Any
from weakref import WeakKeyDictionary

from shared.kernel.aggregate.aggregate import Aggregate
from shared.kernel.aggregate.sight import Lookup, Part
from shared.kernel.aggregate.viewer import Viewer
from shared.policy.registry import Registry


class StreamSight:
    """Pure: a stream's aggregate, id and present state; the viewer; who operates the service.

    `whole` is whether the stream's own sight lets the viewer in; sealed events may be hidden even
    then. What is declared to nobody, the operator sees.
    """

    def __init__(
        self,
        aggregate: Aggregate[Any],
        id: str,
        state: Any,
        viewer: Viewer,
        registry: Registry,
        operator: str,
    ) -> None:
        self._aggregate, self._state, self._viewer = aggregate, state, viewer
        self._named = named_in(aggregate, registry)
        self._of_state = of_state(aggregate, id, state)
        if aggregate.sight is None:
            self.whole = viewer.organisation == operator
        else:
            self.whole = self._any(aggregate.sight, self._of_state)

    def sees(self, event: object) -> bool:
        """Whether the viewer sees one event of the stream, in the latest shape of its class."""
        parts = [p for p in self._aggregate.parts.values() if p.covers(type(event))]
        if any(self._any(p.openings, self._of_event(p, event)) for p in parts):
            return True
        return self.whole and all(self._open(p.until, p.apart) for p in parts)

    def _of_event(self, part: Part, event: object) -> Lookup:
        """The attributes of an event; what it lacks is told about it, or is the state's."""
        about = part.about(self._state, event) if part.about else {}

        def found(name: str) -> Any:
            own = about.get(name, getattr(event, name, None))
            return self._of_state(name) if own is None else own

        return found

    def _open(self, until: str, apart: bool) -> bool:
        return not apart and (until == "" or self._of_state(until) is True)

    def _any(self, openings: Any, found: Lookup) -> bool:
        return any(self._viewer.meets(opening, found, self._named) for opening in openings)


def of_state(aggregate: Aggregate[Any], id: str, state: Any) -> Lookup:
    """The attributes of a state; the one that is the aggregate's key is the stream's id."""

    def found(name: str) -> Any:
        return id if name == aggregate.key else getattr(state, name, None)

    return found


def named_in(aggregate: Aggregate[Any], registry: Registry) -> frozenset[str]:
    """The city's organisations that the clauses of an aggregate's commands name, or that may give
    one of them. What the system gives by itself names nobody. Found once for each version of the
    text: a page asks it of every stream that it shows."""
    declared, of, found = _named.get(aggregate, (0, None, frozenset[str]()))
    if of is not registry or declared != len(aggregate.commands):
        found = _named_in(aggregate, registry)
        _named[aggregate] = len(aggregate.commands), registry, found
    return found


_named: WeakKeyDictionary[Aggregate[Any], tuple[int, Registry | None, frozenset[str]]] = (
    WeakKeyDictionary()
)


def _named_in(aggregate: Aggregate[Any], registry: Registry) -> frozenset[str]:
    named: set[str] = set()
    for command in (c for c in aggregate.commands.values() if c.public):
        if clause := registry.clauses.get(command.clause):
            named |= {*clause.lead, *clause.participants}
        named |= {a.id for a in command.by if a.relation == "organisation"}
    return frozenset(named & registry.organisations.keys())
