"""Read models as row classes: a dataclass of columns, and a pure fold per event.

    @view("fund-ledger", title="资金台账", key="fund", version=1, of=FUND)
    class FundLedger(Row):
        fund: str = column("资金")
        allocated_fen: int = column("下达（分）", 0)

    @FundLedger.on(FundsAllocated)
    def allocated(row: FundLedger, event: FundsAllocated, meta: EventMeta) -> FundLedger:
        return replace(row, allocated_fen=row.allocated_fen + event.amount_fen)

A fold answers the row as it is after the event, or None to remove it. Raise the version whenever
columns or folds change: the new version is built from the log beside the old one. A snapshot of
every view's shape, in tests/contracts, holds you to it.
"""

import dataclasses
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, field
from types import ModuleType
from typing import (
    Any,
    ClassVar,
    Literal,
    Protocol,
    Self,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

from shared.kernel.aggregate import Aggregate, Opening
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.compiled import copying
from shared.kernel.views.definition import SCALARS, Column, FoldRow, KeyOf, View
from shared.schemas.frozen import frozen

R = TypeVar("R", bound="Row")
E = TypeVar("E")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


class Row:
    """A row of a read model; `definition` is what `view` made of its class."""

    __slots__ = ()
    definition: ClassVar[View]

    @classmethod
    def on(
        cls,
        event: type[E],
        or_a: type[A] | None = None,
        or_b: type[B] | None = None,
        or_c: type[C] | None = None,
        or_d: type[D] | None = None,
        /,
        *more: type[Any],
        key: KeyOf | str | None = None,
    ) -> "Folding[Self, E | A | B | C | D]":
        """Declare a fold of one or more events: from (row, event[, meta]) to the row or None.

        `key` tells the rows that an event touches, or names its field that does; by default that
        is the field named as the view's key, and else the stream's id. Type checkers know the
        first five events one by one.
        """
        definition = cls.definition
        events = [e for e in (event, or_a, or_b, or_c, or_d, *more) if e is not None]

        def declare(fold: Any) -> Any:
            plain = len(inspect.signature(fold).parameters) == 2
            full: FoldRow = (lambda row, event, _: fold(row, event)) if plain else fold
            for each in events:
                if each.__name__ in definition.folds:
                    raise ValueError(f"{definition.name} folds {each.__name__} twice")
                by = key or definition.key
                if plain and _by_itself(each, by):
                    definition.by_itself.add(each.__name__)
                definition.folds[each.__name__] = (_keys(each, by), full)
                definition.written[each.__name__] = (by, fold)
            return fold

        return declare


def replace(row: R, /, **changes: Any) -> R:
    """A row with other values in some columns, as a fold answers it; type checkers know which.

    As `dataclasses.replace`, in an eighth of its time. Raises TypeError of a name that is no
    column's.
    """
    kind: Any = type(row)
    try:
        made: R = copying(kind)(row, changes)
    except AttributeError as error:
        wrong = sorted(changes.keys() - {c.name for c in row.definition.columns})
        raise TypeError(f"{kind.__name__} has no column {', '.join(wrong)}") from error
    return made


class Folding(Protocol[R, E]):
    """Takes a fold of these rows and events, and no other."""

    @overload
    def __call__(self, fold: Callable[[R, E], R | None], /) -> Callable[[R, E], R | None]: ...
    @overload
    def __call__(
        self, fold: Callable[[R, E, EventMeta], R | None], /
    ) -> Callable[[R, E, EventMeta], R | None]: ...


def column(title: str, default: Any = MISSING, factory: Callable[[], Any] | None = None) -> Any:
    """A column with its Chinese title and, unless it is the type's empty value, its default."""
    metadata = {"title": title}
    if factory is not None:
        return field(default_factory=factory, metadata=metadata)
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(column,))
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
    indexed: Sequence[str | tuple[str, ...]] = (),
    doubt: str = "",
    copied: str = "",
) -> Callable[[type[R]], type[R]]:
    """Declare a row class as a read model; `source` names another service whose log it follows.

    Of its sight see `View`: without `of` or `sight` none but the operator sees it.
    """

    def declare(cls: type[R]) -> type[R]:
        if taken := {"on", "definition"} & vars(cls).keys():
            raise TypeError(f"{name}: {taken} can't be columns, a row class has them for itself")
        row = frozen(cls, slots=True)
        row.definition = View(
            name, title, key, version, source, row, _columns(row), {}, of, part,
            None if sight is None else tuple(sight),
            {attribute: tuple(names) for attribute, names in (carried or {}).items()},
            aside_column or key, tuple(indexed), doubt, copied,
        )  # fmt: skip
        if row.definition.personal and (part or sight is not None or not (of and of.sight)):
            raise TypeError(f"{name} says something of persons: who sees a whole stream sees it")
        return row

    return declare


def definitions(*rows: type[Row]) -> list[View]:
    """The definitions of row classes declared with `@view`."""
    return [row.definition for row in rows]


def rows_of(module: ModuleType) -> list[type[Row]]:
    """The row classes that a module declares with `@view`. Raises `TypeError` where it has none."""
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Row)
        and value.__module__ == module.__name__
    ]
    if not found:
        raise TypeError(f"{module.__name__} declares no view")
    return found


def _keys(event: type[Any], by: KeyOf | str) -> KeyOf:
    if callable(by):
        return by
    if _is_field(event, by):
        return lambda e, _: getattr(e, by)
    return lambda _, meta: meta.id


def _is_field(event: type[Any], by: str) -> bool:
    return by in {f.name for f in dataclasses.fields(event)}


def _by_itself(event: type[Any], by: KeyOf | str) -> bool:
    """Whether the event alone tells the key: it is its field, or of a function that calls the rest
    `_`. One that asks for it all the same is given it by a rebuild that begins again."""
    if callable(by):
        return all(name.startswith("_") for name in [*inspect.signature(by).parameters][1:])
    return _is_field(event, by)


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
