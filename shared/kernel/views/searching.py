"""Words looked for in several views at once, over one connection."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, func, select

from shared.kernel.views.definition import View
from shared.kernel.views.queries import Queries
from shared.kernel.views.selection import AnyOf

_ESCAPE = "/"
_LINE = "\n"
"""Between the texts of a row: no word has it."""


@dataclass(frozen=True)
class Searched:
    """A view, the columns within which words are looked for, and which rows may be told."""

    view: View
    within: tuple[str, ...]
    any_of: AnyOf = None

    def tells(self, row: Any, words: Sequence[str]) -> bool:
        """Whether every word, in small letters, stands in a row."""
        text = _LINE.join((getattr(row, name) or "").lower() for name in self.within)
        return all(word in text for word in words)


def searching(queries: Queries, table: Table, searched: Searched, words: int) -> Any:
    """The rows in which so many words stand, in the order of their keys: `word0`, `word1`, … are
    what `pattern` makes of them, `most` how many rows are wanted. Of what is sealed no store can
    tell: a view that has such columns is read as it is."""
    query = select(table)
    if searched.any_of is not None:
        query = query.where(queries.any(table, searched.any_of))
    if not searched.view.personal:
        first, *rest = (func.coalesce(table.c[name], "") for name in searched.within)
        text: Any = first
        for column in rest:
            text = text.concat(_LINE).concat(column)
        for n in range(words):
            query = query.where(func.lower(text).like(bindparam(f"word{n}"), escape=_ESCAPE))
    return query.order_by(table.c[searched.view.key]).limit(bindparam("most"))


def pattern(word: str) -> str:
    """What stands anywhere in a text."""
    for sign in (_ESCAPE, "%", "_"):
        word = word.replace(sign, _ESCAPE + sign)
    return f"%{word}%"
