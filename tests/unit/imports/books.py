"""Workbooks as spreadsheet programs leave them, and what is read of them."""

import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import xlsxwriter

from shared.face.imports.sheet import read
from shared.face.imports.template import Template
from shared.runtime.parts import Imports
from shared.runtime.settings import SERVICES

TEMPLATES: list[Template] = [
    t
    for service in SERVICES
    for part in vars(import_module(f"services.{service}.service").Service).values()
    if isinstance(part, Imports)
    for t in part.templates
]
OFFERED = {t.name: t for t in TEMPLATES}
FUNDS = OFFERED["funds"]
MUST = ["资金编号", "资金名称", "来源", "性质", "年度"]
ROW = ["f-1", "演示", "市", "专项转移支付", 2024]


@contextmanager
def workbook(path: Path):
    """A book whose sheets are made within the block."""
    with xlsxwriter.Workbook(str(path)) as book:
        yield book


def add(book: Any, name: str, lines: Iterable[Sequence[Any]]) -> Any:
    """A sheet with these lines from its first cell on."""
    made = book.add_worksheet(name)
    for number, line in enumerate(lines):
        made.write_row(number, 0, line)
    return made


def sheet(path: Path, lines: Iterable[Sequence[Any]]) -> Path:
    with workbook(path) as book:
        add(book, "本次", lines)
    return path


def edited(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The same file with one of its parts changed, as no library writes it."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    changed = change(parts[part].decode())
    assert changed != parts[part].decode()
    parts[part] = changed.encode()
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def taken(
    template: Template, path: Path, content_type: str = ""
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the reader says of a file, and its rows."""
    found = path.with_suffix(".rows")
    others = [t.form for t in TEMPLATES if t is not template]
    said = read(template.form, others, path, content_type, found)
    return said, [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]


def shown(template: Template, path: Path) -> dict[int, list[str]]:
    """The texts of a file's rows, by their numbers."""
    texts = path.with_suffix(".texts")
    read(template.form, [], path, "", path.with_suffix(".rows"), texts)
    lines = texts.read_text(encoding="utf-8").splitlines()
    return {int(n): json.loads(told) for n, _, told in (line.partition("\t") for line in lines)}
