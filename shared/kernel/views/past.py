"""A view as it was: folded in memory from the log, up to a position or a moment."""

import time
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, NamedTuple

from shared.kernel.log.log import Log
from shared.kernel.log.meta import instant
from shared.kernel.log.recorded import Recorded
from shared.kernel.subscription.incoming import from_record
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.fold import changes_in, fold

PAGE = 500


@dataclass(frozen=True, slots=True)
class Until:
    """The last position, or the last instant of recording, that counts."""

    position: int | None = None
    recorded: datetime | None = None

    def includes(self, record: Recorded) -> bool:
        if self.position is not None:
            return record.position <= self.position
        return self.recorded is None or instant(record.recorded_at) <= self.recorded


class Folded(NamedTuple):
    """The rows by key as they were, the last position that they show, and the keys of what could
    not be computed."""

    rows: dict[str, Any]
    position: int
    incomplete: set[str]


def rows_until(log: Log, view: View, until: Until) -> Folded:
    """A view as it was.

    Reads the whole log up to that point, page by page, and lets others run between two pages.
    """
    rows: dict[str, Any] = {}
    aside: set[str] = set()
    reached = 0
    look = RowCodec(view).check
    while page := log.read(reached, PAGE):
        counted = list(takewhile(until.includes, page))
        changes, failures = changes_in(view, (from_record(log.service, r) for r in counted))
        aside |= failures.keys()  # what can't be computed stays as it was, as in the view itself
        changes = [change for change in changes if change[0] not in aside]
        before = {key: rows.get(key) for key, _, _ in changes}
        after, failures = fold(view, before, changes, look)
        aside |= failures.keys()
        rows |= after
        reached = counted[-1].position if counted else reached
        if len(counted) < len(page):
            break
        time.sleep(0)
    return Folded({k: row for k, row in rows.items() if row is not None}, reached, aside)
