"""What changed of a view's rows between two times."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shared.kernel.views.definition import View

Kind = Literal["new", "gone", "changed"]
KINDS: tuple[Kind, ...] = ("new", "gone", "changed")


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row `before` and `after`, None where there was none; the `columns` that differ, of a row
    that is there at both times."""

    key: str
    before: Any
    after: Any
    columns: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "changed"


def changes_between(
    view: View, before: Iterable[Any], after: Iterable[Any], columns: Sequence[str]
) -> Iterator[RowChange]:
    """The rows that are new, gone, or differ in one of the `columns`, in the order of their keys."""
    then = {getattr(row, view.key): row for row in before}
    now = {getattr(row, view.key): row for row in after}
    for key in sorted(then.keys() | now.keys()):
        first, last = then.get(key), now.get(key)
        if first is None or last is None:
            yield RowChange(key, first, last)
        elif differing := tuple(c for c in columns if getattr(first, c) != getattr(last, c)):
            yield RowChange(key, first, last, differing)
