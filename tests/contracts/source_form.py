"""What a function does as a short text: the same whatever its layout, comments, imports, places.

Two sources have one form if they differ only in layout, docstrings, annotations, names of local
variables, and in where what they use comes from and under which name it was imported. Functions of
the services that they call, and values of their modules, count with what they are.
"""

import ast
import builtins
import hashlib
import inspect
import types
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

FOLLOWED = "services."
"""What is called outside of it counts by its name: the kernel has versions of its own."""
_LEFT_OUT = {"ctx", "type_comment", "type_params", "kind", "annotation", "returns"}


def form_of(function: Callable[..., Any]) -> str:
    """Sixteen hexadecimal digits that change with what the function does."""
    function = inspect.unwrap(function)
    if not isinstance(function, FunctionType):
        return _digest(_Writer({}, set(), [function]).said_of(function))
    if function.__module__.startswith(FOLLOWED):
        return _lasting_form(function)
    return _digest(_written(function, [function]))


@cache
def _lasting_form(function: FunctionType) -> str:
    """A service's code is pure: what it does never changes."""
    return _digest(_written(function, [function]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _written(function: FunctionType, within: list[Any]) -> str:
    known = {**function.__globals__, **inspect.getclosurevars(function).nonlocals}
    writer = _Writer(known, _locals(function.__code__), within)
    return "|".join(writer.write(node) for node in _nodes(function))


def _locals(code: CodeType) -> set[str]:
    """The names bound in a function and in those within it."""
    inner = (_locals(c) for c in code.co_consts if isinstance(c, CodeType))
    return {*code.co_varnames, *code.co_cellvars}.union(*inner)


def _nodes(function: FunctionType) -> list[ast.AST]:
    """The function as it stands in its file; of lambdas all that begin in its line."""
    functions = _functions(inspect.getsourcefile(function) or "")
    return functions.get((function.__name__, function.__code__.co_firstlineno), [])


@cache
def _functions(file: str) -> dict[tuple[str, int], list[ast.AST]]:
    """What a file defines, by its name and the line where it begins."""
    found: dict[tuple[str, int], list[ast.AST]] = {}
    with open(file, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            begins = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            found.setdefault((node.name, begins), []).append(node)
        elif isinstance(node, ast.Lambda):
            found.setdefault(("<lambda>", node.lineno), []).append(node)
    return found


class _Writer:
    """Writes a tree with each name as what it stands for; `within` are the functions being written.

    Local variables are numbered as they come.
    """

    def __init__(self, known: Mapping[str, Any], local: set[str], within: list[Any]) -> None:
        self._known, self._within = known, within
        self._local = local
        self._numbers: dict[str, str] = {}

    def write(self, node: Any) -> str:
        match node:
            case ast.FunctionDef(args=args, body=body):
                return f"def({self.write(args)},{self.write(_without_docstring(body))})"
            case ast.AnnAssign(target=target, value=value):
                return f"Assign(targets={self.write([target])},value={self.write(value)})"
            case ast.Name(id=name) | ast.arg(arg=name) if name in self._local:
                return self._number(name)
            case ast.Name() | ast.Attribute():
                found, value = self._meant(node)
                if found:
                    return self.said_of(value)
            case ast.MatchAs(pattern=pattern, name=str(name)):
                return f"MatchAs({self.write(pattern)},{self._number(name)})"
            case list():
                return "[" + ",".join(map(self.write, node)) + "]"
        if not isinstance(node, ast.AST):
            return repr(node)
        parts = [
            f"{name}={self.write(value)}"
            for name, value in ast.iter_fields(node)
            if name not in _LEFT_OUT and value is not None and value != []
        ]
        return f"{type(node).__name__}({','.join(parts)})"

    def _number(self, name: str) -> str:
        return self._numbers.setdefault(name, f"_{len(self._numbers)}")

    def _meant(self, node: ast.expr) -> tuple[bool, Any]:
        """Whether a name stands for something of a module, and for what."""
        match node:
            case ast.Name(id=name) if name not in self._local:
                if name in self._known:
                    return True, self._known[name]
                return hasattr(builtins, name), getattr(builtins, name, None)
            case ast.Attribute(value=of, attr=name):
                found, module = self._meant(of)
                if found and isinstance(module, ModuleType) and hasattr(module, name):
                    return True, getattr(module, name)
        return False, None

    def said_of(self, value: Any) -> str:
        """What a name of a module stands for, wherever that is; of what remembers its answers, how it
        finds them."""
        match value := inspect.unwrap(value):
            case None | bool() | int() | str() | Decimal() | date() | timedelta():
                return repr(value)
            case dict() | types.MappingProxyType():
                pairs = (f"{self.said_of(k)}:{self.said_of(v)}" for k, v in value.items())
                return "{" + ",".join(pairs) + "}"
            case tuple() | list():
                return "(" + ",".join(map(self.said_of, value)) + ")"
            case set() | frozenset():
                return "{" + ",".join(sorted(map(self.said_of, value))) + "}"
            case type():
                return value.__name__
            case FunctionType() if self._followed(value):
                if value in self._within:
                    return f"again:{self._within.index(value)}"
                return _written(value, [*self._within, value])
        return f"{type(value).__name__}:{getattr(value, '__name__', '')}"

    def _followed(self, function: FunctionType) -> bool:
        own = self._within[0].__module__ if self._within else ""
        return function.__module__.startswith(FOLLOWED) or function.__module__ == own


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), *rest] if rest:
            return rest
    return body
