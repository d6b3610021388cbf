"""What the tests say of themselves: the sentences they name, the rules they expect to refuse."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from shared.kernel.aggregate import Rule

TESTS = Path(__file__).parents[1]
SENTENCE = re.compile(r"\bRZ-\d(?:\.\d)?\.[a-z]\b")


def sentences_named() -> set[str]:
    """The sentences that stand in a docstring of a test module, or of something in it."""
    docstrings = (ast.get_docstring(n) for tree in _trees().values() for n in _documented(tree))
    return {id for text in docstrings if text for id in SENTENCE.findall(text)}


def refusals_expected() -> list[Rule]:
    """The rules that a module of unit tests uses in which refusals are expected."""
    found: list[Rule] = []
    for path, tree in _trees().items():
        if any(_expects_refusal(node) for node in ast.walk(tree)):
            module = importlib.import_module(".".join(path.with_suffix("").parts))
            found += _rules_used(module, tree)
    return found


@cache
def _trees() -> dict[Path, ast.Module]:
    paths = sorted(p for p in TESTS.rglob("test_*.py") if "contracts" not in p.parts)
    return {p.relative_to(TESTS.parent): ast.parse(p.read_text(encoding="utf-8")) for p in paths}


def _documented(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield node


def _expects_refusal(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "refused"


def _rules_used(module: ModuleType, tree: ast.Module) -> Iterator[Rule]:
    """The rules that a module's code reads, by their own name or by that of their module."""
    for node in ast.walk(tree):
        value = None
        if isinstance(node, ast.Name):
            value = getattr(module, node.id, None)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            value = getattr(getattr(module, node.value.id, None), node.attr, None)
        if isinstance(value, Rule):
            yield value
