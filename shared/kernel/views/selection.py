"""Which rows of a view are wanted, in which order, from where on; in a store or in memory."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from shared.kernel.aggregate.viewer import values
from shared.kernel.views.definition import View

Operator = Literal["eq", "gte", "lte", "in", "has"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column must be; with `in`, one of a set; with `has`, a list with one of a set in it,
    where an empty text stands for a list with nothing in it.

    None is equal to an absent value only, also as one of a set.
    """

    column: str
    operator: Operator
    value: Any

    def holds(self, row: Any) -> bool:
        actual = getattr(row, self.column)
        match self.operator:
            case "in":
                return actual in self.value
            case "has":
                held = values(actual)
                return not self.value.isdisjoint(held or ("",))
            case "gte":
                return actual is not None and bool(actual >= self.value)
            case "lte":
                return actual is not None and bool(actual <= self.value)
        return bool(actual == self.value)


AnyOf = tuple[tuple[Condition, ...], ...] | None
"""Alternatives, the conditions of one of which must hold; None where none need."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows that meet all conditions, ordered by a column and then by key, absent values last.

    Of the alternatives `any_of`, if they are not None, one must hold besides: of none, none does.
    Each of the `words`, in small letters, must stand in one of the columns `within`.
    `after` is the (sort value, key) of the last row already seen: a page goes on after it,
    whatever was inserted meanwhile.
    """

    sort: str
    descending: bool = False
    conditions: tuple[Condition, ...] = ()
    any_of: AnyOf = None
    after: tuple[Any, str] | None = None
    limit: int | None = 50
    words: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def takes(self, row: Any) -> bool:
        """Whether a row meets the conditions."""
        if not all(condition.holds(row) for condition in self.conditions):
            return False
        if self.words and not self._tells(row):
            return False
        return self.any_of is None or any(all(c.holds(row) for c in a) for a in self.any_of)

    def _tells(self, row: Any) -> bool:
        """Whether every word stands in a row."""
        texts = [(getattr(row, name) or "").lower() for name in self.within]
        return all(any(word in text for text in texts) for word in self.words)

    def last(self, view: View, row: Any) -> tuple[Any, str]:
        """What `after` must be for the page after a row."""
        return getattr(row, self.sort), getattr(row, view.key)


def select_rows(view: View, rows: Iterable[Any], selection: Selection) -> tuple[list[Any], bool]:
    """The rows selected from memory, and whether more follow."""
    found = [row for row in rows if selection.takes(row)]
    found.sort(key=lambda row: getattr(row, view.key))
    present = [r for r in found if getattr(r, selection.sort) is not None]
    present.sort(key=lambda row: getattr(row, selection.sort), reverse=selection.descending)
    ordered = present + [r for r in found if getattr(r, selection.sort) is None]
    if selection.after is not None:
        ordered = [r for r in ordered if _is_after(view, r, selection)]
    if selection.limit is None:
        return ordered, False
    return ordered[: selection.limit], len(ordered) > selection.limit


def _is_after(view: View, row: Any, selection: Selection) -> bool:
    assert selection.after is not None
    value, last = selection.after
    actual, key = getattr(row, selection.sort), getattr(row, view.key)
    if actual is None or value is None or actual == value:
        return (actual is None and value is not None) or (actual == value and key > last)
    return bool(actual < value if selection.descending else actual > value)
