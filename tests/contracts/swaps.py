"""Where a message takes a field from another message: a value under another field's name."""

import ast
import importlib
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from shared.schemas import messages


@dataclass(frozen=True)
class Taken:
    """In a call of a message: `field=source.name`, where `source` is an instance of `of`."""

    call: ast.Call
    made: type[Any]
    value: ast.keyword
    of: type[Any]

    @property
    def field(self) -> str:
        return str(self.value.arg)

    @property
    def name(self) -> str:
        assert isinstance(self.value.value, ast.Attribute)
        return self.value.value.attr

    @property
    def crossed(self) -> bool:
        """The source has a field of that very name, and another one's value was taken."""
        return self.name != self.field and self.field in fields(self.of)

    def __str__(self) -> str:
        return f"{self.made.__name__}({self.field}=….{self.name})"


def fields(message: type[Any]) -> set[str]:
    return set(message.__dataclass_fields__)


def domain() -> Iterator[tuple[Path, ModuleType]]:
    """Every module of every service's domain."""
    root = Path(__file__).parents[2]
    for path in sorted(root.glob("services/*/domain/**/*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        yield path, importlib.import_module(name)


def taken(tree: ast.Module, module: ModuleType) -> Iterator[Taken]:
    """What calls of messages take from the parameters of the function that they stand in."""
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        known = dict(_messages(function, module))
        for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
            made = _made(call.func, module)
            if made is None:
                continue
            for value in call.keywords:
                source = value.value.value if isinstance(value.value, ast.Attribute) else None
                if value.arg and isinstance(source, ast.Name) and source.id in known:
                    yield Taken(call, made, value, known[source.id])


def _messages(function: ast.FunctionDef, module: ModuleType) -> Iterator[tuple[str, type[Any]]]:
    for argument in function.args.args:
        if argument.annotation and (of := message(argument.annotation, module)):
            yield argument.arg, of


def _made(made: ast.expr, module: ModuleType) -> type[Any] | None:
    """The message that a call makes, by name or by `of`."""
    if isinstance(made, ast.Attribute) and made.attr == "of":
        return message(made.value, module)
    return message(made, module)


def message(named: ast.expr, module: ModuleType) -> type[Any] | None:
    found: Any = module
    for name in ast.unparse(named).split("."):
        found = getattr(found, name, None)
    return typing.cast("type[Any]", found) if messages.is_message(found) else None
