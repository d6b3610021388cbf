"""What a read model is: its columns, its folds, and who sees its rows. Declared as in `row`."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, get_args, get_origin

from shared.kernel.aggregate import Aggregate, Opening
from shared.kernel.aggregate.sight import flattened
from shared.kernel.log.recorded import EventMeta
from shared.schemas.personal import is_personal

SCALARS = (str, int, bool, Decimal, date, datetime)

_PARTS = re.compile("[#@]")
"""Between them stands in a key what a row is of."""

KeyOf = Callable[[Any, Any], str | Iterable[str]]
"""From an event and its `EventMeta` to the keys of the rows that it touches."""
FoldRow = Callable[..., Any]
"""From a row, an event and its `EventMeta` to the row as it is then."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as stored; `hint` is its annotation as written, whose kind may have words."""

    name: str
    type: type[Any]
    title: str
    hint: Any = None

    @property
    def personal(self) -> bool:
        """Whether it holds what is said of a person, sealed."""
        return is_personal(self.hint)

    @property
    def scalar(self) -> bool:
        return self.type in SCALARS

    @property
    def several(self) -> bool:
        """Whether it is a list of ids or of words, so that rows are found by one of them."""
        inner = get_args(self.hint)
        of_a_kind = bool(inner) and bool(getattr(inner[0], "__metadata__", ()))
        return get_origin(self.hint) in (list, tuple) and of_a_kind and not self.personal


@dataclass(frozen=True)
class View:
    """A read model as declared; `written` are its keys and folds as they stand in its module.

    Who sees a row follows from the aggregate `of` which it tells, or from that part of its events;
    `carried` names the columns that carry an attribute under another name, or none. Rows of more
    than one stream have openings of their own, `sight`.

    What can't be computed is set aside by the `aside_column`: the key, unless rows stand and fall
    together. Columns that are `indexed` are looked up by; several together, in their order. A `doubt`
    疑点 is what an auditor asks about the rows: all of them, or with a column `suspect` those of
    which that is true. `copied` 抄送 is the column of the organisations that are told of a row
    without having to act. Types that are taken `by_itself` need nothing but the event:
    neither their keys nor their folds are told what surrounds it.
    """

    name: str
    title: str
    key: str
    version: int
    source: str
    row: type[Any]
    columns: tuple[Column, ...]
    folds: dict[str, tuple[KeyOf, FoldRow]]
    of: Aggregate[Any] | None = None
    part: str = ""
    sight: tuple[Opening, ...] | None = None
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aside_column: str = ""
    indexed: tuple[str | tuple[str, ...], ...] = ()
    doubt: str = ""
    copied: str = ""
    written: dict[str, tuple[KeyOf | str, Callable[..., Any]]] = field(default_factory=dict)
    by_itself: set[str] = field(default_factory=set)

    @property
    def openings(self) -> tuple[Opening, ...] | None:
        """Whom its rows are opened to, by their columns; None where nothing is declared."""
        if self.of is None or self.of.sight is None:
            return self.sight
        return flattened(self.of.sight, self.of.parts[self.part]) if self.part else self.of.sight

    @cached_property
    def personal(self) -> tuple[str, ...]:
        """The columns that hold what is said of a person, sealed."""
        return tuple(column.name for column in self.columns if column.personal)

    def carriers(self, attribute: str) -> tuple[str, ...]:
        """The columns that carry an attribute of an opening."""
        return self.carried.get(attribute, (attribute,))

    @property
    def asks_for_metadata(self) -> bool:
        """Whether a key or a fold is told what surrounds an event."""
        return not self.folds.keys() <= self.by_itself

    @property
    def town_column(self) -> str:
        """The column by which towns see their own rows, or none."""
        towns = (c for o in self.openings or () if o.to == "town" for c in self.carriers(o.by))
        plain = {column.name for column in self.columns if column.scalar}
        return next((name for name in towns if name in plain), "")

    def begins(self, key: str, meta: EventMeta) -> bool:
        """Whether there can't be a row of that key before the event: nobody knew its id then."""
        return key.endswith(meta.event_id)

    def likely_begins(self, key: str, meta: EventMeta) -> bool:
        """Whether a row of that key is likely the first event's of the stream whose name it bears."""
        if meta.version != 1:
            return False
        if meta.stream in _PARTS.split(key):
            return True
        return self.of is not None and meta.stream == self.of.stream(key)

    def keys(self, event: Any, meta: EventMeta) -> Iterable[str]:
        """The keys of the rows that an event touches."""
        fold = self.folds.get(meta.type)
        if fold is None:
            return ()
        keys = fold[0](event, meta)
        return (keys,) if isinstance(keys, str) else keys

    def after(self, row: Any, key: str, event: Any, meta: EventMeta) -> Any:
        """The row of a key after an event that touches it; `row` and the answer None for none."""
        return self.folds[meta.type][1](row or self.new_row(key), event, meta)

    def new_row(self, key: str) -> Any:
        """A row before its first event: defaults, or the type's empty value."""
        return self.row(**{**self._empty, self.key: key})

    @cached_property
    def _empty(self) -> Mapping[str, Any]:
        empty: dict[str, Any] = {}
        for f in dataclasses.fields(self.row):
            if f.default is MISSING and f.default_factory is MISSING:
                column = next(c for c in self.columns if c.name == f.name)
                empty[f.name] = _EMPTY.get(column.type)
        return empty


_EMPTY: dict[type[Any], Any] = {str: "", int: 0, bool: False, Decimal: Decimal(0)}
