"""What stands in a form as it opens: a draft, or what is known already and a proposed number; and
what becomes known as it is filled in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shared.policy.loader import registry
from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined
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
)
from shared.workbench.visit import Visit
from shared.workbench.words.meaning import Meaning, of_schema

_PARTS = {"basis-points": 100, "thousandths": 1000}
"""What a number of a unit is divided by to be said."""


def opened(
    visit: Visit, declared: Declared, command: Mapping[str, Any], fixed: Mapping[str, str]
) -> tuple[Entries, float]:
    """The entries, and when they were kept as a draft (0 where there is none)."""
    stream = visit.request.args.get("stream", "")
    form = f"{declared.service}/{command['name']}/{stream}"
    draft = visit.bench.store.draft(visit.person.owner, form)
    if draft is not None:
        return draft.entries, draft.kept_at
    meaning = of_schema(command["schema"])
    entries: dict[str, list[str]] = {
        name: [value]
        for name, value in visit.request.args.items()
        if name in command["schema"]["properties"]
    }
    entries |= {n: [place] for n, place in own_places(visit, meaning).items() if n not in entries}
    _fill_in(visit, declared, command, {**{n: v[0] for n, v in entries.items()}, **fixed}, entries)
    if command["proposal"] and not fixed:
        _propose(visit, declared, command, entries)
    entries |= {n: texts for n, texts in usual(visit, meaning).items() if n not in entries}
    return entries, 0.0


def own_places(visit: Visit, meaning: Meaning) -> dict[str, str]:
    """The town and the county that somebody works for, by the fields that name one."""
    known, own = registry(), visit.person.organisation
    ahead = own.partition("-")[0] if own not in known.organisations else ""
    county = known.county_of(own) or (ahead if ahead in known.counties else "")
    of_kind = {"town": own if own in known.towns else "", "county": county}
    return {one.name: place for one in meaning.fields if (place := of_kind.get(one.kind, ""))}


def usual(visit: Visit, meaning: Meaning) -> dict[str, list[str]]:
    """What a form nearly always says, and that it may be another: entries of its fields."""
    today, own = visit.bench.today(), visit.person.organisation
    said = {
        "today": f"{today}",
        "self": own,
        "this-year": f"{today.year}",
        "this-month": f"{today.month}",
    }
    entries: dict[str, list[str]] = {}
    for one in meaning.fields:
        if text := said.get(one.usual):
            entries |= {one.name: [text], one.name + SOURCE: [HABITS[one.usual]]}
            entries[one.name + KNOWN] = [text]
    return entries


def still_usual(visit: Visit, meaning: Meaning, entries: Entries) -> Entries:
    """The same, but what a form began with on another day stays as a value alone: nobody is told of
    yesterday that it is today."""
    now = usual(visit, meaning)
    gone = {
        one.name
        for one in meaning.fields
        if first(entries, one.name + SOURCE) in HABITS.values()
        and first(entries, one.name + KNOWN) != first(now, one.name + KNOWN)
    }
    said = {name + below for name in gone for below in (SOURCE, KNOWN)}
    return {name: texts for name, texts in entries.items() if name not in said}


def become_known(
    visit: Visit, declared: Declared, command: Mapping[str, Any], entries: dict[str, list[str]]
) -> list[str]:
    """Fill in what is known by what has been chosen since; the fields that are filled in so."""
    plain = command["schema"]["properties"]
    given = {name: text for name in plain if (text := first(entries, name))}
    for name in plain:
        if name not in given and not first(entries, name + TEXT):
            entries.pop(name, None)
    return _fill_in(visit, declared, command, given, entries)


def typed_as(meaning: Meaning, value: Any) -> dict[str, list[str]]:
    """A value as a form's entries, below the field's own path."""
    if meaning.unit == "fen":
        whole = value % 10_000 == 0 and abs(value) >= 1_000_000
        divisor, unit = (1_000_000, "万元") if whole else (100, "元")
        return {"": [f"{Decimal(value) / divisor:f}"], UNIT: [unit]}
    if parts := _PARTS.get(meaning.unit):
        return {"": [f"{Decimal(value) / parts:f}"]}
    if isinstance(value, bool):
        return {"": ["true" if value else "false"]}
    return {"": [str(value)]}


def _fill_in(
    visit: Visit,
    declared: Declared,
    command: Mapping[str, Any],
    given: Mapping[str, str],
    entries: dict[str, list[str]],
) -> list[str]:
    """Fill in what is known, also by other services, and where each is from."""
    if not given:
        return []
    meanings = {m.name: m for m in of_schema(command["schema"]).fields}
    filled: list[str] = []
    try:
        answer = visit.get(declared.service, f"/commands/{command['name']}/prefill", **given)
    except (Away, Declined):
        return []
    found = list(answer["known"])
    for one in answer["elsewhere"]:
        if one["service"] not in visit.bench.settings.services:
            continue
        query = {"field": one["of"], **one["alike"]}
        try:
            told = visit.get(one["service"], f"/streams/{one['stream']}/known", **query)["known"]
        except (Away, Declined):
            continue
        if told:
            found.append({"field": one["field"], **told})
    for one in found:
        name, meaning = one["field"], meanings.get(one["field"])
        if meaning is None or name in entries or isinstance(one["value"], list | dict):
            continue
        for below, texts in typed_as(meaning, one["value"]).items():
            entries[name + below] = texts
        entries[name + SOURCE], entries[name + KNOWN] = [one["says"]], [as_typed(entries, name)]
        filled.append(name)
    return filled


def _propose(
    visit: Visit,
    declared: Declared,
    command: Mapping[str, Any],
    entries: dict[str, list[str]],
) -> None:
    told = command["proposal"]
    if told["field"] in entries:
        return
    given = {n: entries[n][0] for n in told["needs"] if n in entries}
    try:
        answer = visit.get(declared.service, told["path"], **given)
    except (Away, Declined):
        return
    entries[told["field"]] = [answer["proposal"]]
    entries[told["field"] + SOURCE] = [NUMBERED]
