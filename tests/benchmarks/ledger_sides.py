"""Both sides of the ledgers' measure, each in a process of its own on the same PostgreSQL.

The product reads a view and writes a ledger, reads a sheet and appends its commands; beside it
stand the same rows and the same sheet through SQLAlchemy, XlsxWriter, csv and python-calamine.
"""

import csv
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, text

from services.finance.imports import FUNDS
from services.finance.views.fund_ledger import FundLedger
from shared.face.exports.writing import Writing, write
from shared.face.imports.import_run import ImportRun
from shared.face.imports.sheet import read
from shared.kernel.log.batch import Batch
from shared.kernel.log.database import Database
from shared.kernel.views.selection import Selection
from shared.schemas.finance.fund import FundRegistered
from tests.benchmarks.events import GROUP, NOW, stored
from tests.benchmarks.funds import CLERK
from tests.benchmarks.product import Product
from tests.integration.http.sheets import funds


class Ledgers(Product):
    """Exports and imports as the service's face asks for them."""

    def __init__(self, database: str, folder: str) -> None:
        super().__init__(database)
        self._url, self._folder = database, Path(folder)

    def register(self, count: int) -> str:
        """So many funds, shown in their ledger; the table that holds its rows."""
        for first in range(0, count, GROUP):
            new = tuple(
                stored(
                    f"fund-f-{n}",
                    1,
                    FundRegistered(
                        f"f-{n}", name=f"资金 {n}", source="city", kind="special", year=2024
                    ),
                )
                for n in range(first, min(first + GROUP, count))
            )
            self.log.append(Batch(new, {e.stream: 0 for e in new}))
        self.show()
        return self._tables.table(self._view, 1).name

    def export(self, format: str) -> float:
        """The seconds of one export."""
        task = Writing("finance", self._url, FundLedger, Selection("fund"), "", format)
        start = time.perf_counter()
        write(task, self._folder / f"product.{format}")
        return time.perf_counter() - start

    def fill_in(self, turn: int, count: int) -> str:
        """A sheet with so many funds that nobody has registered."""
        self._sheet = self._folder / f"{turn}.xlsx"
        self._sheet.write_bytes(funds(*(f"in-{turn}-{n}" for n in range(count))))
        return str(self._sheet)

    def take(self) -> float:
        """The seconds of importing that sheet."""
        rows = self._folder / "rows"
        start = time.perf_counter()
        read(FUNDS.form, [], self._sheet, "", rows)
        taken = ImportRun(self.executor, FUNDS, CLERK, NOW).take(rows, apply=True)
        seconds = time.perf_counter() - start
        assert taken.new and not taken.bad
        return seconds


class Bare:
    """What the libraries need by themselves."""

    def __init__(self, database: str, folder: str) -> None:
        self._database, self._folder = Database(database, pool_size=1), Path(folder)
        self._taken = Table(
            "taken_alone",
            MetaData(),
            *(Column(name, Text) for name in ("fund", "name", "source", "kind")),
            Column("year", Integer),
        )
        with self._database.write() as connection:
            self._taken.create(connection)

    def export(self, table: str, format: str) -> float:
        """The seconds of reading a view's rows and writing them."""
        path = self._folder / f"bare.{format}"
        start = time.perf_counter()
        with self._database.snapshot() as connection:
            statement = text(f"SELECT * FROM {table} ORDER BY fund")
            rows = connection.execution_options(yield_per=500).execute(statement)
            _WRITERS[format](path, rows)
        return time.perf_counter() - start

    def take(self, path: str) -> float:
        """The seconds of reading a sheet and writing its rows into a table."""
        start = time.perf_counter()
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        _, *lines = sheet.to_python(skip_empty_area=False)
        names = self._taken.columns.keys()
        rows = [dict(zip(names, line, strict=True)) for line in lines]
        with self._database.write() as connection:
            connection.execute(insert(self._taken), rows)
        return time.perf_counter() - start


def _xlsx(path: Path, rows: Iterable[Any]) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def _csv(path: Path, rows: Iterable[Any]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


_WRITERS = {"xlsx": _xlsx, "csv": _csv}
