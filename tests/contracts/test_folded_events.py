"""An event that no aggregate folds changes nothing: each is folded, or is a record and no more."""

import ast
import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from shared.runtime.settings import SERVICES
from shared.schemas.events import events_of
from tests.contracts.swaps import domain, message

RECORDS = {
    "KeySupportGranted": "why money is allocated; the allocation in the same append is what counts",
    "FormalitySupported": "help with a formality is reported, and no later command asks for it",
    "FollowUpVisited": "what was found; that the issue is resolved or reopened is told beside it",
    "IssueAbsorbed": "the issue that took another in learns of it; the other's own stream ends",
}
"""Events on which no decision rests, each with its reason."""


def _named(tree: ast.Module) -> Iterator[ast.expr]:
    """What patterns, `isinstance`, tables and the events of an `evolve` name."""
    for node in ast.walk(tree):
        match node:
            case ast.MatchClass(cls=named):
                yield named
            case ast.Call(func=ast.Name(id="isinstance"), args=[_, kinds]):
                yield from (n for n in ast.walk(kinds) if isinstance(n, ast.expr))
            case ast.Dict(keys=keys):
                yield from (key for key in keys if key is not None)
            case ast.FunctionDef(name="evolve", args=arguments) if arguments.args[1].annotation:
                told = arguments.args[1].annotation
                yield from (n for n in ast.walk(told) if isinstance(n, ast.expr))


def _folded(tree: ast.Module, module: ModuleType) -> set[type[Any]]:
    plain = (n for n in _named(tree) if isinstance(n, ast.Name | ast.Attribute))
    return {found for named in plain if (found := message(named, module))}


@pytest.mark.parametrize("service", SERVICES)
def test_every_event_of_a_service_is_folded(service: str) -> None:
    importlib.import_module(f"shared.schemas.{service}")
    folded: set[type[Any]] = set()
    for path, module in domain():
        folded |= _folded(ast.parse(path.read_text(encoding="utf-8")), module)
    own = {e.name: e.data for e in events_of(service) if e.service == service}
    lost = [name for name, data in own.items() if data not in folded and name not in RECORDS]
    assert not lost, f"fold them in their aggregate's evolve, or say in RECORDS why not: {lost}"
    assert not [name for name in RECORDS if own.get(name) in folded], "it is folded after all"
