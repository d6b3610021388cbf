"""The rows of a view that nobody reads yet: kept in memory, each written once however often it
changed."""

from typing import Any

from sqlalchemy import Connection, Table

from shared.kernel.log import rows
from shared.kernel.views.definition import View
from shared.kernel.views.fold import Change, fold
from shared.kernel.views.folding import Prepared, RowFolding
from shared.kernel.views.set_aside import Failure, put_aside

GATHERED = 5_000
"""Rows that are kept before they are written: a few megabytes."""
WRITTEN_AT_ONCE = 1_000
"""Rows."""


class RowsUnfit(Exception):
    """Some rows can't be stored, and which event made them so is no longer known."""


class GatheredRows(RowFolding):
    """Folds an empty table from a log's first event on, and writes its rows now and then.

    What can't be folded is set aside as everywhere. `settle` must be called at the end.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._has_written = False

    def write(self, connection: Connection, table: Table, prepared: Prepared) -> None:
        """Raises `RowsUnfit`."""
        changes = [change for change in prepared.changes if change[0] not in self._aside]
        before, unreadable = self._before(connection, table, changes)
        if unreadable:
            changes = [change for change in changes if change[0] not in unreadable]
        after, failures = fold(self.view, before, changes, self._codec.check)
        failures = {**prepared.failures, **unreadable, **failures}
        put_aside(
            connection, table.name, {k: f for k, f in failures.items() if k not in self._aside}
        )
        self._aside |= failures.keys()
        self._known |= after
        if len(self._known) > GATHERED:
            self.settle(connection, table)

    def _before(
        self, connection: Connection, table: Table, changes: list[Change]
    ) -> tuple[dict[str, Any], dict[str, Failure]]:
        """The rows that the changes touch; while the table is empty, it is not asked."""
        if self._has_written:
            return self._rows(connection, table, self._known, changes)
        return {key: self._known.get(key) for key, _, _ in changes}, {}

    def settle(self, connection: Connection, table: Table) -> None:
        """Write what waits. Raises `RowsUnfit`."""
        kept, unfit = self._stored(dict.fromkeys(self._known), self._known)
        if unfit:
            raise RowsUnfit(f"{len(unfit)} of its rows do not fit their columns")
        if self._has_written:
            gone = [key for key, row in self._known.items() if row is None]
            if gone:
                rows.delete(connection, table, gone)
        for first in range(0, len(kept), WRITTEN_AT_ONCE):
            rows.upsert(connection, table, kept[first : first + WRITTEN_AT_ONCE])
        self._has_written = self._has_written or bool(kept)
        self._known = {}
