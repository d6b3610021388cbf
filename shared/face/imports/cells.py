"""What a cell of a sheet holds, as the plain JSON value that a command takes."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from shared.face.exports.cells import FEN_A_TEN_THOUSAND_YUAN, SQUARE_METRES_A_MU
from shared.face.imports.bad_cell import BadCell, not_what_it_seems
from shared.face.imports.marks import Mark
from shared.face.imports.template import Column, Kind
from shared.policy.languages import Text
from shared.schemas.text import one_form

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_SCIENTIFIC = re.compile(r"[+-]?\d(\.\d+)?[Ee]\+\d{2,}")
_ID = re.compile(r"[a-z0-9-]+")
_ERROR = re.compile(r"#([A-Z][A-Z0-9/]*[!?]|N/A|GETTING_DATA|无结果!|合并[A-Z0-9:]*!)")
"""As sheets show an error, and as a cell is `shown` that could not be read."""
_FLAGS = {"是": True, "否": False, "true": True, "false": False}
_SHOWN = Decimal("0.005")
"""The clerks' units are shown to two places: what differs by more is another value."""
_SAFE = Decimal(10) ** 15
"""Sheets keep fifteen digits: a longer number has lost its last ones."""
_CENT = Decimal("0.01")
_MOST_PLACES = 400
"""Before or after the point: more than a sheet's numbers have. `1e-999999999`, written as a text, would
take a gigabyte to write out."""


def value(column: Column, exact: Any, beside: Any) -> Any:
    """The value of a column, None for an empty cell.

    `beside` is the cell in 万元 or 亩: it must agree with the exact one, or stands alone. Of 亩 the
    square metres are rounded to two places, as a form does. Raises `BadCell`.
    """
    found = _meant(column, _bare(exact))
    try:
        beside = _bare(beside)
        return found if beside is None else _agreed(column, found, _number(beside))
    except BadCell as bad:
        bad.beside = True
        raise


def _agreed(column: Column, found: Any, beside: Decimal) -> Any:
    """What stands in both units: the exact one, where it is given."""
    if found is not None:
        if abs(Decimal(found) / _UNITS[column.kind] - beside) > _SHOWN:
            raise BadCell(Text(f"与“{column.title}”不一致", f"does not agree with {column.title}"))
        return found
    if column.kind == "area":
        return f"{_within(beside * 10_000 / 15).quantize(_CENT, ROUND_HALF_UP):f}"
    return _whole(beside * FEN_A_TEN_THOUSAND_YUAN)


def _meant(column: Column, cell: Any) -> Any:
    if cell is None:
        return None
    if column.words is None:
        return _READERS[column.kind](cell)
    text = _text(cell)
    meant = column.words.mean(text)
    if meant is not None:
        return meant
    if column.words.open:
        if _ID.fullmatch(text):
            return text
        value, said = list(column.words.said.items())[-1]
        raise BadCell(
            Text(
                f"{column.title}没有“{_short(text)}”，请填写全称或编号，如{said}或 {value}",
                f"{_short(text)} is none known here: give its full name or its id, as {value}",
            ),
        )
    told = "、".join(column.words.said.values())
    raise BadCell(
        Text(f"“{_short(text)}”不在可选项中：{told}", f"{_short(text)} is none of: {told}")
    )


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"


def _bare(cell: Any) -> Any:
    """A cell in one form, without the blanks around its text; None if nothing is left.

    Raises `BadCell` for a cell that does not hold what it seems to.
    """
    if isinstance(cell, Mark):
        raise not_what_it_seems(cell)
    if isinstance(cell, str):
        cell = one_form(cell).strip(" \t\r\n　\xa0")
        if _ERROR.fullmatch(cell):
            raise not_what_it_seems(Mark("error", cell))
    return None if cell == "" else cell


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return _with_all_digits(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{_number(cell):f}"
    raise BadCell(Text("须为文字", "must be text"))


def _with_all_digits(cell: str) -> str:
    """A sheet that shows a long number so, or copies it, gives its first digits alone."""
    if _SCIENTIFIC.fullmatch(cell):
        raise BadCell(
            Text(
                f"“{cell}”是丢失了位数的长数字，请以文本格式重新填写",
                f"{cell} is a long number that has lost its digits: write it anew as text",
            ),
        )
    return cell


def _number(cell: Any) -> Decimal:
    """A number of fifteen digits at most: what more a sheet keeps is the noise of its formulas."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise BadCell(Text("须为数字", "must be a number"))
    try:
        number = Decimal(f"{cell:.15g}" if isinstance(cell, float) else _plain(cell))
    except InvalidOperation:
        raise BadCell(Text("须为数字", "must be a number")) from None
    if not number.is_finite() or abs(number.adjusted()) > _MOST_PLACES:
        raise BadCell(Text("须为数字", "must be a number"))
    if not isinstance(cell, str) and abs(cell) >= _SAFE:
        raise BadCell(
            Text("超过 15 位，请以文本格式填写", "has more than 15 digits: write it as text")
        )
    return number


def _plain(cell: str | int) -> str:
    """A number's digits as plain ones, without the commas between thousands."""
    text = _with_all_digits(unicodedata.normalize("NFKC", str(cell)).replace(" ", ""))
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


def _whole(number: Decimal) -> int:
    if abs(number) >= Decimal(10) ** 30 or number != number.to_integral_value():
        raise BadCell(Text("须为整数", "must be a whole number"))
    return int(number)


def _integer(cell: Any) -> int:
    return _whole(_number(cell))


def _area(cell: Any) -> str:
    """Two places, so that an area has one spelling; what has more is refused by its kind."""
    number = _within(_number(cell))
    two = number.quantize(_CENT)
    return f"{two if two == number else number:f}"


def _within(area: Decimal) -> Decimal:
    if abs(area) >= _SAFE:
        raise BadCell(Text("数字过大", "is too great"))
    return area


def _day(cell: Any) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and (found := _DAY.fullmatch(unicodedata.normalize("NFKC", cell))):
        try:
            return date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            pass
    raise BadCell(Text("须为日期，如 2024-03-01", "must be a date as 2024-03-01"))


def _flag(cell: Any) -> bool:
    known = cell if isinstance(cell, bool) else _FLAGS.get(str(cell).lower())
    if known is None:
        raise BadCell(Text("须为“是”或“否”", "must be 是 or 否"))
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
