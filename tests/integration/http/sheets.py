"""Spreadsheets as clerks fill them in."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

FUND_HEADINGS = ["资金编号", "资金名称", "来源", "性质", "年度"]


def sheet(headings: Sequence[str], rows: Iterable[Sequence[Any]], name: str = "本次") -> bytes:
    """The bytes of a workbook with one sheet."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        made = book.add_worksheet(name)
        made.write_row(0, 0, headings)
        for number, row in enumerate(rows, 1):
            made.write_row(number, 0, row)
    return held.getvalue()


def funds(*ids: str, kind: str = "专项转移支付") -> bytes:
    """A sheet that registers these funds."""
    return sheet(FUND_HEADINGS, [(id, f"演示-{id}", "市", kind, 2024) for id in ids])
