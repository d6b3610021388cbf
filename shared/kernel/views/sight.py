"""Which rows of a view an organisation sees, as conditions for the store: derived from the sight
that is declared beside the aggregates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from shared.kernel.aggregate import Aggregate, Opening
from shared.kernel.aggregate.seeing import named_in
from shared.kernel.aggregate.sight import BY_ATTRIBUTE, Lookup
from shared.kernel.aggregate.viewer import Viewer, held_labels, labels
from shared.kernel.views.definition import View
from shared.kernel.views.selection import AnyOf, Condition
from shared.policy.registry import Registry

OPERATOR = "operator:"
"""The label of what is declared to nobody."""


@dataclass(frozen=True)
class RowSight:
    """The sight of one service's rows: its aggregates by category, and who operates it."""

    registry: Registry
    aggregates: Mapping[str, Aggregate[Any]]
    operator: str

    def any_of(self, view: View, viewer: Viewer) -> AnyOf:
        """The alternatives of which a row must meet one; None where every row is seen."""
        openings = view.openings
        if openings is None:
            return None if viewer.organisation == self.operator else ()
        viewer = self._here(viewer)
        named = named_in(view.of, self.registry) if view.of else frozenset()
        found: list[tuple[Condition, ...]] = []
        for opening in openings:
            for alternative in _alternatives(view, opening, viewer, named):
                if not alternative:
                    return None
                found.append(alternative)
        return tuple(found)

    def _here(self, viewer: Viewer) -> Viewer:
        """The viewer with what it holds in this service: categories, and labels."""
        named = {c: named_in(a, self.registry) for c, a in self.aggregates.items()}
        held = held_labels(viewer, named)
        if viewer.organisation == self.operator:
            held |= {OPERATOR}
        always = frozenset(
            c for c, a in self.aggregates.items() if _always(a, viewer, named[c]) and viewer.city
        )
        return replace(viewer, held={**viewer.held, "label": held, "category": always})


def labels_of(aggregate: Aggregate[Any], found: Lookup) -> tuple[str, ...]:
    """Whom a stream's own sight lets in as it stands, for a row that `to_labelled` opens."""
    if aggregate.sight is None:
        return (OPERATOR,)
    return labels(aggregate.sight, found, aggregate.category)


def _always(aggregate: Aggregate[Any], viewer: Viewer, named: frozenset[str]) -> bool:
    return any(viewer.always(o, named) for o in aggregate.sight or () if not o.once)


def _alternatives(
    view: View, opening: Opening, viewer: Viewer, named: frozenset[str]
) -> list[tuple[Condition, ...]]:
    """One for each column that carries what the opening reads; an empty one holds for every row."""
    if not all(view.carriers(flag) for flag in opening.once):
        return []
    carried = chain.from_iterable(view.carriers(flag) for flag in opening.once)
    flags = tuple(Condition(name, "eq", True) for name in carried)
    if opening.to not in BY_ATTRIBUTE:
        return [flags] if viewer.always(opening, named) else []
    held = viewer.holding(opening.to)
    if not held:
        return []
    plain = {column.name for column in view.columns if column.scalar}
    return [
        (*flags, Condition(name, "in" if name in plain else "has", held))
        for name in view.carriers(opening.by)
    ]
