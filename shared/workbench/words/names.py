"""What things are called, by the ledgers that list them: asked for many at once, in one's sight."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from shared.workbench.catalogue import Catalogue
from shared.workbench.faces import Away, Declined, Faces, Question
from shared.workbench.person import Person
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning

Wanted = tuple[str, str]
"""A thing and an id."""
KNOWN_SECONDS = 60.0
_MOST = 50_000
_AT_A_TIME = 100
_PLACES = ("town", "county", "organisation")
"""What the registry calls by a name; ids of anything else name nothing."""


class Names:
    """Remembers names for a minute, apart for each person: of one organisation, a juror sees more.

    That something has no name is not remembered: the ledger that lists it may come to it at once.
    """

    def __init__(
        self, faces: Faces, catalogue: Catalogue, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._faces = faces
        self._catalogue = catalogue
        self._clock = clock
        self._known: dict[tuple[str, str, str], tuple[float, str]] = {}
        self._swept = clock()
        self._mutex = threading.Lock()

    def of(self, person: Person, wanted: Iterable[Wanted]) -> dict[Wanted, str]:
        """The names of things; one that is not seen, or has no name, is left out."""
        references = self._catalogue.references(person)
        named: dict[Wanted, str] = {}
        ask: dict[str, set[str]] = {}
        now = self._clock()
        for thing, id in set(wanted):
            told = references.get(thing, {})
            if id in told.get("labels", ()):
                named[thing, id] = told["labels"][id]
                continue
            at, name = self._known.get((person.role, thing, id), (float("-inf"), ""))
            if now - at <= KNOWN_SECONDS:
                named[thing, id] = name
            elif "view" in told:
                ask.setdefault(thing, set()).add(id)
        for thing, id, name in self._asked(person, references, ask):
            named[thing, id] = name
        return {one: name for one, name in named.items() if name}

    def _asked(
        self, person: Person, references: Mapping[str, Any], ask: Mapping[str, set[str]]
    ) -> Iterator[tuple[str, str, str]]:
        questions = [
            (thing, ids, _question(references[thing], ids))
            for thing, all_ids in ask.items()
            for ids in _parts(sorted(all_ids))
            if references[thing]["service"] in self._faces.services
        ]
        answers = self._faces.get_all(person, [q for _, _, q in questions])
        now = self._clock()
        for (thing, ids, _), answer in zip(questions, answers, strict=True):
            if isinstance(answer, Away | Declined):
                continue
            told = references[thing]
            names = _names(told, answer)
            with self._mutex:
                self._sweep(now)
                for id, name in names.items():
                    self._known[person.role, thing, id] = now, name
            yield from ((thing, id, names.get(id, "")) for id in ids)

    def _sweep(self, now: float) -> None:
        """Forget what is no longer believed; all, where that is too much."""
        if len(self._known) > _MOST:
            self._known.clear()
        elif now - self._swept > KNOWN_SECONDS:
            kept = {k: told for k, told in self._known.items() if now - told[0] <= KNOWN_SECONDS}
            self._known, self._swept = kept, now


def name_of(told: Mapping[str, Any], page: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """What a thing is called: its name, else what else its ledger says of it."""
    columns = {c["name"]: Meaning.of_column(c) for c in page["columns"]}
    said = [
        saying.organisation(row[name])
        if columns[name].reference in _PLACES
        else saying.brief(row[name], columns[name])
        for name in told["says"]
        if row.get(name) not in (None, "") and columns[name].reference in ("", *_PLACES)
    ]
    if said and columns[told["says"][0]].kind in ("name", "party", "long-text"):
        return said[0]
    return " ".join(said)


def _names(told: Mapping[str, Any], page: Mapping[str, Any]) -> dict[str, str]:
    """The names of a ledger's rows by their ids. What is numbered within something else has its
    number beside it, and where several of a number are called differently it has none."""
    found: dict[str, str] = {}
    if told.get("within"):
        told = {**told, "says": told["says"][:1]}
    for row in page["rows"]:
        id, name = str(row[told["column"]]), name_of(told, page, row)
        if told.get("within") and name and not _named_so(told, page):
            name = f"{name}（{id}）"
        found[id] = name if found.get(id, name) == name else ""
    return found


def _named_so(told: Mapping[str, Any], page: Mapping[str, Any]) -> bool:
    """Whether what says the name is one."""
    column = next(c for c in page["columns"] if c["name"] == told["says"][0])
    return Meaning.of_column(column).kind == "name"


def _question(told: Mapping[str, Any], ids: list[str]) -> Question:
    query = {told["column"]: ids, "limit": 500}
    return Question(told["service"], f"/views/{told['view']}", query)


def _parts(ids: list[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while part := list(islice(rest, _AT_A_TIME)):
        yield part
