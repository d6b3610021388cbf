"""The query of a route, declared once: what is read of an address is what OpenAPI names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from werkzeug.datastructures import MultiDict

from shared.face.http.moments import moment
from shared.face.http.problem import INVALID, Problem

POSITION = 2**63 - 1
"""The greatest number of a version or a position."""
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True)
class Parameter:
    """One parameter: how its text is read (None: it can't be), and what it must be, in words.

    `schema` says the same in OpenAPI. Left out it is `default`; a `required` one is not left out.
    """

    name: str
    title: str
    zh: str
    en: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    default: Any = None
    required: bool = False

    def value(self, texts: list[str]) -> Any:
        """Its value. Raises `Problem` 422; given twice, nobody knows which one is meant."""
        if len(texts) > 1:
            raise invalid_parameter(self.name, "只能出现一次", "given once")
        if not texts:
            if self.required:
                raise invalid_parameter(self.name, self.zh, self.en)
            return self.default
        value = self.read(texts[0])
        if value is None:
            raise invalid_parameter(self.name, self.zh, self.en)
        return value

    def described(self) -> dict[str, Any]:
        """The parameter object of OpenAPI."""
        schema = dict(self.schema)
        if self.default is not None:
            schema["default"] = self.default
        told = {"name": self.name, "in": "query", "description": self.title, "schema": schema}
        return told | {"required": True} if self.required else told


class Query:
    """The parameters that a route reads; any other is refused by its name.

    `others` reads the parameters whose names only the handler knows. With `open` the handler
    reads them itself.
    """

    def __init__(
        self, *parameters: Parameter, others: Parameter | None = None, open: bool = False
    ) -> None:
        self.parameters = {parameter.name: parameter for parameter in parameters}
        self.others = others
        self.open = open

    def read(self, given: "MultiDict[str, str]") -> dict[str, Any]:
        """Every declared parameter's value by its name. Raises `Problem` 422."""
        values = {
            name: parameter.value(given.getlist(name))
            for name, parameter in self.parameters.items()
        }
        for name in given:
            if name in self.parameters or self.open:
                continue
            if self.others is None:
                raise self._unknown(name)
            values[name] = replace(self.others, name=name).value(given.getlist(name))
        return values

    def described(self) -> list[dict[str, Any]]:
        """The parameter objects of OpenAPI."""
        told = [parameter.described() for parameter in self.parameters.values()]
        if self.others:
            free = {"type": "object", "additionalProperties": dict(self.others.schema)}
            told.append(
                {
                    "name": self.others.name,
                    "in": "query",
                    "description": self.others.title,
                    "style": "form",
                    "explode": True,
                    "schema": free,
                }
            )
        return told

    def _unknown(self, name: str) -> Problem:
        known = ", ".join(self.parameters)
        if not known:
            return invalid_parameter(name[:100], "此处不可用", "left out here")
        zh, en = f"此处不可用；可用参数：{known}", f"left out here; there are: {known}"
        return invalid_parameter(name[:100], zh, en)


def invalid_parameter(name: str, zh: str, en: str) -> Problem:
    """A parameter of the query that can't be taken; `en` says what it must be."""
    return Problem(
        INVALID,
        f"参数 {name} {zh}",
        f"Parameter {name} must be {en}.",
        errors=[{"field": name, "message": f"Must be {en}.", "message_zh": zh}],
    )


def number(name: str, title: str, low: int, high: int, default: int | None = None) -> Parameter:
    """An integer."""

    def read(text: str) -> int | None:
        given = re.fullmatch(r"-?[0-9]{1,19}", text)
        return int(text) if given and low <= int(text) <= high else None

    schema = {"type": "integer", "minimum": low, "maximum": high}
    zh, en = f"须为 {low} 至 {high} 的整数", f"an integer from {low} to {high}"
    return Parameter(name, title, zh, en, read, schema, default)


def seconds(name: str, title: str, most: float) -> Parameter:
    """A number of seconds, 0 by default."""

    def read(text: str) -> float | None:
        given = re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,6})?", text)
        return float(text) if given and float(text) <= most else None

    schema = {"type": "number", "minimum": 0, "maximum": most}
    zh, en = f"须为不超过 {most:g} 的秒数", f"seconds, at most {most:g}"
    return Parameter(name, title, zh, en, read, schema, 0.0)


def text(name: str, title: str, *, required: bool = False) -> Parameter:
    """Any text."""
    read = (lambda text: text or None) if required else str
    schema = {"type": "string", "minLength": 1} if required else {"type": "string"}
    return Parameter(name, title, "必填", "given", read, schema, required=required)


def hexadecimal(name: str, title: str, digits: int) -> Parameter:
    """So many hexadecimal digits, read in lower case."""

    def read(text: str) -> str | None:
        return text.lower() if re.fullmatch(rf"[0-9a-fA-F]{{{digits}}}", text) else None

    schema = {"type": "string", "pattern": f"^[0-9a-fA-F]{{{digits}}}$"}
    return Parameter(
        name, title, f"须为 {digits} 位十六进制数", f"{digits} hexadecimal digits", read, schema
    )


def choice(name: str, title: str, *texts: str) -> Parameter:
    """One of some texts."""
    zh, en = f"须为 {' 或 '.join(texts)}", " or ".join(texts)
    schema = {"type": "string", "enum": list(texts)}
    return Parameter(name, title, zh, en, lambda t: t if t in texts else None, schema)


def flag(name: str, title: str, default: bool) -> Parameter:
    """`true` or `false`."""
    schema = {"type": "boolean"}
    zh, en = "须为 true 或 false", "true or false"
    return Parameter(name, title, zh, en, _FLAGS.get, schema, default)


def when(name: str, title: str, numbered: tuple[str, str] | None = None) -> Parameter:
    """An instant in UTC; of a day its last one. `numbered` names the numbers, in Chinese and
    English, that may stand for a time."""

    def read(text: str) -> Any:
        if numbered and text.isascii() and text.isdigit() and len(text) < 19:
            return int(text)
        found = moment(text)
        return found.astimezone(UTC) if found else None

    forms: list[dict[str, Any]] = [
        {"type": "string", "format": "date"},
        {"type": "string", "format": "date-time"},
    ]
    zh, en = "须为日期或带时区的时刻", "a date or an instant with its offset"
    if numbered:
        forms.append({"type": "integer", "minimum": 0})
        zh, en = f"{zh}，或{numbered[0]}", f"{en}, or {numbered[1]}"
    return Parameter(name, title, zh, en, read, {"anyOf": forms})
