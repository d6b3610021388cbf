"""A selection of rows as a query of the table that keeps them."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, false, func, literal, or_, select, true

from shared.kernel.views.definition import View
from shared.kernel.views.selection import Condition, Selection
from shared.schemas.codec import encode

Alternatives = tuple[tuple[Condition, ...], ...]


class Queries:
    """Queries of views' tables; `by_code_points` makes a column compare as Python does."""

    def __init__(self, by_code_points: Callable[[Any], Any]) -> None:
        self._by_code_points = by_code_points

    def rows(self, view: View, table: Table, selection: Selection) -> Any:
        """The rows of a page in their order, and one more where more follow."""
        query = select(table).where(self.meets(table, selection))
        sort = table.c[selection.sort]
        order, key = self._by_code_points(sort), self._by_code_points(table.c[view.key])
        absent = sort.is_(None)
        if selection.after is not None:
            value, last = selection.after
            later = and_(absent, key > last)
            if value is not None:
                bound = literal(value, sort.type)
                further = order < bound if selection.descending else order > bound
                later = or_(absent, further, and_(order == bound, key > last))
            query = query.where(later)
        query = query.order_by(absent, order.desc() if selection.descending else order, key)
        return query if selection.limit is None else query.limit(selection.limit + 1)

    def meets(self, table: Table, selection: Selection) -> ColumnElement[bool]:
        """That a row is one of those selected, on whatever page."""
        conditions = [self._condition(table, c) for c in selection.conditions]
        if selection.words:
            texts = [func.lower(table.c[name]) for name in selection.within]
            told = ((t.contains(w, autoescape=True) for t in texts) for w in selection.words)
            conditions += [or_(false(), *of_word) for of_word in told]
        if selection.any_of is not None:
            conditions.append(self.any(table, selection.any_of))
        return and_(true(), *conditions)

    def counts(self, table: Table, selection: Selection, of: Sequence[Sequence[Condition]]) -> Any:
        """How many of the rows selected meet each of several lists of conditions, as one row."""
        each = (and_(true(), *(self._condition(table, c) for c in conditions)) for conditions in of)
        counted = (func.count(case((meets, 1))) for meets in each)
        return select(*counted).select_from(table).where(self.meets(table, selection))

    def any(self, table: Table, alternatives: Alternatives) -> Any:
        """That the conditions of one alternative hold; of none, that nothing does."""
        each = ([self._condition(table, c) for c in conditions] for conditions in alternatives)
        return or_(false(), *(and_(true(), *conditions) for conditions in each))

    def _condition(self, table: Table, condition: Condition) -> Any:
        column = table.c[condition.column]
        match condition.operator:
            case "in":
                present = column.in_(sorted(v for v in condition.value if v is not None))
                return or_(present, column.is_(None)) if None in condition.value else present
            case "has":
                return or_(false(), *(_has(column, value) for value in condition.value))
            case "gte":
                return self._by_code_points(column) >= condition.value
            case "lte":
                return self._by_code_points(column) <= condition.value
        return column.is_(None) if condition.value is None else column == condition.value


def _has(column: Any, value: str) -> Any:
    """That a list, which is kept as JSON, has a text in it; has nothing in it, for an empty text.

    Taken out, the text leaves another list: to SQLite's LIKE capitals are small letters.
    """
    return func.replace(column, encode(value), "") != column if value else column == encode([])
