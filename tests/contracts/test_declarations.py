"""Nothing exists because another module happened to import it: `service.py` names all of a service.

Each service is loaded in a process of its own, which has imported no other service.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from shared.face.imports import templates_of
from shared.kernel.aggregate import Aggregate, Context, Events, aggregates_of
from shared.kernel.reactions.reaction import reactions_of
from shared.kernel.views.row import rows_of
from shared.runtime.settings import SERVICES

ROOT = Path(__file__).parents[2]
FOLDERS = ("domain", "views", "reactions")
LOAD = """
import json, os, sys
from importlib import import_module
from shared.kernel.reactions.reaction import reactions_of
from shared.runtime.parts import Follow

for service in sys.argv[1:]:  # a child of this process for each: what they share is loaded once
    if child := os.fork():
        os.waitpid(child, 0)
    else:
        break
else:
    sys.exit()
parts = list(vars(import_module(f"services.{service}.service").Service).values())
of = lambda name: [value for part in parts for value in getattr(part, name, ())]
declared = [c.decide for a in of("aggregates") for c in a.commands.values()]
declared += of("rows")
declared += [r.commands for p in parts if isinstance(p, Follow) for m in p.modules for r in reactions_of(m)]
print(json.dumps([service, [
    *(m for m in sys.modules if m.startswith(f"services.{service}.")),
    *(f"{d.__module__}:{d.__name__}" for d in declared),
    *(f"services.{service}.imports:{template.name}" for template in of("templates")),
]]), flush=True)
"""


@pytest.fixture(scope="module")
def loaded(request: pytest.FixtureRequest) -> dict[str, set[str]]:
    """What the process of each service that is asked for has loaded, and what its parts declare."""
    items = [item.name for item in request.session.items if item.path == request.path]
    asked = [name for name in SERVICES if any(item.endswith(f"[{name}]") for item in items)]
    command = [sys.executable, "-W", "ignore", "-c", LOAD, *asked]
    told = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, check=True).stdout
    return {service: set(names) for service, names in map(json.loads, told.splitlines())}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_declares_every_module_command_view_reaction_and_template(
    service: str, loaded: dict[str, set[str]]
) -> None:
    written = set(written_in(ROOT / "services" / service))
    assert written
    left_out = sorted(written - loaded[service])
    assert not left_out, "nobody names\n" + "\n".join(left_out)


def test_what_a_service_consists_of_is_read_from_its_files(tmp_path: Path) -> None:
    service = tmp_path / "services" / "fishing"
    files = {
        "domain/boat/catching.py": "@BOAT.command(title='捕')\ndef catch_fish(boat): ...\n",
        "domain/boat/limits.py": "@BOAT.when_passed(clause='c')\ndef time_is_up(boat): ...\n",
        "views/boats.py": "@view('boats')\nclass Boats: ...\n",
        "reactions/land.py": "@reaction(Landed)\ndef fish_is_sold(event): ...\n",
        "imports.py": "BOATS = template('boats', BOAT)\n",
    }
    for name, text in files.items():
        (service / name).parent.mkdir(parents=True, exist_ok=True)
        (service / name).write_text(text, encoding="utf-8")
    found = set(written_in(service))
    assert {name.partition(":")[2] for name in found} == {
        "", "catch_fish", "time_is_up", "Boats", "fish_is_sold", "boats",
    }  # fmt: skip
    assert len({name for name in found if ":" not in name}) == len(files)


def test_a_fold_stands_in_the_file_of_its_row() -> None:
    strange = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "services").glob("*/views/*.py"))
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for row in folded_by(node)
        if row not in {n.name for n in tree.body if isinstance(n, ast.ClassDef)}
    ]
    assert not strange


def test_an_authority_stands_with_the_organisations_of_its_service_and_nowhere_else() -> None:
    strange = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "services").glob("*/domain/**/*.py"))
        if path.name != "organisations.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"organisation", "county_department"}
        and isinstance(node.args[0], ast.Constant)
    ]
    assert not strange


@pytest.mark.parametrize("of", [aggregates_of, rows_of, reactions_of, templates_of])
def test_a_module_that_declares_nothing_is_refused(of: Callable[[ModuleType], object]) -> None:
    with pytest.raises(TypeError, match="^reef declares no "):
        of(ModuleType("reef"))


class Sail:
    """The state of an aggregate of these tests."""


def test_a_group_of_commands_that_its_aggregate_does_not_name_is_refused() -> None:
    boat = Aggregate("boat", Sail(), key="boat", title="船")
    steering = group(boat, "steering")
    fishing = group(boat, "fishing")
    boat.takes(steering, fishing)
    assert list(boat.commands) == ["steering", "fishing"]
    with pytest.raises(TypeError, match="trading gives boat the command trading"):
        group(boat, "trading")
    with pytest.raises(TypeError, match="idle: no command of boat"):
        boat.takes(steering, fishing, ModuleType("idle"))


def test_an_aggregate_whose_commands_nobody_names_is_refused() -> None:
    boat = Aggregate("boat", Sail(), key="boat", title="船")
    group(boat, "steering")
    module = ModuleType(__name__)
    module.BOAT = boat  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="steering gives boat the command steering"):
        aggregates_of(module)


def group(aggregate: Aggregate[Sail], name: str) -> ModuleType:
    """A module that gives the aggregate one command, both of that name."""

    def decide(_: Sail, cmd: object, context: Context) -> Events:
        return ()

    decide.__name__, decide.__module__ = name, name
    aggregate.command(title=name, clause="design", by=())(decide)
    return ModuleType(name)


def written_in(service: Path) -> Iterator[str]:
    """Every module of a service, and `module:name` of everything in it that is to be declared."""
    paths = [p for folder in FOLDERS for p in (service / folder).rglob("*.py")]
    for path in [*paths, *service.glob("imports.py")]:
        parts = path.with_suffix("").relative_to(service.parents[1]).parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield module
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            yield from (f"{module}:{name}" for name in declared_by(node))


def declared_by(node: ast.stmt) -> Iterator[str]:
    """What a statement declares: a command, a view, a reaction or a template."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        by = [d.func for d in node.decorator_list if isinstance(d, ast.Call)]
        called = {f.attr if isinstance(f, ast.Attribute) else ast.unparse(f) for f in by}
        if called & {"command", "when_passed", "view", "reaction"}:
            yield node.name
    if (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "template"
    ):
        yield ast.literal_eval(node.value.args[0])


def folded_by(function: ast.FunctionDef) -> Iterator[str]:
    """The row classes whose events a function folds."""
    for decorator in function.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr == "on":
            yield ast.unparse(called.value)
