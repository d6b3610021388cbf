"""What of a form's choices its command would be refused for: shown last, with why, and not to be
chosen. The service judges, with what the form says already."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.forms.parts import Known
from shared.workbench.forms.reading import choices
from shared.workbench.visit import Visit
from shared.workbench.words.meaning import Meaning, of_schema
from shared.workbench.words.refusals import all_in_names

Command = Mapping[str, Any]
Stands = Callable[[str], str]
Whys = Mapping[str, str]
"""Why a command would be refused for something, by its id."""
_IDS = ("id", "key", "part")
ADDRESS = 4000
"""Bytes of an address that choices may take: a service reads eight thousand, of the whole."""


def closed_parts(
    visit: Visit, declared: Declared, command: Command, known: Known, stands: Stands
) -> dict[str, Whys]:
    """Of the fields that are chosen from parts: what would be refused, by the fields; `stands` tells
    what a field says."""
    asked = closed_asked(declared, command, known, stands)
    told = _whys(visit, declared, [question for _, question in asked])
    closed: dict[str, dict[str, str]] = {}
    for (name, _), whys in zip(asked, told, strict=True):
        closed.setdefault(name, {}).update(whys)
    return {**closed}


def closed_asked(
    declared: Declared, command: Command, known: Known, stands: Stands
) -> list[tuple[str, Question]]:
    """What a service is asked for that, each with the field; of many choices in several questions."""
    meaning = of_schema(command["schema"])
    said = {n: text for n in names_told(meaning) if (text := stands(n))}
    fields = [one for one in meaning.fields if one.name in command.get("judged", ())]
    among = {one.name: _choices(one.item if one.several else one, known) for one in fields}
    return [
        (name, _question(declared, command, name, some, said))
        for name, ids in among.items()
        for some in _short(ids)
    ]


def _short(ids: Iterable[str]) -> Iterator[list[str]]:
    """So many at once as an address holds."""
    some: list[str] = []
    room = ADDRESS
    for id in ids:
        takes = len(quote(id, safe="")) + len("%0A")
        if some and takes > room:
            yield some
            some, room = [], ADDRESS
        some.append(id)
        room -= takes
    if some:
        yield some


def _choices(meaning: Meaning, known: Known) -> Iterable[str]:
    """What a field is chosen from: words, or parts."""
    within = meaning.within
    if not within or within["new"]:
        return choices(meaning)
    found = known.get((within["by"], within["part"]))
    return found.words if found else ()


def closed_things(
    visit: Visit, declared: Declared, command: Command, path: str, ids: Iterable[str]
) -> Whys:
    """Of the things that are found for a field, as the request names them beside what else the form
    says: what would be refused."""
    field = re.sub(r"\.\d+$", "", path)
    if field not in command.get("judged", ()) or not (among := list(ids)):
        return {}
    properties, args = command["schema"]["properties"], visit.request.args
    said = {n: t for n in properties if n != field and (t := args.get(n, "").strip())}
    return next(_whys(visit, declared, [_question(declared, command, field, among, said)]))


def names_told(meaning: Meaning) -> Iterator[str]:
    """The fields by which choices are judged: ids, words, and whether something is so."""
    for one in meaning.fields:
        if one.several or one.fields:
            continue
        if one.reference or one.within or one.labels or one.kind in _IDS or "boolean" in one.types:
            yield one.name


def put_last(words: Mapping[str, str], whys: Whys) -> dict[str, str]:
    """Choices by their ids; those that would be refused come last and say why."""
    closed = {id: f"{word}：{whys[id]}" for id, word in words.items() if id in whys}
    return {id: word for id, word in words.items() if id not in whys} | closed


def _question(
    declared: Declared, command: Command, field: str, ids: Iterable[str], said: Mapping[str, str]
) -> Question:
    beside = {name: text for name, text in said.items() if name != field}
    query = {**beside, "judged": field, "among": "\n".join(ids)}
    return Question(declared.service, f"/commands/{command['name']}/closed", query)


def _whys(visit: Visit, declared: Declared, asked: Iterable[Question]) -> Iterator[Whys]:
    """Who does not answer, closes nothing: what is chosen is judged again when it is given."""
    for answer in visit.get_all(asked):
        closed = {} if isinstance(answer, Away | Declined) else answer["closed"]
        yield dict(zip(closed, all_in_names(visit, declared, closed.values()), strict=True))
