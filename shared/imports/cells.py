"""What a cell of a sheet holds, as the plain JSON value that a command takes."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.export.cells import FEN_A_TEN_THOUSAND_YUAN, SQUARE_METRES_A_MU
from shared.imports.template import Column, Kind

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FLAGS = {"是": True, "否": False, "true": True, "false": False}
_SHOWN = Decimal("0.005")
"""The clerks' units are shown to two places: what differs by more is another value."""
_SAFE = Decimal(10) ** 15
"""Sheets keep fifteen digits: a longer number has lost its last ones."""


class BadCell(Exception):
    """A cell can't be what its column is for; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def value(column: Column, exact: Any, beside: Any) -> Any:
    """The value of a column, None for an empty cell.

    `beside` is the cell in 万元 or 亩: it must agree with the exact one, and money may be given in
    万元 alone. Raises `BadCell`.
    """
    exact, beside = _bare(exact), _bare(beside)
    if exact in column.words:
        return column.words[exact]
    found = None if exact is None else _READERS[column.kind](exact)
    if beside is None:
        return found
    rounded = _number(beside)
    if found is not None:
        if abs(Decimal(found) / _UNITS[column.kind] - rounded) > _SHOWN:
            raise BadCell(
                f"与“{column.beside}”不一致", f"does not agree with the column {column.beside}"
            )
        return found
    if column.kind == "area":
        raise BadCell(
            f"须填写；“{column.beside}”只能并列填写，不足以精确换算",
            f"must be given: {column.beside} beside it is not exact",
        )
    return _whole(rounded * FEN_A_TEN_THOUSAND_YUAN)


def _bare(cell: Any) -> Any:
    """A cell without the blanks around its text; None if nothing is left."""
    if isinstance(cell, str):
        cell = cell.strip(" \t\r\n　\xa0")
    return None if cell == "" else cell


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, str | int | float) and not isinstance(cell, bool):
        return str(cell)
    raise BadCell("须为文字", "must be text")


def _number(cell: Any) -> Decimal:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise BadCell("须为数字", "must be a number")
    try:
        number = Decimal(str(cell))
    except InvalidOperation:
        raise BadCell("须为数字", "must be a number") from None
    if not number.is_finite():
        raise BadCell("须为数字", "must be a number")
    if isinstance(cell, float) and abs(number) >= _SAFE:
        raise BadCell("超过 15 位，请以文本填写", "has more than 15 digits: write it as text")
    return number


def _whole(number: Decimal) -> int:
    if abs(number) >= Decimal(10) ** 30 or number != number.to_integral_value():
        raise BadCell("须为整数", "must be a whole number")
    return int(number)


def _integer(cell: Any) -> int:
    return _whole(_number(cell))


def _area(cell: Any) -> str:
    """Two places, so that an area has one spelling; what has more is refused by its kind."""
    number = _number(cell)
    if abs(number) >= _SAFE:
        raise BadCell("数字过大", "is too great")
    two = number.quantize(Decimal("0.01"))
    return f"{two if two == number else number:f}"


def _day(cell: Any) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and (found := _DAY.fullmatch(cell)):
        try:
            return date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            pass
    raise BadCell("须为日期，如 2024-03-01", "must be a date as 2024-03-01")


def _flag(cell: Any) -> bool:
    known = cell if isinstance(cell, bool) else _FLAGS.get(str(cell).lower())
    if known is None:
        raise BadCell("须为“是”或“否”", "must be 是 or 否")
    return known


_READERS: dict[Kind, Callable[[Any], Any]] = {
    "text": _text,
    "integer": _integer,
    "fen": _integer,
    "area": _area,
    "date": _day,
    "flag": _flag,
}
_UNITS: dict[Kind, Decimal] = {
    "fen": Decimal(FEN_A_TEN_THOUSAND_YUAN),
    "area": SQUARE_METRES_A_MU,
}
