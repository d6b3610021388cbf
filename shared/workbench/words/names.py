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

Beside = tuple[tuple[str, str], ...]
"""What something is numbered within, by the columns that tell it."""
Wanted = tuple[str, str, Beside]
"""A thing and an id; of a thing that is numbered within others, within which, as far as is known."""
KNOWN_SECONDS = 60.0
_MOST = 50_000
_AT_A_TIME = 100
PLACES = ("town", "county", "organisation")
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
        self._known: dict[tuple[str, Wanted], tuple[float, str]] = {}
        self._swept = clock()
        self._mutex = threading.Lock()

    def of(self, person: Person, wanted: Iterable[Wanted]) -> dict[Wanted, str]:
        """The names of things; one that is not seen, or has no name, is left out."""
        references = self._catalogue.namings(person)
        named: dict[Wanted, str] = {}
        ask: dict[str, set[Wanted]] = {}
        now = self._clock()
        for one in set(wanted):
            thing, id, _ = one
            told = references.get(thing, {})
            if id in told.get("labels", ()):
                named[one] = told["labels"][id]
                continue
            at, name = self._known.get((person.role, one), (float("-inf"), ""))
            if now - at <= KNOWN_SECONDS:
                named[one] = name
            elif "view" in told:
                ask.setdefault(thing, set()).add(one)
        named |= self._asked(person, references, ask)
        return {one: name for one, name in named.items() if name}

    def _asked(
        self, person: Person, references: Mapping[str, Any], ask: Mapping[str, set[Wanted]]
    ) -> Iterator[tuple[Wanted, str]]:
        questions = [
            (told, part, _question(told, part))
            for thing, every in ask.items()
            for part in _parts(sorted(every, key=str))
            if references[thing]["service"] in self._faces.services
            for told in _ledgers(references[thing])
        ]
        answers = self._faces.get_all(person, [q for _, _, q in questions])
        now = self._clock()
        for (told, part, _), answer in zip(questions, answers, strict=True):
            if isinstance(answer, Away | Declined):
                continue
            names = _names(told, answer, part)
            with self._mutex:
                self._sweep(now)
                self._known |= {(person.role, one): (now, name) for one, name in names.items()}
            yield from names.items()

    def _sweep(self, now: float) -> None:
        """Forget what is no longer believed; all, where that is too much."""
        if len(self._known) > _MOST:
            self._known.clear()
        elif now - self._swept > KNOWN_SECONDS:
            kept = {k: told for k, told in self._known.items() if now - told[0] <= KNOWN_SECONDS}
            self._known, self._swept = kept, now


def name_of(told: Mapping[str, Any], page: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """What a thing is called: its name, else what else its ledger says of it, numbers behind
    words."""
    columns = {c["name"]: Meaning.of_column(c) for c in page["columns"]}
    tells = [
        name
        for name in told["says"]
        if row.get(name) not in (None, "") and columns[name].reference in ("", *PLACES)
    ]
    numbers = [
        n
        for n in tells
        if columns[n].kind in saying.NUMBERS
        and not columns[n].labels
        and saying.organisation(row[n]) == row[n]
    ]
    said = [
        saying.organisation(row[name])
        if columns[name].reference in PLACES
        else saying.brief(row[name], columns[name])
        for name in tells
        if name not in numbers
    ]
    if said and columns[told["says"][0]].kind in ("name", "party", "long-text"):
        return said[0]
    words, beside = " ".join(dict.fromkeys(said)), "、".join(row[name] for name in numbers)
    return f"{words}（{beside}）" if words and beside else words or beside


def _ledgers(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The ledger that lists a thing; then those that call some of its kind that are not there."""
    yield told
    for view in told.get("also", ()):
        yield {**told, "view": view}


def _names(
    told: Mapping[str, Any], page: Mapping[str, Any], wanted: Iterable[Wanted]
) -> dict[Wanted, str]:
    """What a ledger's rows call what is wanted. What is numbered within something else has its
    number beside it, and where several of a number are called differently it has none."""
    found: dict[Wanted, str] = {}
    if told.get("within"):
        told = {**told, "says": told["says"][:1]}
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in page["rows"]:
        rows.setdefault(str(row[told["column"]]), []).append(row)
    for one in wanted:
        _, id, beside = one
        every = rows.get(id, [])
        of = [r for r in every if all(r[n] == v for n, v in beside)] or every
        names = {name_of(told, page, row) for row in of}
        name = names.pop() if len(names) == 1 else ""
        if told.get("within") and name and not _named_so(told, page):
            name = f"{name}（{id}）"
        if of:
            found[one] = name
    return found


def _named_so(told: Mapping[str, Any], page: Mapping[str, Any]) -> bool:
    """Whether what says the name is one."""
    column = next(c for c in page["columns"] if c["name"] == told["says"][0])
    return Meaning.of_column(column).kind == "name"


def _question(told: Mapping[str, Any], wanted: list[Wanted]) -> Question:
    """Narrowed by a column within which things are numbered where it is known of all; not by a
    place, of which a thing may have become another's since."""
    query: dict[str, Any] = {told["column"]: sorted({id for _, id, _ in wanted}), "limit": 500}
    besides = [dict(beside) for _, _, beside in wanted]
    for name in told.get("within", ()):
        if name not in PLACES and all(name in beside for beside in besides):
            query[name] = sorted({beside[name] for beside in besides})
    return Question(told["service"], f"/views/{told['view']}", query)


def _parts(wanted: list[Wanted]) -> Iterator[list[Wanted]]:
    rest = iter(wanted)
    while part := list(islice(rest, _AT_A_TIME)):
        yield part
