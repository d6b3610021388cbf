"""Read models as row classes: a dataclass of columns, and a pure fold per event.

    @view("fund-ledger", title="资金台账", key="fund", version=1, of=FUND)
    class FundLedger:
        fund: str = column("资金")
        allocated_fen: int = column("下达（分）", 0)

    @FundLedger.on(FundsAllocated)
    def allocated(row: FundLedger, event: FundsAllocated, meta: EventMeta) -> FundLedger:
        return replace(row, allocated_fen=row.allocated_fen + event.amount_fen)

A fold answers the row as it is after the event, or None to remove it. Raise the version whenever
columns or folds change: the new version is built from the log beside the old one.
"""

import dataclasses
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from types import ModuleType
from typing import (
    Any,
    Literal,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from shared.kernel.aggregate import Aggregate, Opening
from shared.kernel.aggregate.sight import flattened
from shared.kernel.log.recorded import EventMeta

T = TypeVar("T")

SCALARS = (str, int, bool, Decimal, date, datetime)


KeyOf = Callable[[Any, EventMeta], str | Iterable[str]]
FoldRow = Callable[[Any, Any, EventMeta], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as stored; `hint` is its annotation as written, whose kind may have words."""

    name: str
    type: type[Any]
    title: str
    hint: Any = None

    @property
    def scalar(self) -> bool:
        return self.type in SCALARS


@dataclass(frozen=True)
class View:
    """A read model as declared.

    Who sees a row follows from the aggregate `of` which it tells, or from that part of its events;
    `carried` names the columns that carry an attribute under another name, or none. Rows of more
    than one stream have openings of their own, `sight`.

    What can't be computed is set aside by the `aside_column`: the key, unless rows stand and fall
    together.
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

    @property
    def openings(self) -> tuple[Opening, ...] | None:
        """Whom its rows are opened to, by their columns; None where nothing is declared."""
        if self.of is None or self.of.sight is None:
            return self.sight
        return flattened(self.of.sight, self.of.parts[self.part]) if self.part else self.of.sight

    def carriers(self, attribute: str) -> tuple[str, ...]:
        """The columns that carry an attribute of an opening."""
        return self.carried.get(attribute, (attribute,))

    @property
    def town_column(self) -> str:
        """The column by which towns see their own rows, or none."""
        towns = (c for o in self.openings or () if o.to == "town" for c in self.carriers(o.by))
        plain = {column.name for column in self.columns if column.scalar}
        return next((name for name in towns if name in plain), "")

    def keys(self, event: Any, meta: EventMeta) -> Iterable[str]:
        """The keys of the rows that an event touches."""
        fold = self.folds.get(meta.type)
        if fold is None:
            return ()
        keys = fold[0](event, meta)
        return (keys,) if isinstance(keys, str) else keys

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


def column(title: str, default: Any = MISSING, factory: Callable[[], Any] | None = None) -> Any:
    """A column with its Chinese title and, unless it is the type's empty value, its default."""
    metadata = {"title": title}
    if factory is not None:
        return field(default_factory=factory, metadata=metadata)
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass_transform(frozen_default=True, field_specifiers=(column,))
def view(
    name: str,
    *,
    title: str,
    key: str,
    version: int,
    source: str = "",
    of: Aggregate[Any] | None = None,
    part: str = "",
    sight: Sequence[Opening] | None = None,
    carried: Mapping[str, Sequence[str]] | None = None,
    aside_column: str = "",
) -> Callable[[type[T]], Any]:
    """Declare a row class as a read model; `source` names another service whose log it follows.

    Of its sight see `View`: without `of` or `sight` none but the operator sees it.
    """

    def declare(cls: type[T]) -> type[T]:
        row = dataclass(frozen=True)(cls)
        definition = View(
            name, title, key, version, source, row, _columns(row), {}, of, part,
            None if sight is None else tuple(sight),
            {attribute: tuple(names) for attribute, names in (carried or {}).items()},
            aside_column or key,
        )  # fmt: skip
        row.definition = definition  # type: ignore[attr-defined]
        row.on = staticmethod(_registrar(definition))  # type: ignore[attr-defined]
        return row

    return declare


def _registrar(definition: View) -> Callable[..., Callable[[Any], Any]]:
    def on(*events: type[Any], key: KeyOf | str | None = None) -> Callable[[Any], Any]:
        def register(fold: Any) -> Any:
            plain = len(inspect.signature(fold).parameters) == 2
            full: FoldRow = (lambda row, event, _: fold(row, event)) if plain else fold
            for event in events:
                definition.folds[event.__name__] = (_key_of(definition, event, key), full)
            return fold

        return register

    return on


def _key_of(definition: View, event: type[Any], key: KeyOf | str | None) -> KeyOf:
    if callable(key):
        return key
    name = key or definition.key
    if name in {f.name for f in dataclasses.fields(event)}:
        return lambda e, _: getattr(e, name)
    return lambda _, meta: meta.id


def _columns(row: type[Any]) -> tuple[Column, ...]:
    stored, written = get_type_hints(row), get_type_hints(row, include_extras=True)
    return tuple(
        Column(f.name, _bare(stored[f.name]), f.metadata.get("title", f.name), written[f.name])
        for f in dataclasses.fields(row)
    )


def _bare(hint: Any) -> type[Any]:
    """`date | None` is stored as a date, an enumeration as text; what is no scalar as JSON."""
    options = [a for a in get_args(hint) if a is not type(None)]
    if hint in SCALARS:
        return hint  # type: ignore[no-any-return]
    if get_origin(hint) is Literal:
        return str
    if len(options) == 1 and type(None) in get_args(hint):
        return _bare(options[0])
    return dict


def definitions(*rows: type[Any]) -> list[View]:
    """The definitions of row classes declared with `@view`."""
    return [row.definition for row in rows]


def rows_of(module: ModuleType) -> list[type[Any]]:
    """The row classes that a module declares with `@view`. Raises `TypeError` where it has none."""
    found = [
        value
        for value in vars(module).values()
        if hasattr(value, "definition") and value.__module__ == module.__name__
    ]
    if not found:
        raise TypeError(f"{module.__name__} declares no view")
    return found
