"""The headers of a route, declared as its query is: how they are read, what is wrong with them,
and what OpenAPI names follow from it.

@parameters
class OfCommand:
    expected: int | None = header("If-Match", version("调用者所见的案卷版本"))
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, datetime
from functools import cache
from typing import Any

from werkzeug.datastructures import Headers as Sent

from shared.face.http.moments import instant
from shared.face.http.parameter import Parameter
from shared.face.http.problem import MALFORMED, Problem
from shared.face.http.query import as_field
from shared.policy.languages import Text

_VISIBLE = "[!-~]{1,200}"
_VERSION = '("[0-9]{1,18}"|[0-9]{1,18})'


@dataclass(frozen=True)
class Header(Parameter):
    """A header; who sends it needs one of the `duties`, where there are any."""

    place = "header"
    duties: tuple[str, ...] = ()

    def wrong(self, must: Text) -> Problem:
        if self.required:
            zh, en = (
                f"须有请求头 {self.name}，{must.zh}",
                f"The header {self.name} is required, {must.en}.",
            )
        else:
            zh, en = f"请求头 {self.name} {must.zh}", f"The header {self.name} must be {must.en}."
        return Problem(MALFORMED, Text(zh, en))

    def described(self) -> dict[str, Any]:
        described = super().described()
        if self.duties:
            described["description"] += f" (duty needed: {' or '.join(self.duties)})"
        return described


class Headers:
    """A class of headers; others are nobody's concern here."""

    def __init__(self, cls: type[Any], limits: Any) -> None:
        self._cls = cls
        self._headers: dict[str, Header] = {
            f.name: f.metadata["parameter"](f.name, limits) for f in fields(cls)
        }

    def read(self, sent: Sent, require: Callable[[Iterable[str]], None]) -> Any:
        """The class with every header's value; `require` raises for a duty that is not held.

        Raises `Problem` 400, 403.
        """
        values = {}
        for name, header in self._headers.items():
            texts = sent.getlist(header.name)
            if texts and header.duties:
                require(header.duties)
            values[name] = header.value(texts)
        return self._cls(**values)

    def described(self) -> list[dict[str, Any]]:
        """The parameter objects of OpenAPI."""
        return [header.described() for header in self._headers.values()]


@cache
def headers_of(cls: Any, limits: Any) -> Headers:
    """What reads a class of headers within a service's limits."""
    return Headers(cls, limits)


def header(name: str, of: Any, duties: tuple[str, ...] = ()) -> Any:
    """A header of that name, read as the parameter `of`."""

    def make(_: str, limits: Any) -> Header:
        return Header(**vars(of.metadata["parameter"](name, limits)), duties=duties)

    return as_field(make, of.default)


def visible(title: str, must: Text) -> Any:
    """Up to 200 visible characters of ASCII, not left out; `must` says it with what they are for."""

    def read(text: str) -> str | None:
        return text if re.fullmatch(_VISIBLE, text) else None

    schema = {"type": "string", "pattern": f"^{_VISIBLE}$"}
    return as_field(lambda n, _: Parameter(n, title, must, read, schema, required=True), MISSING)


def version(title: str) -> Any:
    """A stream's version, with or without an ETag's quotation marks."""

    def read(text: str) -> int | None:
        return int(text.strip('"')) if re.fullmatch(_VERSION, text) else None

    must = Text('须为版本号，如 "3"', 'a version, as in "3"')
    schema = {"type": "string", "pattern": f"^{_VERSION}$"}
    return as_field(lambda n, _: Parameter(n, title, must, read, schema), None)


def at(title: str) -> Any:
    """An instant, in UTC."""

    def read(text: str) -> datetime | None:
        found = instant(text)
        return found.astimezone(UTC) if found else None

    must = Text(
        "须为带时区的时刻，如 2024-03-01T09:00:00+08:00",
        "an instant with its offset, as in 2024-03-01T09:00:00+08:00",
    )
    schema = {"type": "string", "format": "date-time"}
    return as_field(lambda n, _: Parameter(n, title, must, read, schema), None)
