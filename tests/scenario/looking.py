"""Who sees what of the demo programme: every kind of organisation, every row, every stream."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from shared.kernel.aggregate import Aggregate, Viewer, viewer
from shared.kernel.aggregate.seeing import StreamSight
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.definition import View
from shared.kernel.views.selection import AnyOf, Selection
from shared.kernel.views.sight import RowSight
from shared.policy.loader import registry
from tests.scenario.pure_run import Service

Fact = tuple[object, EventMeta]


def organisations() -> list[str]:
    """All of the city's and the counties', two departments of each county, every town and group:
    what tolerance cases there are, a county's discipline commission alone sees."""
    known, offices = registry(), ("finance", "discipline")
    of_counties = [f"{county}-{office}" for county in known.counties for office in offices]
    counties = [*known.counties, *of_counties]
    groups = [f"assist-{town}" for town in known.towns]
    return [*known.organisations, *counties, *known.towns, *groups]


@cache
def viewers() -> list[Viewer]:
    return [viewer(organisation, registry()) for organisation in organisations()]


@dataclass(frozen=True)
class Told:
    """A row, and what it was made of: every event, with the row that it met."""

    row: Any
    made_of: tuple[tuple[Any, Fact], ...]


@dataclass
class Looking:
    """One service of a run, looked at."""

    service: Service
    _asked: dict[tuple[str, str], AnyOf] = field(default_factory=dict)
    _sights: dict[tuple[str, str], StreamSight] = field(default_factory=dict)

    def at(self, position: int) -> "Looking":
        """As it was when the log ended there."""
        streams: dict[str, tuple[int, Any]] = {}
        for event, meta in self.service.log[:position]:
            aggregate, _ = self.of_stream(meta.stream)
            version, state = streams.get(meta.stream, (0, aggregate.initial))
            streams[meta.stream] = version + 1, aggregate.replay([event], state)
        return Looking(replace(self.service, log=self.service.log[:position], streams=streams))

    def sealed(self) -> list[int]:
        """Positions at which the first and the last event of each sealed kind had just happened."""
        kinds = {
            event
            for aggregate in self.service.aggregates
            for part in aggregate.parts.values()
            for event in part.events
            if part.until
        }
        happened = [[m.position for e, m in self.service.log if type(e) is kind] for kind in kinds]
        return sorted({p for positions in happened for p in (min(positions), max(positions))})

    @cached_property
    def aggregates(self) -> dict[str, Aggregate[Any]]:
        return {a.category: a for a in self.service.aggregates}

    @cached_property
    def rows_sight(self) -> RowSight:
        return RowSight(registry(), self.aggregates, registry().operators[self.service.name])

    @cached_property
    def facts(self) -> list[Fact]:
        """The log, each event under an id of its own."""
        return [(e, replace(m, event_id=f"e-{m.position}")) for e, m in self.service.log]

    def sight(self, stream: str, viewer: Viewer) -> StreamSight:
        asked = stream, viewer.organisation
        if asked not in self._sights:
            aggregate, id = self.of_stream(stream)
            state = self.service.state(aggregate, id)[1]
            operator = registry().operators[self.service.name]
            self._sights[asked] = StreamSight(aggregate, id, state, viewer, registry(), operator)
        return self._sights[asked]

    def of_stream(self, stream: str) -> tuple[Aggregate[Any], str]:
        fitting = [a for c, a in self.aggregates.items() if stream.startswith(f"{c}-")]
        aggregate = max(fitting, key=lambda a: len(a.category))
        return aggregate, aggregate.id_of(stream)

    def told(self, view: View) -> list[Told]:
        """The rows of a view that are there in the end."""
        found: dict[str, Told] = {}
        for event, meta in self.facts:
            if meta.type not in view.folds:
                continue
            for key in view.keys(event, meta):
                had = found.get(key, Told(view.new_row(key), ()))
                row = view.folds[meta.type][1](had.row, event, meta)
                found[key] = Told(row, (*had.made_of, (had.row, (event, meta))))
                if row is None:
                    del found[key]
        return list(found.values())

    def takes(self, view: View, viewer: Viewer, row: Any) -> bool:
        asked = view.name, viewer.organisation
        if asked not in self._asked:
            self._asked[asked] = self.rows_sight.any_of(view, viewer)
        return Selection(view.key, any_of=self._asked[asked]).takes(row)


def tells(view: View, row: Any, fact: Fact) -> bool:
    """Whether a row says more of an event than that it happened, when, and to which row."""
    event, meta = fact
    fold = view.folds[meta.type][1]
    keys = list(view.keys(event, meta))
    after = fold(row, event, meta)
    return any(fold(row, other, meta) != after for other in changed(event, view, meta, keys))


def changed(event: Any, view: View, meta: EventMeta, keys: list[str]) -> Iterator[Any]:
    """The event with another value in one field; where that field is no part of the row's key."""
    for one in fields(event):
        for value in others(getattr(event, one.name)):
            other = replace(event, **{one.name: value})
            try:
                if list(view.keys(other, meta)) == keys:
                    yield other
            except (StopIteration, KeyError, AttributeError, TypeError):
                continue


def others(value: Any) -> Iterable[Any]:
    match value:
        case bool():
            return [not value]
        case int() | Decimal():
            return [value + 1]
        case datetime() | date():
            return [value + timedelta(days=1)]
        case str():
            return [value + "x"]
        case tuple() | list() if value:
            return [type(value)(reversed(value))] if len(value) > 1 else []
    return []
