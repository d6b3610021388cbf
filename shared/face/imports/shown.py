"""A cell as a text: what a clerk sees of it, and what is read again means the same."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from shared.face.imports.marks import Mark
from shared.face.imports.template import Kind

_PLAIN = 15
"""Digits before or after the point that are written out."""


def shown(cell: Any, kind: Kind) -> str:
    """The text of a cell of a column. What can't be read stands as a word that is refused, too."""
    if cell is None:
        return ""
    if isinstance(cell, Mark):
        return {"formula": "#无结果!", "merged": f"#合并{cell.text}!"}.get(cell.kind, cell.text)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime) and (kind == "date" or cell.time() == time()):
        return str(cell.date())
    return str(cell)


def _number(cell: int | float) -> str:
    """Of a number with more digits than sheets keep, one that says so."""
    text = f"{cell:.15g}".upper()
    number = Decimal(text)
    return f"{number:f}" if number.is_finite() and abs(number.adjusted()) < _PLAIN else text
