"""Whether an expression of the domain gives a code, as far as annotations tell."""

import ast
import enum
import inspect
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType, UnionType
from typing import Any

from shared.schemas.words import fields_of, words_of

PASSED_ON = {"sorted", "tuple", "list", "set", "frozenset", "min", "max", "next"}


class Names:
    """What the names of a function hold: its parameters, and what it assigns or goes through."""

    def __init__(self, function: ast.FunctionDef, module: ModuleType) -> None:
        self._module, self._known = module, dict[str, Any]()
        for argument in (*function.args.args, *function.args.kwonlyargs):
            if argument.annotation:
                self._known[argument.arg] = _annotated(argument.annotation, module)
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self._known[name] = self.type_of(value)
                case ast.NamedExpr(target=ast.Name(id=name), value=value):
                    self._known[name] = self.type_of(value)
                case (
                    ast.For(target=ast.Name(id=name), iter=over)
                    | ast.comprehension(target=ast.Name(id=name), iter=over)
                ):
                    self._known[name] = _element(self.type_of(over))

    def give_a_code(self, node: ast.expr) -> bool:
        """Whether a text that is made of the expression shows a code."""
        match node:
            case ast.JoinedStr(values=parts):
                shown = (part.value for part in parts if isinstance(part, ast.FormattedValue))
                return any(map(self.give_a_code, shown))
            case ast.BoolOp(values=either):
                return any(map(self.give_a_code, either))
            case ast.IfExp(body=one, orelse=other):
                return self.give_a_code(one) or self.give_a_code(other)
            case ast.GeneratorExp(elt=each) | ast.ListComp(elt=each):
                return self.give_a_code(each)
            case ast.Call(func=ast.Attribute(attr="join"), args=[parts]):
                return self.give_a_code(parts)
            case ast.Call(func=ast.Name(id="say"), args=[of, *_]):
                return not words_of(_annotated(of, self._module))
        hint = self.type_of(node)
        return _is_code(hint) or _is_code(_element(hint))

    def type_of(self, node: ast.expr) -> Any:
        """The annotation of what it gives; None where none tells."""
        match node:
            case ast.Name(id=name):
                return self._known.get(name) or _held(self._module, name)
            case ast.Attribute(value=base, attr=name):
                return _attribute(self.type_of(base), name)
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in PASSED_ON:
                return self.type_of(first)
            case ast.Call(func=ast.Attribute(attr="guard"), args=[first, *_]):
                return self.type_of(first)
            case ast.Call(func=ast.Attribute(value=base, attr="get" | "values" as name)):
                held = _value(self.type_of(base))
                return held if name == "get" or held is None else tuple[held, ...]
            case ast.Call(func=called):
                return self.type_of(called)
            case ast.Subscript(value=base):
                of = self.type_of(base)
                return _value(of) or _element(of)
            case ast.BoolOp(values=[first, *_]):
                return self.type_of(first)
            case ast.GeneratorExp(elt=each) | ast.ListComp(elt=each):
                of = self.type_of(each)
                return None if of is None else tuple[of, ...]
        return None


def _is_code(hint: Any) -> bool:
    """Of a list that is closed: what an open list leaves in a text, the face says by its word."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        return bool(words_of(hint)) and not any(hasattr(f, "open") for f in fields_of(hint))
    if origin is typing.Literal:
        return any(isinstance(v, str) and v and v.isascii() for v in typing.get_args(hint))
    if origin in (typing.Union, UnionType):
        return any(map(_is_code, typing.get_args(hint)))
    return isinstance(hint, type) and issubclass(hint, enum.Enum)


def _element(hint: Any) -> Any:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    iterable = isinstance(origin, type) and hasattr(origin, "__iter__")
    return inner[0] if iterable and inner else None


def _value(hint: Any) -> Any:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    mapping = isinstance(origin, type) and (issubclass(origin, Mapping) or hasattr(origin, "items"))
    return inner[-1] if mapping else None


def _attribute(of: Any, name: str) -> Any:
    if isinstance(of, ModuleType):
        return _held(of, name)
    for one in _parts(of):
        found = inspect.getattr_static(one, name, None)
        if isinstance(found, property):
            return _hints(found.fget).get("return")
        if inspect.isfunction(found):
            return _hints(found).get("return")
        if name in getattr(one, "__struct_fields__", getattr(one, "__dataclass_fields__", ())):
            return _hints(one).get(name)
    return None


def _parts(hint: Any) -> Iterator[Any]:
    if typing.get_origin(hint) in (typing.Union, UnionType):
        yield from typing.get_args(hint)
    elif isinstance(hint, type):
        yield hint


def _held(module: ModuleType, name: str) -> Any:
    """What a module holds: of a function what it returns."""
    held = getattr(module, name, None)
    if inspect.isfunction(held):
        return _hints(held).get("return")
    return held if isinstance(held, ModuleType | type) else _hints(module).get(name)


def _annotated(annotation: ast.expr, module: ModuleType) -> Any:
    return eval(ast.unparse(annotation), vars(module))


@cache
def _hints(of: Any) -> dict[str, Any]:
    return typing.get_type_hints(of, include_extras=True)
