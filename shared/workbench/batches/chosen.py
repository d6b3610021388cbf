"""The matters that were ticked, and which commands may be given to how many of them now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from shared.workbench.faces import Away, Declined, Question
from shared.workbench.forms.typed import numeral
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.matters import split
from shared.workbench.words.saying import organisation

MOST = 200
Offer = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A ticked matter. `version` is the one that was looked at, empty before any was; `offers` by
    command, as its service tells them."""

    service: str
    stream: str
    version: str = ""
    id: str = ""
    name: str = ""
    offers: Mapping[str, Offer] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return matter_path(self.service, self.stream)

    @property
    def value(self) -> str:
        """How a form carries it."""
        return f"{self.path}#{self.version}" if self.version else self.path


@dataclass(frozen=True)
class Choice:
    """A command, the rows to which it may be given now, and the others of its service, each with
    why not."""

    service: str
    name: str
    title: str
    may: Sequence[Row]
    may_not: Sequence[tuple[Row, Offer]]

    @property
    def value(self) -> str:
        return f"{self.service}/{self.name}"


def ticked(visit: Visit) -> list[Row]:
    """The rows of the form, each once; what is no matter of a known service is left out."""
    found: dict[tuple[str, str], Row] = {}
    for text in visit.request.form.getlist("row"):
        path, _, version = text.partition("#")
        parts = path.split("/")
        if len(parts) == 4 and parts[1] == "matter":
            service, stream = map(unquote, parts[2:])
            if service in visit.declared and stream:
                known = version if numeral(version) is not None else ""
                found[service, stream] = Row(service, stream, known)
    return list(found.values())


def named(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    """The rows by their names."""
    told = []
    for row in rows:
        declared = visit.declared[row.service]
        category, id = split(declared, row.stream)
        told.append((row, declared.key_of(category)[1], id))
    names = visit.names((thing, id) for _, thing, id in told if thing)
    return [
        Row(row.service, row.stream, row.version, id, names.get((thing, id)) or organisation(id))
        for row, thing, id in told
    ]


def offered(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    """The rows with their offers and versions; of a row whose service does not answer, none."""
    asked = [Question(r.service, f"/streams/{r.stream}/offers") for r in rows]
    told = []
    for row, answer in zip(named(visit, rows), visit.get_all(asked), strict=True):
        if isinstance(answer, Away | Declined):
            told.append(row)
            continue
        offers = {o["command"]: o for o in answer["offers"]}
        version = row.version or str(answer["version"])
        told.append(Row(row.service, row.stream, version, row.id, row.name, offers))
    return told


def choices(rows: Iterable[Row]) -> list[Choice]:
    """The commands that may be given to one of the rows at least, the widest first."""
    found: dict[tuple[str, str], tuple[str, list[Row], list[tuple[Row, Offer]]]] = {}
    for row in rows:
        for name, offer in row.offers.items():
            _, may, may_not = found.setdefault((row.service, name), (offer["title"], [], []))
            if offer["may"]:
                may.append(row)
            else:
                may_not.append((row, offer))
    made = [
        Choice(service, name, title, may, may_not)
        for (service, name), (title, may, may_not) in found.items()
        if may
    ]
    return sorted(made, key=lambda choice: -len(choice.may))
