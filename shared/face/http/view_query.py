"""The query of a view's address as a selection of rows: `?town=taoluo&sort=-due_on&limit=20`."""

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from shared.face.http.access import rows_seen
from shared.face.http.answer import plain
from shared.face.http.call import Call
from shared.face.http.parameter import invalid_parameter
from shared.face.http.problem import Problem
from shared.face.http.query import POSITION, choice, number, parameters, text, when
from shared.face.http.view_filters import filters, no_such_column, parameter
from shared.kernel.views.definition import Column, View
from shared.kernel.views.selection import Condition, Selection
from shared.policy.languages import Text


@parameters
class OfRow:
    """What a row is read by."""

    at: int | None = number("等到台账到此位置", 0, POSITION)
    as_of: Any = when("截至何时记录的事件", Text("位置", "a position"))
    effective: datetime | None = when("截至何时已发生的事件")


@parameters
class OfPage:
    """What a page of rows is read by; the rest are the view's filters."""

    open = True
    sort: str | None = text("排序字段，前加 - 为降序")
    limit: int = number("每页行数", 1, "page", default=50)
    after: str | None = text("上一页的 next")
    at: int | None = number("等到台账到此位置", 0, POSITION)
    as_of: Any = when("截至何时记录的事件", Text("位置", "a position"))
    effective: datetime | None = when("截至何时已发生的事件")
    format: str | None = choice("作为文件导出", "xlsx", "csv")
    only: str | None = text("导出时只要这些字段，以逗号分隔")
    q: str | None = text("各词均须出现在行内的文字中；载有个人信息的台账不按此筛选")


def selection(view: View, call: Call, asked: OfPage) -> Selection:
    """The rows that the query asks for and the caller may see. Raises `Problem` 422."""
    sort = view.key if asked.sort is None else asked.sort
    column = _column(view, sort.removeprefix("-"))
    if not column.scalar or column.personal:
        raise invalid_parameter(
            "sort", Text(f"{column.name} 不可排序", "a column with plain values")
        )
    return Selection(
        sort=column.name,
        descending=sort.startswith("-"),
        conditions=tuple(conditions(view, call)),
        any_of=rows_seen(call, view),
        after=opened(asked.after, sort, column) if asked.after is not None else None,
        limit=asked.limit,
        words=() if view.personal else tuple((asked.q or "").lower().split()),
        within=tuple(c.name for c in view.columns if c.type is str),
    )


def cursor(view: View, chosen: Selection, row: Any) -> str:
    """The opaque `after` of the page after a row."""
    sort = f"-{chosen.sort}" if chosen.descending else chosen.sort
    return base64.urlsafe_b64encode(plain([sort, *chosen.last(view, row)])).decode().rstrip("=")


def conditions(view: View, call: Call) -> list[Condition]:
    """What the rest of the address asks of a view's columns. Raises `Problem` 422."""
    known, found = filters(view), []
    for name, texts in call.rest.items():
        if name not in known:
            raise no_such_column(view, name)
        found.append(known[name].condition(texts))
    return found


def columns_named(view: View, only: str | None) -> tuple[str, ...]:
    """The columns that a list names, in the view's order; all without one. Raises `Problem` 422."""
    known = [column.name for column in view.columns]
    if only is None:
        return tuple(known)
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    for name in wanted:
        if name not in known:
            must = Text(f"须为此台账的字段：{', '.join(known)}", f"of {', '.join(known)}")
            raise invalid_parameter("only", must)
    return tuple(name for name in known if name in wanted)


def _column(view: View, name: str) -> Column:
    for column in view.columns:
        if column.name == name:
            return column
    raise no_such_column(view, "sort")


def opened(after: str, sort: str, column: Column) -> tuple[Any, str]:
    """The sort value and key that a cursor made for this sort holds. Raises `Problem` 422."""
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
    return parameter(column, "after").value_of(text), key


def _not_a_cursor() -> Problem:
    return invalid_parameter(
        "after", Text("须取自上一页的 next，且排序相同", "the `next` of a page of the same sort")
    )
