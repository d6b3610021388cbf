"""Writes a view's rows into a file, in a process aside: as they are, or as they were."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shared.face.exports.csv_file import write_csv
from shared.face.exports.ledger import Ledger
from shared.face.exports.saying import Titles
from shared.face.exports.xlsx_file import MOST_ROWS, TooManyRows, write_xlsx
from shared.face.workers import Declined
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.meta import instant
from shared.kernel.personal import Vault
from shared.kernel.personal.rows import opening
from shared.kernel.views.definition import View
from shared.kernel.views.past import Until, rows_until
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import definitions
from shared.kernel.views.selection import Selection, select_rows
from shared.kernel.views.set_aside import Missing
from shared.policy.languages import Text

WRITERS: dict[str, Callable[[Ledger, Path], int]] = {"xlsx": write_xlsx, "csv": write_csv}


@dataclass(frozen=True)
class Writing:
    """What to write: the rows of a view (its row class), chosen; with `until` as they were then.

    `database` is the store's URL; `filter` says in words how the rows were chosen; without `columns`
    all are written; `titles` are what the service calls things. Of the keys that are set aside and
    of which no row stands, `theirs` concern who asks, and `others` do not.
    """

    service: str
    database: str
    row: type[Any]
    selection: Selection
    filter: str
    format: str
    columns: tuple[str, ...] = ()
    titles: Titles = field(default_factory=dict)
    until: Until | None = None
    theirs: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def incomplete(self, missing: Missing) -> list[str]:
        """What the head of the file names: the keys, and how many more nobody can place."""
        keys = sorted({*missing.told, *(missing.unplaced.keys() & self.theirs)})
        left = len(missing.unplaced.keys() - self.theirs - self.others)
        return [*keys, f"另有 {left} 项未能计入，无从判断归属"] if left else keys


def write(task: Writing, path: Path) -> dict[str, int]:
    """Write the file; how many rows it has, and the log's position that they show.

    Raises `Declined` when a sheet can't hold them.
    """
    own_ledgers(task.service)  # those of every service fold what its events are
    database = Database(task.database, pool_size=2)
    view = definitions(task.row)[0]
    selection = replace(task.selection, limit=None, after=None)
    try:
        with _ledger(database, task, view, selection) as ledger:
            rows = opening(view, ledger.rows, Vault(database))
            chosen = replace(ledger, rows=rows, columns=task.columns, titles=task.titles)
            count = WRITERS[task.format](chosen, path)
    except TooManyRows:
        raise Declined(
            Text(
                f"行数超过 {MOST_ROWS}，一张工作表放不下；请筛选或导出 CSV",
                f"More than {MOST_ROWS} rows don't fit a sheet: filter them, or export CSV.",
            ),
        ) from None
    finally:
        database.close()
    return {"rows": count, "position": ledger.position}


@contextmanager
def _ledger(
    database: Database, task: Writing, view: View, selection: Selection
) -> Iterator[Ledger]:
    log = view.source or task.service
    if task.until is None:
        reader = ViewReader(database, [view], task.service)
        missing = task.incomplete(reader.missing(view, selection.any_of))
        with reader.every(view, selection) as (position, rows):
            yield Ledger(view, rows, task.filter, log, position, datetime.now(UTC), missing)
    else:
        own = Log(task.service, database)
        folded = rows_until(own, view, task.until)
        at = task.until.recorded or _recorded_at(own, folded.position)
        rows = iter(select_rows(view, folded.rows.values(), selection)[0])
        missing = task.incomplete(folded.missing(view, selection.any_of))
        yield Ledger(view, rows, task.filter, log, folded.position, at, missing)


def _recorded_at(log: Log, position: int) -> datetime:
    found = log.read(position - 1, 1) if position else []
    return instant(found[0].recorded_at) if found else datetime.now(UTC)
