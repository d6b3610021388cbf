"""Before an append: can every ledger hold the rows that the decided events lead to?

Ordinary amounts need no look: thousands of millions of them fit in a row. Only what is out of the
ordinary is folded into the rows as they stand, and refused where a row would come near what a
store can hold. What is under way meanwhile is bounded by the writer's queue, and the room that is
left holds all of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shared.kernel.aggregate.carrying import carried
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.reader import NotBuilt, ViewReader
from shared.policy.languages import Text

ORDINARY_INTEGER = 10**12
"""Ten thousand million yuan in fen."""
ORDINARY_DECIMAL = Decimal(10**9)
"""A thousand square kilometres."""
ORDINARY_YEARS = range(1950, 2101)
SLACK = 2
"""A row must have room for twice what it holds: for what is under way at the same time."""


class RowCheck:
    """Begins, for each unit of work, a look at the present rows of the service's own views."""

    def __init__(self, reader: ViewReader, views: Iterable[View]) -> None:
        self._reader = reader
        self._views = [view for view in views if reader.own(view) and view.folds]
        self._codecs = {view.name: RowCodec(view) for view in self._views}

    def __call__(self) -> "RowsAhead":
        return RowsAhead(self._reader, self._views, self._codecs)


class RowsAhead:
    """The rows that a unit's events lead to, as far as something extraordinary touches them.

    What is decided later in the unit, such as an import's next row, stands on top of them.
    """

    def __init__(
        self, reader: ViewReader, views: Sequence[View], codecs: Mapping[str, RowCodec]
    ) -> None:
        self._reader, self._views, self._codecs = reader, views, codecs
        self._rows: dict[tuple[str, str], Any] = {}

    def __call__(self, decided: Sequence[tuple[Any, EventMeta]]) -> None:
        """Raise `Refused` by the rule `can-be-carried`; the rows are then as before."""
        changed: dict[tuple[str, str], Any] = {}
        for event, meta in decided:
            extraordinary = _extraordinary(event)
            if extraordinary or self._rows or changed:
                for view in self._views:
                    if meta.type in view.folds:
                        self._fold(view, event, meta, changed, looks=extraordinary)
        self._rows |= changed

    def _fold(
        self,
        view: View,
        event: Any,
        meta: EventMeta,
        changed: dict[tuple[str, str], Any],
        *,
        looks: bool,
    ) -> None:
        with carried(meta.stream, Text(f"台账“{view.title}”", f"ledger {view.name}")):
            keys = list(view.keys(event, meta))
        for key in keys:
            at = view.name, key
            known = at in changed or at in self._rows
            if not known and not looks:
                continue
            row = changed.get(at, self._rows.get(at)) if known else self._present(view, key)
            with carried(meta.stream, Text(f"台账“{view.title}”", f"ledger {view.name}")):
                after = view.after(row, key, event, meta)
                if after is not None:
                    self._codecs[view.name].check(after, SLACK)
                    self._codecs[view.name].store(after)
            changed[at] = after

    def _present(self, view: View, key: str) -> Any:
        try:
            return self._reader.get(view, key)[0]
        except NotBuilt:
            return None


def _extraordinary(value: Any) -> bool:
    """Whether a value, or one within it, is larger or further away than what happens."""
    match value:
        case bool() | str() | None:
            return False
        case int():
            return abs(value) > ORDINARY_INTEGER
        case Decimal():
            return abs(value) > ORDINARY_DECIMAL
        case date():
            return value.year not in ORDINARY_YEARS
        case tuple() | list():
            return any(map(_extraordinary, value))
        case dict():
            return any(map(_extraordinary, value.values()))
    if is_dataclass(value):
        return any(_extraordinary(getattr(value, f.name)) for f in fields(value))
    return False
