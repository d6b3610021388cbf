"""The folds of one view over batches of events: rows loaded once, folded, written once."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from shared.kernel.log import rows
from shared.kernel.log.at_once import AlreadyThere
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.fold import Change, changes_in, fold
from shared.kernel.views.remembering import Remembering
from shared.kernel.views.set_aside import Failure, keys_set_aside, put_aside

REMEMBERED = 2_000
"""Rows that are remembered from batch to batch; the next often touches the same."""


class Prepared(NamedTuple):
    """What a batch means for a view: the changes of its rows in order, the hashes of the source at
    which the batch begins and ends, and what nobody can tell the rows of, by stream."""

    begins: bytes
    ends: bytes
    changes: list[Change]
    failures: dict[str, Failure]


class RowFolding(Remembering):
    """Moves one view's table, and remembers its rows: the next batch often touches the same.

    Where it `presumes`, a row that likely begins with an event is not looked for, but must then be
    new: where it is not, or nothing would tell, writing raises `AlreadyThere`, at once or as the
    transaction ends, and the batch is to be written again by one who looks.
    """

    presumes = False

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self._codec = RowCodec(view)
        self._known: dict[str, Any] = {}
        self._aside: set[str] = set()

    def concerns(self, event: Incoming) -> bool:
        return event.meta.type in self.view.folds

    def prepare(self, events: Sequence[Incoming]) -> Prepared:
        """Decode what concerns this view."""
        changes, failures = changes_in(self.view, events)
        return Prepared(events[0].prev_hash, events[-1].hash, changes, failures)

    def write(self, connection: Connection, table: Table, prepared: Prepared) -> None:
        if not prepared.changes and not prepared.failures:
            self.go_on(prepared.begins, prepared.ends)
            return
        continues = self.remembers(table, prepared.begins)
        known = self._known if continues else {}
        aside = self._aside if continues else keys_set_aside(connection, table.name)
        changes = prepared.changes
        if aside:
            changes = [change for change in changes if change[0] not in aside]
        new = self._presumed_new(known, changes)
        before, unreadable = self._rows(connection, table, known, changes, new)
        if unreadable:
            changes = [change for change in changes if change[0] not in unreadable]
        after, kept, failures = self._computed(before, changes)
        if any(after.get(key) is None for key in new):  # nothing is written that would tell
            raise AlreadyThere
        failures = {**prepared.failures, **unreadable, **failures}
        put_aside(connection, table.name, {k: f for k, f in failures.items() if k not in aside})
        gone = [key for key, row in after.items() if row is None and before[key] is not None]
        if gone:
            rows.delete(connection, table, gone)
        if new:
            key = self.view.key
            rows.insert(connection, table, [row for row in kept if row[key] in new])
            kept = [row for row in kept if row[key] not in new]
        if kept:
            rows.upsert(connection, table, kept)
        known |= after
        self._known = known if len(known) <= REMEMBERED else after
        self._aside = aside | failures.keys()
        self.reach(table, prepared.ends)

    def _presumed_new(self, known: dict[str, Any], changes: list[Change]) -> set[str]:
        if not self.presumes:
            return set()
        likely = self.view.likely_begins
        found = (key for key, *_, meta in changes if meta and likely(key, meta))
        return {key for key in found if key not in known}

    def _computed(
        self, before: dict[str, Any], changes: list[Change]
    ) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Failure]]:
        """The rows after the changes, the stored values of those that differ, and what failed."""
        after, failures = fold(self.view, before, changes, self._codec.check)
        kept, unfit = self._stored(before, after)
        if unfit:  # which event it was that led there is found by looking after each
            again = [change for change in changes if change[0] in unfit]
            late = {key: before[key] for key in unfit}
            rows_again, failed_again = fold(self.view, late, again, self._codec.store)
            after |= rows_again
            failures |= failed_again
            kept, _ = self._stored(before, after)
        return after, kept, failures

    def _stored(
        self, before: dict[str, Any], after: dict[str, Any]
    ) -> tuple[list[dict[str, Any]], set[str]]:
        kept, unfit = [], set()
        for key, row in after.items():
            if row is not None and row != before[key]:
                try:
                    kept.append(self._codec.store(row))
                except Exception:
                    unfit.add(key)
        return kept, unfit

    def _rows(
        self,
        connection: Connection,
        table: Table,
        known: dict[str, Any],
        changes: list[Change],
        new: Collection[str] = (),
    ) -> tuple[dict[str, Any], dict[str, Failure]]:
        """The rows that the changes touch, None where there is none, and what can't be read."""
        found: dict[str, Any] = {}
        unreadable: dict[str, Failure] = {}
        missing = set()  # asked key by key: to subtract `known.keys()` goes through all of them
        for key, _, _, _, meta in changes:
            if key not in found:
                found[key] = known.get(key)
                if not (key in known or key in new or (meta and self.view.begins(key, meta))):
                    missing.add(key)
        if missing:
            for row in rows.load(connection, table, missing):
                key = row[self.view.key]
                try:
                    found[key] = self._codec.restore(row)
                except Exception as error:
                    first = next(position for k, _, _, position, _ in changes if k == key)
                    unreadable[key] = Failure(first, error)
                    del found[key]
        return found, unreadable
