"""Reads the rows of views: one, a page of them, or all that match."""

import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, Table, select

from shared.kernel.log.batch import TableMissing
from shared.kernel.log.database import Database
from shared.kernel.log.log import Watermark
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.grouping import Groups, grouping, groups_of
from shared.kernel.views.queries import Queries
from shared.kernel.views.searching import Searched, pattern, searching
from shared.kernel.views.selection import AnyOf, Condition, Selection
from shared.kernel.views.set_aside import (
    Missing,
    SetAside,
    count_set_aside,
    positions_set_aside,
    rows_set_aside,
)
from shared.kernel.views.statements import Statements
from shared.kernel.views.tables import ViewTables, live_table_of, view_tables_of
from shared.kernel.views.totals import Asked, Totals, totals_of
from shared.kernel.views.visibility import LOOK_SECONDS, Visibility

R = TypeVar("R")

_BATCH = 1_000


class NotBuilt(Exception):
    """No table of the view, in the version that this code has, is live yet."""


class Page(NamedTuple):
    """Rows in the order asked for, whether more follow, the position that they show, and what could
    not be computed of what the selection's alternatives open."""

    rows: list[Any]
    more: bool
    position: int
    missing: Missing


@dataclass(frozen=True)
class _Kept:
    """A view with the table that is read, and how far it has come."""

    table: Table
    position: int


class ViewReader:
    """The views of one service; `visible` is what its own follower tells of its progress."""

    def __init__(
        self,
        database: Database,
        views: Iterable[View],
        service: str,
        *,
        visible: Watermark | None = None,
    ) -> None:
        self._database = database
        self._queries = Queries(database.by_code_points)
        self._statements = Statements()
        self._service = service
        self.views = {view.name: view for view in views}
        self._codecs = {view.name: RowCodec(view) for view in self.views.values()}
        self._tables = ViewTables()
        self.visibility = Visibility(database, filter(self.own, self.views.values()), visible)

    def own(self, view: View) -> bool:
        """Whether the view follows this service's own log."""
        return view.source in ("", self._service)

    def get(self, view: View, key: str) -> tuple[Any | None, int]:
        """A row by its key, or None, and the position that it shows. Raises `NotBuilt`."""

        def read(connection: Connection, kept: _Kept) -> tuple[Any | None, int]:
            wanted = select(kept.table).where(kept.table.c[view.key] == key)
            row = connection.execute(wanted).first()
            found = self._codecs[view.name].restore(row._mapping) if row else None
            return found, kept.position

        return self._reading(view, read)

    def find(self, view: View, **equals: Any) -> list[Any]:
        """Every row whose columns have these values, in the order of their keys."""
        conditions = tuple(Condition(name, "eq", value) for name, value in equals.items())
        return self.page(view, Selection(sort=view.key, conditions=conditions, limit=None)).rows

    def page(self, view: View, selection: Selection) -> Page:
        """The rows selected. Raises `NotBuilt`, `StoreUnavailable`."""
        return self._reading(
            view, lambda connection, kept: self._page(connection, kept, view, selection)
        )

    def _page(self, connection: Connection, kept: _Kept, view: View, selection: Selection) -> Page:
        query = self._statements.of(
            ("rows", kept.table, selection),
            lambda: self._queries.rows(view, kept.table, selection),
        )
        codec = self._codecs[view.name]
        rows = [codec.restore(row._mapping) for row in connection.execute(query)]
        more = selection.limit is not None and len(rows) > selection.limit
        missing = self._missing(connection, kept, view, selection.any_of)
        return Page(rows[: selection.limit], more, kept.position, missing)

    def search(
        self, several: Sequence[Searched], words: Sequence[str], most: int
    ) -> list[tuple[list[Any], bool]]:
        """The rows of each view in which every word stands, at most so many, and whether there are
        more. Raises `NotBuilt`, `StoreUnavailable`."""
        told = {f"word{n}": pattern(word) for n, word in enumerate(words)}

        def read(connection: Connection) -> list[tuple[list[Any], bool]]:
            pairs = {(one.view.name, one.view.version) for one in several}
            standing = sorted(view_tables_of(connection, pairs), key=lambda s: s.generation)
            live = {s.view: s for s in standing if s.live}
            found = []
            for one in several:
                if one.view.name not in live:
                    raise NotBuilt(one.view.name)
                table = self._tables.table(one.view, live[one.view.name].generation)
                query = self._statements.of(
                    ("search", table, one.within, one.any_of, len(words)),
                    partial(searching, self._queries, table, one, len(words)),
                )
                rows = connection.execute(query, {**told, "most": most + 1}).all()
                codec = self._codecs[one.view.name]
                kept = [codec.restore(row._mapping) for row in rows[:most]]
                found.append((kept, len(rows) > most))
            return found

        return self._read(read)

    def totals(self, view: View, selection: Selection, asked: Asked) -> Totals:
        """What the rows selected come to, whatever page of them is looked at. Raises `NotBuilt`,
        `StoreUnavailable`."""

        def read(connection: Connection, kept: _Kept) -> Totals:
            meets = self._queries.meets(kept.table, selection)
            by = self._database.by_code_points
            return totals_of(connection, kept.table, meets, asked, kept.position, by)

        return self._reading(view, read)

    def counts(
        self, view: View, selection: Selection, of: Mapping[str, Sequence[Condition]]
    ) -> tuple[dict[str, int], int]:
        """How many of the rows selected meet each of several lists of conditions, by one statement,
        and the position that they show. Raises `NotBuilt`, `StoreUnavailable`."""

        def read(connection: Connection, kept: _Kept) -> tuple[dict[str, int], int]:
            return self._counts(connection, kept, selection, of), kept.position

        return self._reading(view, read)

    def counted_page(
        self,
        view: View,
        selection: Selection,
        counted: Selection,
        of: Mapping[str, Sequence[Condition]],
    ) -> tuple[Page, dict[str, int]]:
        """A page, and how many rows of another selection meet each of several lists of conditions.
        Raises `NotBuilt`, `StoreUnavailable`."""

        def read(connection: Connection, kept: _Kept) -> tuple[Page, dict[str, int]]:
            counts = self._counts(connection, kept, counted, of)
            return self._page(connection, kept, view, selection), counts

        return self._reading(view, read)

    def _counts(
        self,
        connection: Connection,
        kept: _Kept,
        selection: Selection,
        of: Mapping[str, Sequence[Condition]],
    ) -> dict[str, int]:
        query = self._statements.of(
            ("counts", kept.table, selection, tuple(of.items())),
            lambda: self._queries.counts(kept.table, selection, list(of.values())),
        )
        return dict(zip(of, map(int, connection.execute(query).one()), strict=True))

    def groups(
        self, view: View, selection: Selection, by: Sequence[str], adds: Sequence[str]
    ) -> Groups:
        """The rows selected, counted and added up by the values of columns. Raises `NotBuilt`,
        `StoreUnavailable`."""

        def read(connection: Connection, kept: _Kept) -> Groups:
            query = self._statements.of(
                ("groups", kept.table, selection, tuple(by), tuple(adds)),
                lambda: grouping(kept.table, self._queries.meets(kept.table, selection), by, adds),
            )
            return groups_of(connection, query, kept.table, by, adds, kept.position)

        return self._reading(view, read)

    @contextmanager
    def every(self, view: View, selection: Selection) -> Iterator[tuple[int, Iterator[Any]]]:
        """The position, and every row selected at that position, a batch at a time.

        Raises `NotBuilt`, `StoreUnavailable`.
        """
        with self._database.snapshot() as connection:
            kept = self._kept(connection, view)
            query = self._queries.rows(view, kept.table, selection)
            codec = self._codecs[view.name]
            found = connection.execute(query.execution_options(yield_per=_BATCH))
            yield kept.position, (codec.restore(row._mapping) for row in found)

    def answer(
        self, view: View, query: Callable[[Table], Select[Any]], of: Hashable = None
    ) -> list[Any]:
        """What a statement of one's own answers of a view's live table; a statement that is built
        `of` something is built once.

        Raises `NotBuilt`, `StoreUnavailable`.
        """

        def read(connection: Connection, kept: _Kept) -> list[Any]:
            if of is None:
                return list(connection.execute(query(kept.table)))
            built = self._statements.of((of, kept.table), lambda: query(kept.table))
            return list(connection.execute(built))

        return self._reading(view, read)

    def position(self, view: View) -> int:
        """How far the view's live table has come in the log that it follows. Raises `NotBuilt`."""
        return self._reading(view, lambda _, kept: kept.position)

    def missing(self, view: View, any_of: AnyOf = None) -> Missing:
        """What is set aside in a view; with `any_of` by the rows of which one may be told.

        Raises `NotBuilt`, `StoreUnavailable`.
        """

        return self._reading(
            view, lambda connection, kept: self._missing(connection, kept, view, any_of)
        )

    def _missing(self, connection: Connection, kept: _Kept, view: View, any_of: AnyOf) -> Missing:
        aside = positions_set_aside(connection, kept.table.name)
        if not aside or any_of is None:
            return Missing(sorted(aside), {})
        column = kept.table.c[view.aside_column]
        known = select(column).where(column.in_(sorted(aside)))
        seen = connection.execute(known.where(self._queries.any(kept.table, any_of)))
        told = sorted({row[0] for row in seen})
        placed = {row[0] for row in connection.execute(known)}
        return Missing(told, {k: at for k, at in aside.items() if k not in placed})

    def set_aside(self) -> dict[str, int]:
        """How many keys are set aside, by view; views without any are left out."""
        with self._database.read() as connection:
            names = self._live_tables(connection)
            counted = count_set_aside(connection, names)
        return {names[table]: count for table, count in sorted(counted.items())}

    def rows_set_aside(self) -> list[tuple[str, SetAside]]:
        """What is set aside, each with its view."""
        with self._database.read() as connection:
            names = self._live_tables(connection)
            counted = sorted(count_set_aside(connection, names))
            return [(names[t], row) for t in counted for row in rows_set_aside(connection, t)]

    def _live_tables(self, connection: Connection) -> dict[str, str]:
        """The views by the tables in which they stand."""
        pairs = {(view.name, view.version) for view in self.views.values()}
        live = [s for s in view_tables_of(connection, pairs) if s.live]
        return {self._tables.table(self.views[s.view], s.generation).name: s.view for s in live}

    def wait_for(self, view: View, position: int, seconds: float) -> int:
        """The position of one view, once it is the one asked for or the time is over."""
        until = time.monotonic() + seconds
        if self.own(view):
            self.visibility.wait(position, seconds)
        while (reached := self.position(view)) < position and time.monotonic() < until:
            time.sleep(LOOK_SECONDS)
        return reached

    def _reading(self, view: View, read: Callable[[Connection, _Kept], R]) -> R:
        """Read within the live table."""
        return self._read(lambda connection: read(connection, self._kept(connection, view)))

    def _read(self, read: Callable[[Connection], R]) -> R:
        """Read; once more if a rebuild has just put another table in the place of one."""
        try:
            with self._database.read() as connection:
                return read(connection)
        except TableMissing:
            with self._database.read() as connection:
                return read(connection)

    def _kept(self, connection: Connection, view: View) -> _Kept:
        live = live_table_of(connection, view)
        if live is None:
            raise NotBuilt(view.name)
        return _Kept(self._tables.table(view, live.generation), live.position)
