"""What a form's fields may be chosen from where they name a part of a stream: a contract of a fund.

The service tells which parts there are; each is said in words, by what the event that made it says.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.forms.entries import TEXT, Entries, first
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning

_LONGEST = 60
"""Characters of one thing that is said of a part."""


@dataclass(frozen=True)
class Parts:
    """The parts of a kind: their words by their ids, and the id that a new one may have. `whole`
    says that there are no others."""

    words: Mapping[str, str]
    next: str
    whole: bool


Known = Mapping[tuple[str, str], Parts]
"""By the field that holds the stream's id, and the kind of part."""
Said = list[list[tuple[Any, Meaning]]]
"""What is said of each part."""


def known_parts(
    visit: Visit, declared: Declared, meaning: Meaning, stands: Callable[[str], str]
) -> Known:
    """The parts that the fields of a command's form name, of the streams that it names already;
    `stands` tells what a field says."""
    beside = {
        (one["by"], one["part"]): {n: stands(n) for n in one["beside"]}
        for one in _naming(meaning)
        if one["beside"] and not one["new"]
    }
    asked = parts_asked(declared, meaning, stands)
    told = {
        (by, part["part"]): fitting
        for by, answer in zip(asked, visit.get_all(asked.values()), strict=True)
        if not isinstance(answer, Away | Declined)
        for part in answer["parts"]
        if (fitting := _fitting(part, beside.get((by, part["part"]))))
    }
    return {
        (by, kind): _in_words(visit, declared, part, {by: stands(by)})
        for (by, kind), part in told.items()
    }


def standing(entries: Entries, fixed: Mapping[str, str]) -> Callable[[str], str]:
    """What a form's fields say, by their names."""

    def stands(name: str) -> str:
        return fixed.get(name) or first(entries, name) or first(entries, name + TEXT)

    return stands


def parts_asked(
    declared: Declared, meaning: Meaning, stands: Callable[[str], str | None]
) -> dict[str, Question]:
    """What a service is asked for the parts that a form's fields name, by the fields that say of
    which stream; `stands` tells what a field says."""
    streams = {
        one["by"]: quote(f"{one['of']}-{id}", safe="")
        for one in _naming(meaning)
        if (id := stands(one["by"]))
    }
    return {by: Question(declared.service, f"/streams/{s}/parts") for by, s in streams.items()}


def _in_words(
    visit: Visit, declared: Declared, told: Mapping[str, Any], own: Mapping[str, str]
) -> Parts:
    """Parts as a service tells them, of the stream that is `own`, by a field and its id."""
    said = _said(declared, told)
    names = visit.names_beside(
        ({**own, **c["beside"]}, [w for v, m in said[n] for w in saying.referred(v, m)])
        for n, c in enumerate(told["choices"])
    )
    return _parts(told, said, names)


def _fitting(told: Mapping[str, Any], beside: Mapping[str, str] | None) -> Mapping[str, Any] | None:
    """Of the parts those that stand beside what the form says; nothing while it says too little."""
    if beside is None:
        return told
    fitting = [
        choice
        for choice in told["choices"]
        if all(beside.get(name) == str(value) for name, value in choice["beside"].items())
    ]
    return {**told, "choices": fitting} if fitting or all(beside.values()) else None


def _naming(meaning: Meaning) -> Iterator[Mapping[str, Any]]:
    """What a message's fields say of the parts that they name."""
    for one in meaning.fields:
        item = one.item if "array" in one.types else one
        if item.within:
            yield item.within
        yield from _naming(item)


def _said(declared: Declared, told: Mapping[str, Any]) -> Said:
    """What is said of each part, with its meaning: what the event's field of that name means."""
    said: Said = []
    for choice in told["choices"]:
        event = declared.meaning(choice["type"])
        said.append([(v, _meaning(event, name, declared)) for name, v in choice["says"].items()])
    return said


def _meaning(event: Meaning, name: str, declared: Declared) -> Meaning:
    """A field of an event or of its rows, by its name."""
    rows = [one.item if "array" in one.types else one for one in event.fields]
    parts = (part for one in [event, *rows] for part in one.fields if part.name == name)
    return next(parts, Meaning(name, declared.vocabulary.get(name, {})))


def _parts(told: Mapping[str, Any], said: Said, names: Sequence[saying.Named]) -> Parts:
    """Those that have ended come last."""

    def rank(choice: Mapping[str, Any]) -> tuple[bool, int]:
        return choice["ended"], -choice["version"]

    words: dict[str, str] = {}
    each = zip(told["choices"], said, names, strict=True)
    for choice, of, named in sorted(each, key=lambda c: rank(c[0])):
        id = str(choice["id"])
        texts = [_brief(value, means, named) for value, means in of]
        last = choice["last"]
        if last["version"] != choice["version"]:
            texts.append(f"{last['title']} {last['day']}")
        words[id] = _called(id, texts)
    return Parts(words, told["next"] or "", told["complete"])


def _called(id: str, texts: Sequence[str]) -> str:
    """A part by what is said of it, with its number; one that has a name instead, by that first."""
    if not re.fullmatch(r"[a-z0-9-]+", id):
        return " · ".join([id, *texts])
    number = f"第 {id} 项" if id.isdigit() else id
    return f"{' · '.join(texts)}（{number}）" if texts else number


def _brief(value: Any, meaning: Meaning, names: Mapping[tuple[str, str], str]) -> str:
    if isinstance(value, list):
        return "、".join(_brief(v, meaning.item, names) for v in value)
    said = saying.say(value, meaning, names)
    text = said if isinstance(said, str) else getattr(said, "text", "")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
