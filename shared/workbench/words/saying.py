"""Values said in words, as a page shows them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.policy.loader import present, registry
from shared.policy.services import services
from shared.workbench.words import units
from shared.workbench.words.meaning import Meaning

NOTHING = "—"
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""Media types that browsers show and in which nothing runs."""
PICTURE_BYTES = 8 << 20
"""A larger one is had as a file alone."""
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
_PERIOD = re.compile(r"(19|20)\d\d")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MAY_NAME = frozenset({"town", "county", "organisation", "", "text", "key", "part", "code"})
"""Kinds whose values may be an organisation's or a place's id; any other text stays as it is."""
NUMBERS = frozenset({"id", "part", "code"})
"""Kinds whose values are numbers and codes: of what has no name, or words beside it."""
_CALLED = ("title", "name", "person")
"""What says the name of a part, whichever comes first."""
Named = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Link:
    """Something with a page of its own: `thing` and `id` tell which."""

    text: str
    thing: str
    id: str


class Id(str):
    """A number or code shown as one: words stand beside it, or it is somebody else's. Where it is
    the id of a `thing`, its reader may not see what that is called."""

    thing: str

    def __new__(cls, text: str, thing: str = "") -> "Id":
        made = super().__new__(cls, text)
        made.thing = thing
        return made


@dataclass(frozen=True)
class File:
    """An attached document; of a `picture` a page shows what it is."""

    name: str
    sha256: str
    size: str
    picture: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "File":
        """As an event or a dossier tells of it."""
        size = int(told.get("size", 0))
        picture = told.get("media_type") in PICTURES and size <= PICTURE_BYTES
        return cls(told.get("name", "附件"), told["sha256"], f"{size / 1024:,.0f} KB", picture)


@dataclass(frozen=True)
class Pairs:
    """Fields of a part, each with what it holds."""

    of: list[tuple[str, "Said"]]


@dataclass(frozen=True)
class Table:
    """Parts of one kind, a row each."""

    head: list[str]
    rows: list[list["Said"]]


Said = str | Link | File | Pairs | Table | list[Any]


def say(value: Any, meaning: Meaning, named: Named) -> Said:
    """A value in words. Parts of it become pairs, lists and tables."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, list):
        return _several(value, meaning, named)
    if isinstance(value, dict):
        return _part(value, meaning, named)
    if meaning.labels and str(value) in meaning.labels:
        return meaning.labels[str(value)]
    if meaning.kind == "person" and not meaning.reference:
        called = named.get(("person", str(value))) or organisation(str(value))  # 系统 acts too
        return Id(called) if _ID.fullmatch(called) else called
    if meaning.reference and isinstance(value, str):
        name = named.get((meaning.reference, value))
        return Link(name, meaning.reference, value) if name else _as_id(value, meaning.reference)
    if meaning.kind == "part" and (name := named.get(_part_key(meaning, value))):
        return name
    if meaning.kind in NUMBERS and isinstance(value, str):
        return _as_id(value)
    return brief(value, meaning)


def titled(title: str, said: Said) -> str:
    """What a value is, as it is said: what is called by its name is no number."""
    return title.removesuffix("编号") or title if isinstance(said, Link) else title


def _as_id(value: str, thing: str = "") -> str:
    """A place or organisation by its name, anything else as the id that it is."""
    name = organisation(value)
    return name if name != value else Id(value, thing)


def parts(value: Any, meaning: Meaning) -> Iterator[tuple[tuple[str, str], str]]:
    """What a matter calls its parts: a row that gives a part its number says its name beside it."""
    if isinstance(value, list):
        for one in value:
            yield from parts(one, meaning.item)
    elif isinstance(value, dict):
        fields = {f.name: f for f in meaning.fields}
        for name, field in fields.items():
            yield from parts(value.get(name), field)
        number = next(iter(fields.values()), None)
        called = next((str(value[n]) for n in _CALLED if n in fields and value.get(n)), "")
        if called and number and number.kind == "part" and value.get(number.name):
            yield _part_key(number, value[number.name]), called


def _part_key(number: Meaning, value: Any) -> tuple[str, str]:
    return f"part {number.name}", str(value)


def brief(value: Any, meaning: Meaning) -> str:
    """A plain value in words, without the names of what it refers to beyond the registry."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if meaning.labels and str(value) in meaning.labels:
        return meaning.labels[str(value)]
    if meaning.kind == "clause":
        return clause(str(value))
    if meaning.kind == "policy-version":
        known = registry().edition(str(value))
        return known.title if known else str(value)
    if meaning.kind == "parameter":
        return parameter(str(value))
    if meaning.kind == "service" and value in services():
        return services()[value].title
    if meaning.kind == "year":
        return f"{value} 年"
    if meaning.kind == "moment" and isinstance(value, str):
        return units.moment(value)
    if meaning.unit:
        return _quantity(value, meaning.unit)
    if isinstance(value, float | int):
        return f"{value:,}"
    if _UUID.fullmatch(str(value)):
        return NOTHING  # a number for programs
    return organisation(value) if meaning.kind in _MAY_NAME else str(value)


def referred(value: Any, meaning: Meaning) -> Iterator[tuple[str, str]]:
    """The things that a value refers to, for their names to be asked for."""
    if isinstance(value, list):
        for one in value:
            yield from referred(one, meaning.item)
    elif isinstance(value, dict):
        for name, one in value.items():
            if part := meaning.part(name):
                yield from referred(one, part)
            elif meaning.reference:
                yield meaning.reference, name
    elif meaning.reference and isinstance(value, str) and value:
        yield meaning.reference, value
    elif meaning.kind == "person" and isinstance(value, str) and _ID.fullmatch(value):
        yield "person", value  # who acted by a sign-in; otherwise the name itself


def organisation(id: str) -> str:
    """What the registry calls an organisation or place today, or a service; anything else as it
    is."""
    if id in services() and not registry().knows(id):
        return services()[id].title
    return registry().name_of(id, date.today())  # noqa: DTZ011


def clause(id: str) -> str:
    """A sentence of the policy, behind its number."""
    return present().sentence(id)


def parameter(name: str) -> str:
    """What a parameter is called."""
    known = registry().parameters.get(name)
    return known.zh if known else name


def parameter_value(name: str, value: Any, words: Mapping[str, str]) -> str:
    """A parameter's value: amounts as amounts, organisations by their names, codes by the words
    that a service has for them."""
    known = registry().parameters.get(name)
    if known and isinstance(value, str) and value in known.called:
        return known.called[value]
    if isinstance(value, list | tuple):
        return "、".join(parameter_value(name, one, words) for one in value)
    if isinstance(value, Mapping):
        of = known.called if known else {}
        pairs = ((of.get(k) or words.get(k) or organisation(k), v) for k, v in value.items())
        return "，".join(_beside(title, parameter_value(name, v, words)) for title, v in pairs)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return units.money(value) if name.endswith("_fen") else f"{value:,}"
    return _coded(str(value), words) if value != "" else NOTHING


def coded(text: str, words: Mapping[str, str]) -> str:
    """What a column of plain texts may hold: the id of an organisation or place by its name, which
    comes before what a service calls an own code that is written alike; such a code by its word."""
    name = organisation(text)
    return name if name != text else words.get(text, text)


def place(text: str, words: Mapping[str, str]) -> str:
    """Where something was read: a ledger by its title, a matter by what it is, with its number."""
    kinds = (where for where in words if text.startswith(f"{where}-"))
    kind = max(kinds, key=len, default="")
    known = f"{words[kind]}（{text.removeprefix(kind)[1:]}）" if kind else text
    return words.get(text, known)


def with_parameter(data: Mapping[str, Any], words: Mapping[str, str]) -> Mapping[str, Any]:
    """What an event says, with the value that a parameter was given in words."""
    if not {"parameter", "value"} <= data.keys():
        return data
    return {**data, "value": parameter_value(data["parameter"], data["value"], words)}


def _beside(title: str, said: str) -> str:
    """What is called nothing stands as a number behind the word for it."""
    return f"{title}（{said}）" if _ID.fullmatch(said) and not said.isdigit() else f"{title} {said}"


def _coded(text: str, words: Mapping[str, str]) -> str:
    """A code by its word, an organisation by its name; of a pair, such as two duties, each part."""
    return "/".join(words.get(part) or organisation(part) for part in text.split("/"))


def _several(values: list[Any], meaning: Meaning, named: Named) -> Said:
    item = meaning.item
    if meaning.kind == "limit":
        return f"{len(values)} 项"  # the keys of limits tell them apart, and nobody more
    if all(isinstance(v, dict) for v in values):
        if all("sha256" in v for v in values):
            return [File.of(v) for v in values]
        fields = [f for f in item.fields if not f.hidden]
        if fields:
            rows = [[say(v.get(f.name), f, named) for f in fields] for v in values]
            first = rows[0] if rows else []
            return Table([titled(f.title, s) for f, s in zip(fields, first, strict=True)], rows)
    return [say(v, item, named) for v in values]


def _part(value: dict[str, Any], meaning: Meaning, named: Named) -> Said:
    told: list[tuple[str, Said]] = []
    by_place = not meaning.fields and all(map(registry().knows, value))
    for name, one in value.items():
        part = None if by_place else meaning.part(name)
        if part is None:
            told += _of_a_map(name, one, meaning, named)
        elif not part.hidden and one not in (None, "", [], {}):
            said = say(one, part, named)
            told.append((titled(part.title, said), said))
    return Pairs(told)


def _of_a_map(name: str, value: Any, meaning: Meaning, named: Named) -> Iterator[tuple[str, Said]]:
    """A value by a key that is an id; what has no word, neither key nor value, tells nobody."""
    alike = ("x-labels", "x-unit")
    plain = Meaning(name, {n: s for n, s in meaning.resolved.items() if n in alike})
    labels = meaning.labels
    title = named.get((meaning.reference, name)) or labels.get(name) or organisation(name)
    said = say(value, plain, named)
    if not title.isascii() or (meaning.unit and _PERIOD.match(title)):
        yield title, said
    elif not isinstance(said, str) or not said.isascii() or _DAY.fullmatch(said):
        yield "", said


def _quantity(value: Any, unit: str) -> str:
    try:
        return units.quantity(value if isinstance(value, int) else Decimal(str(value)), unit)
    except InvalidOperation:
        return str(value)
