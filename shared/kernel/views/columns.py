"""How a row's values are kept in PostgreSQL and SQLite, exactly."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, TypedDict, get_type_hints

import msgspec
from sqlalchemy import BigInteger, Boolean, Date, Text
from sqlalchemy.types import TypeEngine

from shared.kernel.log.column_types import Exact, Instant
from shared.kernel.views.compiled import are_integers, bits, joined, values_of
from shared.kernel.views.definition import Column, View
from shared.schemas.codec import decode_as, encode

_TYPES: dict[type[Any], TypeEngine[Any]] = {
    str: Text(),
    int: BigInteger(),
    bool: Boolean(),
    Decimal: Exact(),
    date: Date(),
    datetime: Instant(),
}


def column_type(column: Column) -> TypeEngine[Any]:
    """The stored type of a column; what is no scalar is JSON text."""
    return _TYPES.get(column.type, Text())


MOST_INTEGER = 2**63 - 1
MOST_DECIMAL = Decimal(10**16)
"""In hundredths it still fits where integers stand for it."""
MOST_TEXT = 16 * 1024 * 1024
"""A store takes a gigabyte; a row that is written with every event should not come near it."""
LONGEST_KEY_BYTES = 2_000
"""An entry of PostgreSQL's indexes has at most some 2,700 bytes."""


class DoesNotFit(ValueError):
    """A value that no column can hold."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} does not fit its column")


_FITS: dict[type[Any], Callable[[Any], bool]] = {
    str: lambda v: (
        isinstance(v, str)
        and len(v) <= MOST_TEXT
        and "\x00" not in v
        and (v.isascii() or bool(v.encode()))
    ),
    int: lambda v: type(v) is int and abs(v) <= MOST_INTEGER,
    bool: lambda v: isinstance(v, bool),
    Decimal: lambda v: isinstance(v, Decimal) and v.is_finite() and abs(v) <= MOST_DECIMAL,
    date: lambda v: type(v) is date,
    datetime: lambda v: isinstance(v, datetime) and v.tzinfo is not None,
}
"""What both stores take; a text with half a surrogate pair raises `UnicodeEncodeError`."""


class RowCodec:
    """Turns a view's rows into stored values and back."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._hints = get_type_hints(view.row)
        self._values = values_of(tuple(c.name for c in view.columns))
        self._nested = {c.name for c in view.columns if not c.scalar}
        self._fits = [(c.name, _FITS[c.type]) for c in view.columns if c.scalar]
        self._bounds: dict[str, int | Decimal] = {
            c.name: MOST_INTEGER if c.type is int else MOST_DECIMAL
            for c in view.columns
            if c.type in (int, Decimal)
        }
        integers = tuple(name for name, most in self._bounds.items() if most is MOST_INTEGER)
        self._bits, self._are_integers = bits(integers), are_integers(integers, MOST_INTEGER)
        texts = tuple(c.name for c in view.columns if c.type is str)
        self._texts = joined(texts)
        self._others = [(n, fits) for n, fits in self._fits if n not in {*integers, *texts}]
        self._decimals = [name for name in self._bounds if name not in integers]

    def check(self, row: Any, slack: int = 1) -> None:
        """Raise `DoesNotFit` unless both stores can hold the row's numbers `slack` times over."""
        looked_at: Iterable[str] = self._decimals
        try:
            if self._bits(row) * slack > MOST_INTEGER:
                looked_at = self._bounds
        except TypeError:  # one is None
            looked_at = self._bounds
        for name in looked_at:
            value = getattr(row, name)
            if value is not None and abs(value) * slack > self._bounds[name]:
                raise DoesNotFit(name)

    def store(self, row: Any) -> dict[str, Any]:
        """The row's values as both stores take them. Raises `DoesNotFit`, and what encoding raises,
        of a value that one of them would refuse."""
        values = self._values(row)
        for name, fits in self._others if self._is_plain(row) else self._fits:
            if values[name] is not None and not fits(values[name]):
                raise DoesNotFit(name)
        key = values[self._view.key]
        if 4 * len(key) > LONGEST_KEY_BYTES and len(key.encode()) > LONGEST_KEY_BYTES:
            raise DoesNotFit(self._view.key)
        for name in self._nested:
            values[name] = encode(values[name])
            if len(values[name]) > MOST_TEXT:
                raise DoesNotFit(name)
        return values

    def _is_plain(self, row: Any) -> bool:
        """Whether its integers and texts fit, looked at all together."""
        try:
            return self._are_integers(row) and _FITS[str](self._texts(row))
        except (TypeError, UnicodeEncodeError):
            return False

    @cached_property
    def _told(self) -> Any:
        hints, columns = self._hints, self._view.columns
        told = {c.name: (c.type if c.scalar else hints[c.name]) | None for c in columns}
        return TypedDict("Told", told)  # type: ignore[operator]

    def read(self, told: bytes | msgspec.Raw) -> Any:
        """A row that was told as JSON. A column of words may have none of them yet: what it holds is
        read as it is kept."""
        return self._view.row(**decode_as(self._told, told))

    def restore(self, stored: Any) -> Any:
        values = dict(stored)
        for name in self._nested:
            values[name] = decode_as(self._hints[name], values[name])
        return self._view.row(**values)
