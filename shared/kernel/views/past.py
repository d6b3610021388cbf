"""A view as it was: folded in memory from the log, up to a position or a moment."""

import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from shared.kernel.log.log import Log
from shared.kernel.log.meta import decode_meta, instant
from shared.kernel.log.recorded import Recorded
from shared.kernel.subscription.incoming import Incoming, from_record
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.fold import changes_in, fold
from shared.kernel.views.selection import AnyOf, Selection
from shared.kernel.views.set_aside import Failure, Missing

PAGE = 500


@dataclass(frozen=True, slots=True)
class Until:
    """The last position, the last instant of recording, or of happening, that counts."""

    position: int | None = None
    recorded: datetime | None = None
    effective: datetime | None = None

    def includes(self, record: Recorded) -> bool:
        if self.position is not None:
            return record.position <= self.position
        if self.effective is not None:
            return decode_meta(record.meta).effective <= self.effective
        return self.recorded is None or instant(record.recorded_at) <= self.recorded

    def ends_with(self, record: Recorded) -> bool:
        """Whether nothing counts after a record that does not. What happened is recorded in any
        order."""
        return self.effective is None and not self.includes(record)


class Folded(NamedTuple):
    """The rows by key as they were, the last position that they show, and the keys of what could
    not be computed, each with the position of the event that it could not take."""

    rows: dict[str, Any]
    position: int
    incomplete: dict[str, int]

    def missing(self, view: View, any_of: AnyOf) -> Missing:
        """What could not be computed, as far as the rows tell that one may be told of it."""
        if any_of is None or not self.incomplete:
            return Missing(sorted(self.incomplete), {})
        seen = Selection("", any_of=any_of).takes
        placing = ((getattr(row, view.aside_column), row) for row in self.rows.values())
        placed = [(key, seen(row)) for key, row in placing if key in self.incomplete]
        left = self.incomplete.keys() - {key for key, _ in placed}
        told = sorted({key for key, is_seen in placed if is_seen})
        return Missing(told, {key: self.incomplete[key] for key in left})


def rows_until(log: Log, view: View, until: Until) -> Folded:
    """A view as it was."""
    [folded] = rows_at(log, view, until)
    return folded


def rows_at(log: Log, view: View, *times: Until) -> list[Folded]:
    """A view as it was at each of these times, of one reading of the log; lets others run between
    two pages."""
    folds = [(until, _Fold(view)) for until in times]
    for page in _whole(log):
        events = [from_record(log.service, record) for record in page]
        for until, rows in folds:
            rows.take([e for e, record in zip(events, page, strict=True) if until.includes(record)])
        if all(until.ends_with(page[-1]) for until in times):
            break
        time.sleep(0)
    return [rows.folded() for _, rows in folds]


class _Fold:
    """A view's rows in memory."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._look = RowCodec(view).check
        self._rows: dict[str, Any] = {}
        self._aside: dict[str, int] = {}
        self._reached = 0

    def take(self, events: list[Incoming]) -> None:
        if not events:
            return
        changes, failures = changes_in(self._view, events)
        self._set_aside(failures)  # what can't be computed stays as it was, as in the view itself
        changes = [change for change in changes if change[0] not in self._aside]
        before = {key: self._rows.get(key) for key, *_ in changes}
        after, failures = fold(self._view, before, changes, self._look)
        self._set_aside(failures)
        self._rows |= after
        self._reached = events[-1].position

    def folded(self) -> Folded:
        rows = {key: row for key, row in self._rows.items() if row is not None}
        return Folded(rows, self._reached, self._aside)

    def _set_aside(self, failures: Mapping[str, Failure]) -> None:
        for key, failure in failures.items():
            self._aside.setdefault(key, failure.position)


def batches_until(log: Log, until: Until, stream: str = "") -> Iterator[list[Incoming]]:
    """The whole log up to that point, or one stream of it, page by page; lets others run between
    two pages."""
    for page in _stream(log, stream) if stream else _whole(log):
        if counted := [record for record in page if until.includes(record)]:
            yield [from_record(log.service, record) for record in counted]
        if until.ends_with(page[-1]):
            return
        time.sleep(0)


def _whole(log: Log) -> Iterator[list[Recorded]]:
    reached = 0
    while page := log.read(reached, PAGE):
        yield page
        reached = page[-1].position


def _stream(log: Log, name: str) -> Iterator[list[Recorded]]:
    reached = 0
    while page := log.store.history(name, reached, sys.maxsize, PAGE):
        yield page
        reached = page[-1].version
