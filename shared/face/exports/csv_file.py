"""Ledgers as CSV: UTF-8 with BOM for spreadsheets, safe against formula injection."""

import csv
from pathlib import Path
from typing import Any

from shared.face.exports.cells import values
from shared.face.exports.ledger import Ledger

_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""Some spreadsheets take the full-width signs for the others."""


def write_csv(ledger: Ledger, path: Path) -> int:
    """Write the ledger; how many rows it has."""
    cells = ledger.cells()
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([name, _safe(text)] for name, text in ledger.heading())
        writer.writerow([])
        writer.writerow([cell.title for cell in cells])
        for row in ledger.rows:
            writer.writerow([_safe(value) for value in values(cells, row)])
            count += 1
    return count


def _safe(value: Any) -> Any:
    """Numbers stay numbers; a text that a spreadsheet would run is made a text."""
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value
