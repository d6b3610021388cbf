"""The query of a view's address as a selection of rows: `?town=taoluo&sort=-due_on&limit=20`."""

import base64
import binascii
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.face.http.access import rows_seen
from shared.face.http.answer import plain
from shared.face.http.call import Call
from shared.face.http.moments import day, instant
from shared.face.http.problem import Problem
from shared.face.http.query import invalid_parameter
from shared.kernel.views.definition import Column, View
from shared.kernel.views.selection import Condition, Operator, Selection

_OPERATORS: dict[str, Operator] = {"": "eq", "gte": "gte", "lte": "lte"}
_INT64 = 2**63 - 1
_HUNDREDTHS = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")


def selection(view: View, call: Call) -> Selection:
    """The rows that the query asks for and the caller may see. Raises `Problem` 422."""
    given = call.given
    sort = view.key if given["sort"] is None else given["sort"]
    descending = sort.startswith("-")
    column = _column(view, sort.removeprefix("-"), "sort")
    if not column.scalar:
        raise invalid_parameter("sort", f"{column.name} 不可排序", "a column with plain values")
    after = given["after"]
    names = [name for name in call.request.args if name not in given]
    return Selection(
        sort=column.name,
        descending=descending,
        conditions=tuple(_condition(view, n, call.request.args.getlist(n)) for n in names),
        any_of=rows_seen(call, view),
        after=_opened(after, sort, column) if after is not None else None,
        limit=given["limit"],
    )


def cursor(view: View, chosen: Selection, row: Any) -> str:
    """The opaque `after` of the page behind a row."""
    sort = f"-{chosen.sort}" if chosen.descending else chosen.sort
    return base64.urlsafe_b64encode(plain([sort, *chosen.last(view, row)])).decode().rstrip("=")


def _condition(view: View, name: str, texts: list[str]) -> Condition:
    field, _, suffix = name.partition("__")
    column = _column(view, field, name)
    if suffix not in _OPERATORS or not column.scalar or (suffix and column.type is bool):
        raise _unknown(view, name)
    if len(texts) == 1:
        return Condition(field, _OPERATORS[suffix], _value(column, texts[0], name, bool(suffix)))
    if suffix:
        raise invalid_parameter(name, "只能出现一次", "given once")
    return Condition(field, "in", frozenset(_value(column, t, name, True) for t in texts))


def _column(view: View, field: str, name: str) -> Column:
    for column in view.columns:
        if column.name == field:
            return column
    raise _unknown(view, name)


def _unknown(view: View, name: str) -> Problem:
    known = ", ".join(column.name for column in view.columns if column.scalar)
    return invalid_parameter(
        name[:100],
        f"不可用于此台账；可用字段：{known}（范围用 __gte、__lte）",
        f"one of the view's fields, with __gte or __lte for a range: {known}",
    )


def _value(column: Column, text: str, name: str, required: bool) -> Any:
    """The text of a query as the column's type; empty means absent, but for text itself."""
    if text == "" and column.type is not str and not required:
        return None
    zh, en, read = _READERS[column.type]
    value = read(text)
    if value is None:
        raise invalid_parameter(name, f"须为{zh}", en)
    return value


def _opened(after: str, sort: str, column: Column) -> tuple[Any, str]:
    try:
        padded = after.encode("ascii") + b"=" * (-len(after) % 4)
        opened = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        made_for, value, key = opened
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise _not_a_cursor() from None
    if made_for != sort or not isinstance(key, str) or isinstance(value, list | dict):
        raise _not_a_cursor()
    if value is None:
        return None, key
    text = json.dumps(value) if isinstance(value, bool) else str(value)
    return _value(column, text, "after", True), key


def _not_a_cursor() -> Problem:
    return invalid_parameter(
        "after", "须取自上一页的 next，且排序相同", "the `next` of a page of the same sort"
    )


def _integer(text: str) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        return None
    return int(text) if abs(int(text)) <= _INT64 else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if _HUNDREDTHS.fullmatch(text) else None
    except InvalidOperation:
        return None


def _utc(text: str) -> datetime | None:
    moment = instant(text)
    return moment.astimezone(UTC) if moment else None


_READERS: dict[type[Any], tuple[str, str, Callable[[str], Any]]] = {
    str: ("文字", "text", lambda text: text),
    int: ("整数", "an integer", _integer),
    bool: (" true 或 false", "true or false", {"true": True, "false": False}.get),
    Decimal: ("数字，最多两位小数", "a number with at most two decimal places", _decimal),
    date: ("日期，如 2024-03-01", "a date as 2024-03-01", day),
    datetime: ("带时区的时刻", "an instant with its offset", _utc),
}
