"""The parameters of a route, declared as one class: how they are read, what is wrong with them,
and what OpenAPI names follow from it.

@parameters
class Following:
    after: int = number("从此位置之后", 0, POSITION, default=0)
    limit: int = number("最多事件数", 0, "feed_events", default=500)

A bound in quotation marks is one of the service's `Limits`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import UTC
from functools import cache
from typing import Any, TypeVar, dataclass_transform

from werkzeug.datastructures import MultiDict

from shared.face.http.moments import moment
from shared.face.http.parameter import Parameter, invalid_parameter
from shared.policy.languages import Text

T = TypeVar("T")
Bound = int | str

POSITION = 2**63 - 1
"""The greatest number of a version or a position."""
_FLAGS = {"true": True, "false": False}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def parameters(cls: type[T]) -> type[T]:
    """Declare a class as what a route reads of an address."""
    return dataclass(frozen=True, kw_only=True)(cls)


@parameters
class Nothing:
    """A route that reads no parameter."""


class Query:
    """A class of parameters within a service's limits; any other parameter is refused by its name.

    A field of `others` takes the parameters whose names only the handler knows. Of a class that
    is `open` the handler reads the rest itself.
    """

    def __init__(self, cls: type[Any], limits: Any) -> None:
        # A parameter that Python has its own word for, such as `for`, is the field `for_`.
        self._fields = {f.name.removesuffix("_"): f.name for f in fields(cls)}
        made = {
            name: f.metadata["parameter"](name, limits)
            for name, f in zip(self._fields, fields(cls), strict=True)
        }
        self._cls = cls
        self._others = next((f.name for f in fields(cls) if f.metadata.get("others")), "")
        self.open: bool = getattr(cls, "open", False)
        self.others: Parameter | None = made.pop(self._others, None)
        self.parameters: dict[str, Parameter] = made

    def read(self, given: "MultiDict[str, str]") -> Any:
        """The class with every parameter's value. Raises `Problem` 422."""
        known = self.parameters.items()
        values = {self._fields[n]: p.value(given.getlist(n)) for n, p in known}
        rest: dict[str, Any] = {}
        for name in given:
            if name in self.parameters or self.open:
                continue
            if self.others is None:
                raise self._unknown(name)
            rest[name] = replace(self.others, name=name).value(given.getlist(name))
        return self._cls(**values, **({self._others: rest} if self._others else {}))

    def described(self) -> list[dict[str, Any]]:
        """The parameter objects of OpenAPI."""
        told = [parameter.described() for parameter in self.parameters.values()]
        return [*told, self.others.described_free()] if self.others else told

    def _unknown(self, name: str) -> Exception:
        known = ", ".join(self.parameters)
        if not known:
            return invalid_parameter(name[:100], Text("此处不可用", "left out here"))
        must = Text(f"此处不可用；可用参数：{known}", f"left out here; there are: {known}")
        return invalid_parameter(name[:100], must)


@cache
def query_of(cls: Any, limits: Any) -> Query:
    """The query that reads a class of parameters within a service's limits."""
    return Query(cls, limits)


def number(title: str, low: int, high: Bound, *, default: int | None = None) -> Any:
    """An integer."""

    def make(name: str, limits: Any) -> Parameter:
        most = _bound(high, limits)

        def read(text: str) -> int | None:
            given = re.fullmatch(r"-?[0-9]{1,19}", text)
            return int(text) if given and low <= int(text) <= most else None

        schema = {"type": "integer", "minimum": low, "maximum": most}
        must = Text(f"须为 {low} 至 {most} 的整数", f"an integer from {low} to {most}")
        within = most if default is None else min(default, most)
        return Parameter(name, title, must, read, schema, None if default is None else within)

    return as_field(make, default)


def seconds(title: str, most: str) -> Any:
    """A number of seconds, 0 by default."""

    def make(name: str, limits: Any) -> Parameter:
        bound = _bound(most, limits)

        def read(text: str) -> float | None:
            given = re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,6})?", text)
            return float(text) if given and float(text) <= bound else None

        schema = {"type": "number", "minimum": 0, "maximum": bound}
        must = Text(f"须为不超过 {bound:g} 的秒数", f"seconds, at most {bound:g}")
        return Parameter(name, title, must, read, schema, 0.0)

    return as_field(make, 0.0)


def text(title: str) -> Any:
    """Any text."""
    return _fixed(title, Text("", ""), str, {"type": "string"}, None)


def required(title: str) -> Any:
    """A text that is not left out."""

    def make(name: str, limits: Any) -> Parameter:
        schema = {"type": "string", "minLength": 1}
        return Parameter(
            name, title, Text("必填", "given"), lambda t: t or None, schema, required=True
        )

    return as_field(make, MISSING)


def hexadecimal(title: str, digits: int) -> Any:
    """So many hexadecimal digits, read in lower case."""
    pattern = f"[0-9a-fA-F]{{{digits}}}"

    def read(text: str) -> str | None:
        return text.lower() if re.fullmatch(pattern, text) else None

    must = Text(f"须为 {digits} 位十六进制数", f"{digits} hexadecimal digits")
    return _fixed(title, must, read, {"type": "string", "pattern": f"^{pattern}$"}, None)


def choice(title: str, *texts: str) -> Any:
    """One of some texts."""
    must = Text(f"须为 {' 或 '.join(texts)}", " or ".join(texts))
    schema = {"type": "string", "enum": list(texts)}
    return _fixed(title, must, lambda t: t if t in texts else None, schema, None)


def flag(title: str, *, default: bool) -> Any:
    """`true` or `false`."""
    must = Text("须为 true 或 false", "true or false")
    return _fixed(title, must, _FLAGS.get, {"type": "boolean"}, default)


def when(title: str, numbered: Text | None = None) -> Any:
    """An instant in UTC; of a day its last one. `numbered` names the numbers
    that may stand for a time."""

    def read(text: str) -> Any:
        if numbered and text.isascii() and text.isdigit() and len(text) < 19:
            return int(text)
        found = moment(text)
        return found.astimezone(UTC) if found else None

    forms: list[dict[str, Any]] = [
        {"type": "string", "format": "date"},
        {"type": "string", "format": "date-time"},
    ]
    must = Text("须为日期或带时区的时刻", "a date or an instant with its offset")
    if numbered:
        forms.append({"type": "integer", "minimum": 0})
        must = Text(f"{must.zh}，或{numbered.zh}", f"{must.en}, or {numbered.en}")
    return _fixed(title, must, read, {"anyOf": forms}, None)


def others(of: Any) -> Any:
    """All parameters whose names only the handler knows, each read as `of`."""
    return field(metadata={"parameter": of.metadata["parameter"], "others": True})


Make = Callable[[str, Any], Parameter]


def _fixed(
    title: str,
    must: Text,
    read: Callable[[str], Any],
    schema: Mapping[str, Any],
    default: Any,
) -> Any:
    """A field whose parameter rests on no limit."""
    return as_field(lambda name, _: Parameter(name, title, must, read, schema, default), default)


def as_field(make: Make, default: Any) -> Any:
    """A field whose parameter is made by its name and the service's limits."""
    metadata = {"parameter": make}
    return (
        field(metadata=metadata)
        if default is MISSING
        else field(default=default, metadata=metadata)
    )


def _bound(bound: Bound, limits: Any) -> Any:
    return getattr(limits, bound) if isinstance(bound, str) else bound
