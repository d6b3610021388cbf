"""政策兑现 as a spreadsheet: the cells that are seen, a row each, numbers as numbers."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from shared.policy.languages import FEN_PER_WAN
from shared.workbench.exercise.matrix import Cell, Line
from shared.workbench.exercise.words import by, place, word

COLUMNS = (
    ("条款", 10), ("内容", 48), ("牵头单位", 28), ("镇", 10), ("情形", 20), ("办理层级", 12),
    ("行使次数", 10), ("首次行使日", 12), ("最近行使日", 12), ("最近登记日", 12), ("最近行使单位", 22),
    ("静默天数", 10), ("资金（万元）", 14), ("用地（平方米）", 14), ("人数", 8),
)  # fmt: skip
WHOLE = {6, 11, 14}
"""Columns of whole numbers."""


def sheet(
    rows: Iterable[tuple[Line, Cell]], silent_days: int, heading: list[tuple[str, str]]
) -> bytes:
    """The rows under a heading that says what they are."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("政策兑现")
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
        numbers = {
            whole: book.add_format({"num_format": _format(whole)}) for whole in (True, False)
        }
        for number, pair in enumerate(heading):
            page.write_row(number, 0, pair)
        top = len(heading) + 1
        for column, (title, width) in enumerate(COLUMNS):
            page.set_column(column, column, width)
            page.write_string(top, column, title, bold)
        page.freeze_panes(top + 1, 1)
        last = top
        for last, (line, cell) in enumerate(rows, top + 1):
            for column, value in enumerate(_values(line, cell, silent_days)):
                if isinstance(value, str):
                    page.write_string(last, column, value)
                elif value is not None:
                    page.write_number(last, column, value, numbers[column in WHOLE])
        page.autofilter(top, 0, last, len(COLUMNS) - 1)
    return made.getvalue()


def _format(whole: bool) -> str:
    return "#,##0" if whole else "#,##0.00"


def _values(line: Line, cell: Cell, silent_days: int) -> list[Any]:
    acts = cell.told
    done = acts.last_on is not None
    return [
        line.clause.removeprefix("RZ-"),
        line.zh,
        "、".join(line.leads),
        place(cell.town),
        word(cell, silent_days),
        place(cell.place) if done else "",
        acts.acts or None,
        acts.first_on.isoformat() if acts.first_on else "",
        acts.last_on.isoformat() if acts.last_on else "",
        acts.last_recorded_on.isoformat() if acts.last_recorded_on else "",
        by(acts.last_by) if done else "",
        cell.days,
        Decimal(acts.money_fen) / FEN_PER_WAN if acts.money_fen else None,
        acts.land or None,
        acts.people or None,
    ]
