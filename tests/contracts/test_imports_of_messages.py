"""Services name messages by the module that declares them, and a module has one name everywhere."""

import ast
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from shared.runtime.settings import SERVICES

ROOT = Path(__file__).parents[2]
ROOMS = {f"shared.schemas.{service}" for service in SERVICES}
WORDS = "stages"
"""The module of a room that declares no messages, but what views call the stages of a matter."""


def imports() -> Iterator[tuple[str, ast.ImportFrom]]:
    for path in sorted((ROOT / "services").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module:
                yield str(path.relative_to(ROOT)), node


def test_services_import_messages_by_module() -> None:
    by_name = {
        path
        for path, node in imports()
        if str(node.module).rpartition(".")[0] in ROOMS and not str(node.module).endswith(WORDS)
    }
    assert not by_name, "write `from shared.schemas.<service> import <module>`"


def test_a_module_of_messages_has_one_name_in_all_services() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for _, node in imports():
        if node.module in ROOMS:
            for imported in node.names:
                names[f"{node.module}.{imported.name}"].add(imported.asname or imported.name)
    assert {module: called for module, called in names.items() if len(called) > 1} == {}
    assert len(names) > 40


def test_a_room_loads_every_module_of_messages() -> None:
    """Followers know the source's events by its room: one that is left out stops them."""
    for service in SERVICES:
        room = import_module(f"shared.schemas.{service}")
        modules = {m.name for m in pkgutil.iter_modules(room.__path__)} - {
            WORDS,
            "terms",
            "figures",
        }
        assert modules == set(room.__all__)
