"""The rows of a view that nobody reads yet: kept in memory, each written once however often it
changed."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from shared.kernel.log import rows
from shared.kernel.log.recorded import split_type
from shared.kernel.log.stretch import Told
from shared.kernel.views.definition import FoldRow, KeyOf, View
from shared.kernel.views.fold import Change, fold
from shared.kernel.views.folding import Prepared, RowFolding
from shared.kernel.views.set_aside import Failure, put_aside
from shared.schemas.codec import decoding

GATHERED = 20_000
"""Rows that are kept before they are written: some twenty megabytes."""
WRITTEN_AT_ONCE = 1_000
"""Rows."""
MOST_KEYS = 1_000_000
"""Keys of written rows that are kept, some hundred megabytes; of more, each row that is not at hand
is looked for."""


class RowsUnfit(Exception):
    """Some rows can't be made or stored, and more must be known of the event that is to blame."""


class Taking(NamedTuple):
    """How a view takes the events of one stored type."""

    decode: Callable[[str], Any]
    keys: KeyOf
    fold: FoldRow


class GatheredRows(RowFolding):
    """Folds an empty table from a log's first event on, and writes its rows now and then.

    What can't be folded is set aside as everywhere. `settle` must be called at the end.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._written: set[str] | None = set()
        self._changed: set[str] = set()
        self._takings: dict[str, Taking | None] = {}

    def gather(self, told: Iterable[Told]) -> Prepared:
        """As `prepare`, from what was read for this view alone.

        Raises `UnknownEvent`, and `RowsUnfit` where nobody can tell the rows of an event.
        """
        changes: list[Change] = []
        takings = self._takings
        for position, type, data, meta in told:
            try:
                taking = takings[type]
            except KeyError:
                taking = takings[type] = self._taking(type)
            if taking is None:
                continue
            decode, keys_of, take = taking
            event = decode(data)
            try:
                keys: Any = keys_of(event, meta)
                if isinstance(keys, str):
                    changes.append((keys, event, take, position, meta))
                else:
                    changes += [(key, event, take, position, meta) for key in keys]
            except Exception as error:
                raise RowsUnfit(f"the rows of {type} at {position} can't be told") from error
        return Prepared(b"", b"", changes, {})

    def _taking(self, type: str) -> Taking | None:
        name, version = split_type(type)
        known = self.view.folds.get(name)
        if known is None:
            return None
        keys, take = known
        if not self.view.asks_for_metadata:
            take = self.view.written[name][1]
        return Taking(decoding(name, version), keys, take)

    def write(self, connection: Connection, table: Table, prepared: Prepared) -> None:
        """Raises `RowsUnfit`."""
        changes = prepared.changes
        if self._aside:
            changes = [change for change in changes if change[0] not in self._aside]
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
        self._changed |= after.keys()
        if len(self._known) > GATHERED:
            self.settle(connection, table)
            self._known = {}

    def _before(
        self, connection: Connection, table: Table, changes: list[Change]
    ) -> tuple[dict[str, Any], dict[str, Failure]]:
        """The rows that the changes touch; those that were never written are not looked for."""
        keys = {change[0] for change in changes}
        found = {key: self._known.get(key) for key in keys}
        missing = {key for key in self._are_written(keys) if key not in self._known}
        if not missing:
            return found, {}
        again = [change for change in changes if change[0] in missing]
        read, unreadable = self._rows(connection, table, {}, again)
        return {k: row for k, row in (found | read).items() if k not in unreadable}, unreadable

    def settle(self, connection: Connection, table: Table) -> None:
        """Write what has changed since it was written. Raises `RowsUnfit`."""
        waiting = {key: self._known[key] for key in self._changed}
        kept, unfit = self._stored(dict.fromkeys(waiting), waiting)
        if unfit:
            raise RowsUnfit(f"{len(unfit)} of its rows do not fit their columns")
        gone = self._are_written({key for key, row in waiting.items() if row is None})
        if gone:
            rows.delete(connection, table, gone)
        for first in range(0, len(kept), WRITTEN_AT_ONCE):
            rows.upsert(connection, table, kept[first : first + WRITTEN_AT_ONCE])
        self._changed = set()
        if self._written is not None:
            self._written |= {row[self.view.key] for row in kept}
            if len(self._written) > MOST_KEYS:
                self._written = None

    def _are_written(self, keys: set[str]) -> set[str]:
        """Those that may have been written: all, where there are too many to know."""
        return keys if self._written is None else keys & self._written
