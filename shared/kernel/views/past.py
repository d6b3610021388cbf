"""A view as it was: folded in memory from the log, up to a position or a moment."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from shared.kernel.log.log import Log
from shared.kernel.log.meta import event_meta, instant
from shared.kernel.log.recorded import Recorded, split_type
from shared.kernel.views.definition import View
from shared.schemas.codec import decode

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
    while page := log.read(reached, PAGE):
        for record in page:
            if not until.includes(record):
                return Folded(rows, reached, aside)
            _fold(log.service, view, rows, aside, record)
            reached = record.position
        time.sleep(0)
    return Folded(rows, reached, aside)


def _fold(
    service: str, view: View, rows: dict[str, Any], aside: set[str], record: Recorded
) -> None:
    """What can't be computed stays as it was, as in the view itself."""
    name, version = split_type(record.type)
    if name not in view.folds:
        return
    event = decode(name, version, record.data)
    meta = event_meta(service, record)
    try:
        keys = [key for key in view.keys(event, meta) if key not in aside]
    except Exception:
        aside.add(meta.stream)
        return
    for key in keys:
        try:
            row = view.folds[name][1](rows.get(key) or view.new_row(key), event, meta)
        except Exception:
            aside.add(key)
            continue
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row
