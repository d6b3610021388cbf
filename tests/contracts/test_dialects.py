"""Which store it is, only the log's room asks: a third one would be added in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
THE_STORES_ROOM = ROOT / "shared" / "kernel" / "log"
ASKED = {"dialect", "postgresql"}
"""Attributes by which one store is told from another."""


def asks(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ASKED:
            yield f"line {node.lineno}: .{node.attr}"
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy.dial"):
            yield f"line {node.lineno}: {node.module}"


def test_an_asking_is_found() -> None:
    told = asks("from sqlalchemy.dialects import sqlite\nif database.postgresql: pass")
    assert len(list(told)) == 2


def test_only_the_stores_room_asks_which_store_it_is() -> None:
    files = [f for room in ("shared", "services") for f in (ROOT / room).rglob("*.py")]
    outside = [f for f in files if THE_STORES_ROOM not in f.parents]
    assert len(outside) > 300
    found = {str(f.relative_to(ROOT)): list(asks(f.read_text(encoding="utf-8"))) for f in outside}
    assert {name: lines for name, lines in found.items() if lines} == {}
