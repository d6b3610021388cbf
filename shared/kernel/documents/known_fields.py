"""What of an event was typed in a form though it may be known already, as the form's fields say."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from shared.schemas.marshalling import json_schema
from shared.schemas.references import REGISTERED


class KnownField(NamedTuple):
    """A field by its name, what people call it, and where its value is known: `x-known` of its
    command's schema."""

    name: str
    title: str
    known: Mapping[str, Any]


@cache
def known_fields(event: Any) -> tuple[KnownField, ...]:
    """Those that an event's command was typed with; where a thing is, nobody types twice."""
    [said] = event.__bases__
    if said is object:
        return ()
    told = json_schema(said)["properties"].items()
    return tuple(
        KnownField(name, _IN_UNIT.sub("", about.get("title", name)), about["x-known"])
        for name, about in told
        if "x-known" in about and about.get("x-reference") not in REGISTERED
    )


_IN_UNIT = re.compile("（(分|平方米|万分之一|%)）$")
"""What a title says of how its value is kept, which is no part of what people call it."""


def fact(stream: str, known: Mapping[str, Any], event: Any) -> str:
    """What is known, as `stream#field&alike=value`: by it a fact is the same one wherever it is
    told or asked for."""
    alike = "".join(f"&{name}={getattr(event, name, '') or ''}" for name in known.get("alike", ()))
    return f"{stream}#{known['field']}{alike}"
