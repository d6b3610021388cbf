"""Figures hold their units on the wire: money in whole fen, areas in square metres, whole days."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.runtime.settings import SERVICES
from tests.contracts.snapshot import published

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[\u4e00-\u9fff]")
SQUARE_METRES = r"^\d+(\.\d{1,2})?$"


@pytest.mark.parametrize("service", SERVICES)
def test_no_figure_is_a_binary_fraction(service):
    assert not [where for where, kind in figures(service) if "number" in types(kind)]


@pytest.mark.parametrize("service", SERVICES)
def test_money_is_in_whole_fen_and_named_so(service):
    for where, kind in figures(service):
        if "分）" in kind.get("title", "") or where.endswith("_fen"):
            each = kind.get("items", kind)
            assert where.endswith("_fen"), where
            assert types(each) <= {"integer", "null"}, where
            assert each["minimum"] >= 0, where


def test_texts_say_amounts_in_one_way() -> None:
    """万元 or 元, by `money`: in what services write, an amount stands nowhere by itself."""
    texts = list(written_texts())
    assert sum("money" in ast.unparse(text) for _, text in texts) > 10
    assert [f"{where}: {ast.unparse(text)}" for where, text in texts if bare_fen(text)] == []


def test_an_amount_that_stands_by_itself_is_seen() -> None:
    for text, seen in (('f"欠{due.unpaid_fen}"', True), ('f"欠 {money(due.unpaid_fen)}"', False)):
        assert bare_fen(ast.parse(text, mode="eval").body) is seen


def written_texts() -> Iterator[tuple[str, ast.JoinedStr]]:
    """Chinese texts of the services with values in them."""
    for path in sorted((ROOT / "services").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and CHINESE.search(ast.unparse(node)):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def bare_fen(node: ast.AST) -> bool:
    """Whether an amount in fen is shown as the number that it is."""
    if isinstance(node, ast.Call):
        return False
    named = getattr(node, "attr", getattr(node, "id", ""))
    return bool(re.search(r"(^|_)fen$", named)) or any(map(bare_fen, ast.iter_child_nodes(node)))


@pytest.mark.parametrize("service", SERVICES)
def test_areas_are_decimal_square_metres(service):
    for where, kind in figures(service):
        if "面积" in kind.get("title", "") or where.endswith("area"):
            assert types(kind) <= {"string", "null"}, where
            assert kind["pattern"] == SQUARE_METRES and "平方米" in kind["title"], where


@pytest.mark.parametrize("service", SERVICES)
def test_limits_are_whole_days(service):
    for where, kind in figures(service):
        if where.endswith("days"):
            assert types(kind) <= {"integer", "null"}, where


def test_the_figures_are_found():
    names = {where.rpartition(".")[2] for s in SERVICES for where, _ in figures(s)}
    assert {"amount_fen", "prizes_fen", "land_area", "handover_days", "working_days"} <= names


def figures(service: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of everything published, with where it stands."""
    for part in published(service).values():
        for name, entry in part.items():
            for field, kind in _fields(entry["schema"]):
                yield f"{name}.{field}", kind


def types(kind: dict[str, Any]) -> set[str]:
    found = kind.get("type", ())
    return {found} if isinstance(found, str) else set(found)


def _fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for part in schema.values():
            yield from _fields(part)
