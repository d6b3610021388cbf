"""A command's form as its template draws it: one `Field` a place to type."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from shared.policy.loader import registry
from shared.policy.services import services
from shared.workbench.forms.closed import Whys, put_last
from shared.workbench.forms.entries import (
    HABITS,
    KNOWN,
    NUMBERED,
    SOURCE,
    TEXT,
    UNIT,
    Entries,
    as_typed,
    first,
    rows,
)
from shared.workbench.forms.numbered import numbered
from shared.workbench.forms.options import MOST_AT_A_GLANCE, registered
from shared.workbench.forms.parts import Known, Parts
from shared.workbench.forms.reading import choices
from shared.workbench.forms.typed import MU, SQUARE_METRES, WAN, YUAN
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning

FILES = "可拖入文件，或点选；可多个。原样保存，照片自带的拍摄地点、时间一并保存"
"""People are told what they hand over: a file is evidence, and kept to the byte."""
ONLY = "目前只有这一项可选"
YES_OR_NO = {"true": "是", "false": "否"}
UNITS = {"fen": (WAN, YUAN), "square-metres": (SQUARE_METRES, MU)}


@dataclass
class Field:
    """`widget` is the macro that draws it. `id` is its path in the data, and its input's name."""

    path: str
    title: str
    widget: str
    required: bool
    value: str = ""
    values: list[str] = field(default_factory=list)
    text: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    units: tuple[str, ...] = ()
    hint: str = ""
    error: str = ""
    source: str = ""
    known: str = ""
    """What its source said."""
    thing: str = ""
    within: tuple[str, ...] = ()
    """Of a picker: the fields that narrow its list."""
    judged: str = ""
    """Of a picker: the command that judges what is found, by what these fields say."""
    told: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    """Of a part of a stream: the fields that say of which, and beside what."""
    closed: Set[str] = frozenset()
    """Of the options: those that are shown and can't be chosen."""
    leads: bool = False
    """Whether another field's choices rest on it."""
    corrects: bool = False
    """Whether it says something else than its source did."""
    numeral: bool = False
    """Whether it is said by its number alone."""
    fixed: bool = False
    """Said and not asked: it is the thing that the command is given about."""
    fields: list["Field"] = field(default_factory=list)
    rows: list[list["Field"]] = field(default_factory=list)


@dataclass(frozen=True)
class Filling:
    """What stands in a form: entries, errors, and `named` things."""

    entries: Entries
    errors: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[tuple[str, str], str] = field(default_factory=dict)
    references: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    more: str = ""
    """The list that gets another empty row."""
    service: str = ""
    new: str = ""
    """The field with the number of the thing that the command makes: typed, not picked."""
    parts: Known = field(default_factory=dict)
    """What fields that name a part of a stream are picked from."""
    closed: Mapping[str, Whys] = field(default_factory=dict)
    """What of it the command would be refused for, by the fields."""
    judges: str = ""
    """The command, as `service/name`, that judges what is found for the fields `judged`, by what
    the fields `told` say."""
    judged: Sequence[str] = ()
    told: Sequence[str] = ()


def fields(meaning: Meaning, filling: Filling, path: str = "") -> list[Field]:
    """The fields of a message, the required ones first."""
    required = set(meaning.resolved.get("required", ()))
    made = [
        _field(one, f"{path}.{one.name}" if path else one.name, one.name in required, filling)
        for one in meaning.fields
        if not one.hidden
    ]
    led = {name for one in made for name in one.of}
    for one in made:
        one.leads = one.path in led
    return sorted(made, key=lambda f: (not f.fixed, not f.required))


def things(made: list[Field]) -> Iterator[tuple[str, str]]:
    """The picked things whose names a form shows."""
    for one in made:
        if one.thing and one.value:
            yield one.thing, one.value
        yield from things(one.fields)
        for row in one.rows:
            yield from things(row)


def beyond(errors: Mapping[str, str], made: list[Field]) -> dict[str, str]:
    """Errors of fields that a form does not show."""
    shown = set(_paths(made))
    return {path: error for path, error in errors.items() if path not in shown}


def _paths(made: Iterable[Field]) -> Iterator[str]:
    for one in made:
        yield one.path
        yield from _paths(one.fields)
        for row in one.rows:
            yield from _paths(row)


def _field(meaning: Meaning, path: str, required: bool, filling: Filling) -> Field:
    made = Field(path, meaning.title, "text", required)
    made.value = first(filling.entries, path)
    made.values = [v for v in filling.entries.get(path, ()) if v]
    made.error = filling.errors.get(path, "")
    made.source, made.known = (first(filling.entries, path + part) for part in (SOURCE, KNOWN))
    if made.source in HABITS.values() and as_typed(filling.entries, path) != made.known:
        made.source = made.known = ""
    made.corrects = bool(made.known) and as_typed(filling.entries, path) != made.known
    if path in filling.fixed:
        made.fixed, made.value = True, filling.fixed[path]
        made.thing, made.text = meaning.reference, made.value
        named = filling.named.get((meaning.reference, made.value))
        made.text = named or saying.brief(made.value, meaning)
        made.title = meaning.heading if named else meaning.title
        made.widget, made.numeral = "fixed", made.text == made.value
        return made
    _dress(made, meaning, filling)
    return made


def _dress(made: Field, meaning: Meaning, filling: Filling) -> None:
    """Choose the widget."""
    default = meaning.resolved.get("default")
    if "array" in meaning.types:
        _dress_list(made, meaning, filling)
    elif meaning.fields:
        made.widget, made.fields = "group", fields(meaning, filling, made.path)
    elif meaning.types == {"boolean"} and made.required:
        # A box left unticked would say no, to a permit or an opinion, for whoever overlooks it.
        made.widget, made.options = "choice", YES_OR_NO
    elif meaning.types == {"boolean"}:
        made.widget = "flag"
        made.value = made.value or ("true" if default is True else "")
    elif options := choices(meaning):
        made.widget, made.value = "choice", made.value or str(default or "")
        _offer(made, options, filling, {made.value})
    elif meaning.unit in UNITS:
        made.widget, made.units = "amount", UNITS[meaning.unit]
        made.unit = first(filling.entries, made.path + UNIT) or made.units[0]
    elif meaning.within and _dress_part(made, meaning, filling):
        pass
    elif listed := registered(meaning.reference, filling.references):
        _dress_registered(made, meaning, filling, listed)
    elif meaning.labels:
        made.widget, made.options = "suggested", meaning.labels
        made.value = meaning.labels.get(made.value, made.value)
    elif meaning.reference in filling.references and made.path != filling.new:
        made.widget, made.thing = "picker", meaning.reference
        made.within = tuple(filling.references[meaning.reference].get("within", ()))
        named = filling.named.get((meaning.reference, made.value))
        made.text = first(filling.entries, made.path + TEXT) or named or made.value
        if made.path.partition(".")[0] in filling.judged:
            made.judged, made.told = filling.judges, tuple(filling.told)
    else:
        _dress_text(made, meaning, filling.service)


def _dress_part(made: Field, meaning: Meaning, filling: Filling) -> bool:
    """A part of a stream is chosen from those that it has, a new one is proposed a number; whether
    either is known."""
    within = meaning.within
    made.of, made.hint = (within["by"], *within["beside"]), meaning.given
    found = filling.parts.get((within["by"], within["part"]))
    if within["new"]:
        if not made.value and (number := numbered(within, found, made.path, filling.new)):
            made.value = made.known = number
            made.source = NUMBERED
        return bool(made.value)
    if found is None:
        first_that = f"先填定{within.get('by_title') or '所属事项'}，再从中选择{within['title']}"
        made.hint = "；".join(filter(None, (first_that, meaning.given)))
        return False
    if found.whole:
        made.widget, made.hint = "choice", ""
        _offer(made, found.words, filling, {made.value})
    return found.whole


def _offer(made: Field, words: Mapping[str, str], filling: Filling, chosen: Set[str]) -> None:
    """What was chosen already is sent, and refused by its rule. Of one that must be said, and that
    leaves no choice, that is the answer."""
    whys = filling.closed.get(made.path, {})
    made.options = put_last(words, whys)
    made.closed = whys.keys() - chosen
    may = words.keys() - whys.keys()
    if whys and len(may) == 1 and made.required and made.widget == "choice" and not made.value:
        made.value, made.hint = next(iter(may)), ONLY


def _dress_registered(
    made: Field, meaning: Meaning, filling: Filling, listed: Mapping[str, str]
) -> None:
    """A short list is read, a long one searched."""
    if len(listed) <= MOST_AT_A_GLANCE:
        made.widget, made.options = "choice", listed
        return
    made.widget, made.thing = "picker", meaning.reference
    made.text = first(filling.entries, made.path + TEXT) or listed.get(made.value, made.value)


def _dress_text(made: Field, meaning: Meaning, service: str) -> None:
    known = registry()
    made.hint = made.hint or meaning.given
    if meaning.kind == "clause":
        made.widget = "choice"
        made.options = {c.id: f"{c.id.removeprefix('RZ-')} {c.zh}" for c in known.clauses_in_order}
    elif meaning.kind == "service":
        made.widget, made.options = "choice", {service: services()[service].title}
    elif meaning.kind == "parameter":
        own = f"{service}."
        made.widget = "choice"
        made.options = {n: p.zh for n, p in known.parameters.items() if n.startswith(own)}
    elif meaning.kind == "long-text" or meaning.resolved.get("maxLength", 0) > 300:
        made.widget = "long"
    elif meaning.kind == "date":
        made.widget, made.hint = "day", "如 1225、12-25 或 2025-12-25"
    elif meaning.kind == "month":
        made.hint = "如 9 或 2025-09"
    elif meaning.unit == "basis-points":
        made.widget, made.unit = "number", "%"
    elif "integer" in meaning.types:
        made.widget = "number"


def _dress_list(made: Field, meaning: Meaning, filling: Filling) -> None:
    item = meaning.item
    if meaning.kind == "attachment":
        made.widget, made.hint = "files", FILES
        made.options = {text: json.loads(text).get("name", "附件") for text in made.values}
    elif found := _of_stream(item, filling):
        made.widget = "several"
        _offer(made, found.words, filling, {*made.values})
    elif options := choices(item) or _at_a_glance(item, filling):
        made.widget, made.options = "several", options
    else:
        made.widget = "rows"
        numbers = rows(filling.entries, made.path)
        if made.path == filling.more or not numbers:
            numbers = [*numbers, max(numbers, default=-1) + 1]
        for number in numbers:
            place = f"{made.path}.{number}"
            row = (
                fields(item, filling, place)
                if item.fields
                else [_field(item, place, False, filling)]
            )
            made.rows.append(row)


def _of_stream(item: Meaning, filling: Filling) -> Parts | None:
    """The parts of a stream that a list names."""
    told = item.within
    found = filling.parts.get((told["by"], told["part"])) if told and not told["new"] else None
    return found if found and found.whole and found.words else None


def _at_a_glance(item: Meaning, filling: Filling) -> Mapping[str, str]:
    listed = registered(item.reference, filling.references)
    return listed if len(listed) <= MOST_AT_A_GLANCE else {}
