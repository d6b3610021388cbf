"""What a form holds as typed: texts by the dotted paths of the fields."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

Entries = Mapping[str, list[str]]
TEXT, UNIT, THERE, SOURCE, KNOWN = "~text", "~unit", "~there", "~source", "~known"
"""After a path: what a picker's box says; in which unit a number is typed; that an empty list or a
box left unticked was shown at all; where what was known already is from, and what it was."""
NUMBERED = "系统编号"
"""The source of a number that the service proposed."""
HABITS = {
    "today": "默认为今日，可改",
    "self": "默认为本单位，可改",
    "this-year": "默认为今年，可改",
    "this-month": "默认为本月，可改",
}
"""The source of what is nearly always said: nothing is known, and another value corrects nothing."""

KEY = re.compile("[!-~]{1,200}")
"""The idempotency key that a form carries: what a header can."""


def first(entries: Entries, path: str) -> str:
    """What was typed at a path; empty where nothing was."""
    return next(iter(entries.get(path, ())), "").strip()


def proposed(entries: Entries, path: str) -> bool:
    """Whether what stands at a path is a number that nobody typed."""
    known = first(entries, path + KNOWN)
    return first(entries, path + SOURCE) == NUMBERED and known == as_typed(entries, path)


def as_typed(entries: Entries, path: str) -> str:
    """What was typed at a path, with its unit."""
    return f"{first(entries, path)} {first(entries, path + UNIT)}".strip()


def rows(entries: Entries, path: str) -> list[int]:
    """The numbers of the rows that a list has, in order."""
    found = re.compile(re.escape(path) + r"\.([0-9]{1,4})(?:[.~]|$)")
    numbers: Iterable[int] = {int(m[1]) for name in entries if (m := found.match(name))}
    return sorted(numbers)


def filled(entries: Entries, path: str) -> bool:
    """Whether anything was typed at a path or below; a proposed number was not."""
    below = (f"{path}.",)
    return any(
        text.strip()
        for name, texts in entries.items()
        if (name == path or name.startswith(below))
        and not name.endswith((UNIT, THERE, SOURCE, KNOWN))
        and not proposed(entries, name)
        for text in texts
    )


def kept(entries: Entries, schema: Mapping[str, Any]) -> dict[str, list[str]]:
    """What of a form is worth keeping: the fields, not what the form says of itself. What says
    something of a person is sealed by its service, and kept nowhere else."""
    fields = schema.get("properties", {})
    return {
        name: list(texts)
        for name, texts in entries.items()
        if not name.startswith("_") and not _says(fields, name).get("x-personal")
    }


def _says(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """What is declared of the field that an entry belongs to."""
    told: Mapping[str, Any] = fields.get(re.split(r"[.~]", name)[0], {})
    return told
