"""The folds of one view over batches of events: rows loaded once, folded, written once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from shared.log.recorded import EventMeta
from shared.subscription.incoming import Incoming
from shared.views import rows
from shared.views.columns import RowCodec
from shared.views.definition import View

REMEMBERED = 2_000
"""Rows that are remembered from batch to batch; the next often touches the same."""


class Prepared(NamedTuple):
    """What a batch means for a view: (row key, event, meta) in order, and the hashes of the
    source at which the batch begins and ends."""

    begins: bytes
    ends: bytes
    changes: list[tuple[str, Any, EventMeta]]


class RowFolding:
    """Moves one view's table.

    Remembered rows are those of one table at one point of the source's history. Whatever else
    happened to the table meanwhile (a batch rolled back, another replica's), its next batch begins
    elsewhere, and the rows are loaded anew.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._codec = RowCodec(view)
        self._known: dict[str, Any] = {}
        self._known_at = ("", b"")

    def prepare(self, events: Sequence[Incoming]) -> Prepared:
        """Decode what concerns this view."""
        wanted = [e for e in events if e.meta.type in self.view.folds]
        decoded = [(e.event(), e.meta) for e in wanted]
        changes = [(key, event, m) for event, m in decoded for key in self.view.keys(event, m)]
        return Prepared(events[0].prev_hash, events[-1].hash, changes)

    def write(self, connection: Connection, table: Table, prepared: Prepared) -> None:
        known = self._known if self._known_at == (table.name, prepared.begins) else {}
        before = self._rows(connection, table, known, {key for key, _, _ in prepared.changes})
        after = dict(before)
        for key, event, meta in prepared.changes:
            row = after[key] or self.view.new_row(key)
            after[key] = self.view.folds[meta.type][1](row, event, meta)
        gone = [key for key, row in after.items() if row is None and before[key] is not None]
        kept = [row for key, row in after.items() if row is not None and row != before[key]]
        if gone:
            rows.delete(connection, table, gone)
        if kept:
            rows.upsert(connection, table, [self._codec.store(row) for row in kept])
        remembered = {**known, **after}
        self._known = remembered if len(remembered) <= REMEMBERED else after
        self._known_at = table.name, prepared.ends

    def _rows(
        self, connection: Connection, table: Table, known: dict[str, Any], keys: set[str]
    ) -> dict[str, Any]:
        """The rows of these keys, None where there is none."""
        found: dict[str, Any] = {key: known.get(key) for key in keys}
        if missing := keys - known.keys():
            for row in rows.load(connection, table, missing):
                restored = self._codec.restore(row._mapping)
                found[getattr(restored, self.view.key)] = restored
        return found
