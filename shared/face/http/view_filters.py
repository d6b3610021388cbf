"""What a view may be filtered by: each column, equal to one of some values or within a range; a
column of several ids or words, by those one of which stands in it.

One table says of each type of column how a value is read, what it must be, and its schema.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from typing import Any, NamedTuple

from shared.face.http.moments import day, instant
from shared.face.http.parameter import Parameter, invalid_parameter
from shared.face.words import Words, words_for
from shared.kernel.views.definition import Column, View
from shared.kernel.views.selection import Condition, Operator
from shared.policy.languages import Text

_INT64 = 2**63 - 1
_HUNDREDTHS = r"-?[0-9]{1,15}(\.[0-9]{1,2})?"
OF_PAGES = frozenset({"sort", "limit", "after", "at", "as_of", "effective", "format", "q", "only"})
"""What an address of rows asks of the page: a column so called is filtered by its range alone."""
_RANGES: tuple[tuple[Operator, str], ...] = (("gte", "不小于"), ("lte", "不大于"))


@dataclass(frozen=True)
class Filter:
    """A parameter that a view's rows are filtered by."""

    column: Column
    operator: Operator
    parameter: Parameter

    def condition(self, texts: list[str]) -> Condition:
        """What rows must meet. Raises `Problem` 422. Empty means absent, but for text itself."""
        name = self.column.name
        if self.operator == "has":
            values = frozenset(self.parameter.value_of(text) for text in texts)
            return Condition(name, "has", values)
        if self.operator != "eq":
            return Condition(name, self.operator, self.parameter.value(texts))
        values = frozenset(map(self._equal_to, texts))
        if len(values) > 1:
            return Condition(name, "in", values)
        return Condition(name, "eq", *values)

    def _equal_to(self, text: str) -> Any:
        """The value of a text, None for what is absent. Raises `Problem` 422."""
        absent = text == "" and self.column.type is not str
        return None if absent else self.parameter.value_of(text)

    def described(self) -> dict[str, Any]:
        """The parameter object of OpenAPI."""
        one = self.operator not in ("eq", "has")
        return self.parameter.described() if one else self.parameter.described_many()


def filters(view: View) -> Mapping[str, Filter]:
    """The filters of a view, by the parameter's name."""
    row: Any = view.row
    return _filters(row)


@cache
def _filters(row: Any) -> Mapping[str, Filter]:
    view: View = row.definition
    found: dict[str, Filter] = {}
    for column in view.columns:
        if column.several and column.name not in OF_PAGES:
            told = parameter(column, column.name, column.title)
            found[column.name] = Filter(column, "has", told)
        if not column.scalar or column.personal:
            continue
        if column.name not in OF_PAGES:
            told = parameter(column, column.name, column.title)
            found[column.name] = Filter(column, "eq", told)
        for operator, sign in _RANGES if column.type is not bool else ():
            name = f"{column.name}__{operator}"
            told = parameter(column, name, f"{column.title}{sign}")
            found[name] = Filter(column, operator, told)
    return found


def parameter(column: Column, name: str, title: str = "") -> Parameter:
    """A parameter with values of a column's type; where clerks have a word, the word will do."""
    kind, words = _KINDS.get(column.type, _TEXT), words_for(column.hint)
    read = kind.read
    if words and kind is _TEXT:
        read = partial(_meant, words)
    must = Text(f"须为{kind.what.zh}", kind.what.en)
    return Parameter(name, title, must, read, kind.schema)


def _meant(words: Words, text: str) -> str:
    return words.mean(text) or text


def no_such_column(view: View, name: str) -> Exception:
    known = ", ".join(name for name in filters(view) if "__" not in name)
    return invalid_parameter(
        name[:100],
        Text(
            f"不可用于此台账；可用字段：{known}（范围用 __gte、__lte）",
            f"one of the view's fields, with __gte or __lte for a range: {known}",
        ),
    )


class _Kind(NamedTuple):
    what: Text
    read: Callable[[str], Any]
    schema: dict[str, Any]


def _integer(text: str) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        return None
    return int(text) if abs(int(text)) <= _INT64 else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if re.fullmatch(_HUNDREDTHS, text) else None
    except InvalidOperation:
        return None


def _utc(text: str) -> datetime | None:
    moment = instant(text)
    return moment.astimezone(UTC) if moment else None


_TEXT = _Kind(Text("文字", "text"), lambda text: text, {"type": "string"})
_KINDS: dict[type[Any], _Kind] = {
    str: _TEXT,
    int: _Kind(Text("整数", "an integer"), _integer, {"type": "integer"}),
    bool: _Kind(
        Text(" true 或 false", "true or false"),
        {"true": True, "false": False}.get,
        {"type": "boolean"},
    ),
    Decimal: _Kind(
        Text("数字，最多两位小数", "a number with at most two decimal places"),
        _decimal,
        {"type": "string", "pattern": f"^{_HUNDREDTHS}$"},
    ),
    date: _Kind(
        Text("日期，如 2024-03-01", "a date as 2024-03-01"),
        day,
        {"type": "string", "format": "date"},
    ),
    datetime: _Kind(
        Text("带时区的时刻", "an instant with its offset"),
        _utc,
        {"type": "string", "format": "date-time"},
    ),
}
