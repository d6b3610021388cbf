"""A page of a ledger, said in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.policy.loader import present
from shared.workbench.catalogue import Declared
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning
from shared.workbench.words.saying import Said

TASKS = "tasks"
"""The ledger of tasks that every service has."""
NUMBERS = frozenset(
    {"fen", "square-metres", "count", "points", "percent", "people", "days", "basis-points",
     "thousandths"}
)  # fmt: skip

OF_PROGRAMS = frozenset({"ended_event", "dossier", "fact"})
"""Columns of ledgers that every service has, by which programs find things."""

FEW = 3
"""So many parts, of so many fields each, are said in a cell."""


@dataclass(frozen=True)
class Cell:
    """`path` is where it leads, if anywhere."""

    said: Said
    path: str = ""


@dataclass(frozen=True)
class Column:
    """`number` stands to the right; what is not `plain` can't be sorted by, nor, unless it holds
    several values, filtered."""

    name: str
    title: str
    number: bool
    plain: bool
    meaning: Meaning

    @property
    def filtered(self) -> bool:
        return self.plain or self.meaning.several


def columns_of(declared: Declared, view: Mapping[str, Any]) -> list[Column]:
    """The columns that tell people something: the one that says what a row is first, the rows' own
    number last. What only holds rows apart, composed of other columns, is left out."""
    every = [Meaning.of_column(told, declared.vocabulary) for told in view["columns"]]
    named = any(map(_tells, every))
    made = []
    for told in view["columns"]:
        own = _own_number(told, view) if named else told
        meaning = Meaning.of_column(own, declared.vocabulary)
        own_key = told["name"] == view["key"]
        composed = own_key and (meaning.kind in ("key", "part") or view["name"] == TASKS)
        if meaning.hidden or composed or told["name"] in OF_PROGRAMS:
            continue
        made.append(
            Column(
                told["name"],
                meaning.heading,
                meaning.unit in NUMBERS,
                told["type"] != "json",
                meaning,
            )
        )
    first = next((c for c in made if _tells(c.meaning)), made[0]) if made else None
    last = {view["key"]} if first and first.name != view["key"] else set()
    return sorted(made, key=lambda c: (c is not first, c.name in last and c.meaning.kind == "id"))


def rows_of(
    visit: Visit,
    declared: Declared,
    view: Mapping[str, Any],
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
) -> list[list[Cell]]:
    """Rows as cells in the columns' order; the first leads to what the row is about, where its
    reader may open that: ledgers of a log list more than each may."""
    rows = list(rows)
    named = visit.names_beside(
        (row, [pair for c in columns for pair in saying.referred(row.get(c.name), c.meaning)])
        for row in rows
    )
    lines = []
    leading = paths_of(visit, declared, view, rows)
    for row, of, path in zip(rows, named, leading, strict=True):
        cells = [Cell(_said(row.get(c.name), c, of, declared.labels)) for c in columns]
        if cells and path:
            first = cells[0].said
            text = first.text if isinstance(first, saying.Link) else first
            cells[0] = Cell(text if text != saying.NOTHING else "查看", path)
        lines.append(cells)
    return lines


def paths_of(
    visit: Visit, declared: Declared, view: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Where each row leads: to what it is about, nowhere where its reader may not open that."""
    leading = [stream_of(declared, view, row) for row in rows]
    asked = leading if _may_be_closed(declared, view) else ()
    streams = {(declared.service, stream) for stream in asked if stream}
    closed = {stream for _, stream in streams - visit.openable(streams)}
    return [
        matter_path(declared.service, stream) if stream and stream not in closed else ""
        for stream in leading
    ]


def _may_be_closed(declared: Declared, view: Mapping[str, Any]) -> bool:
    """Whether rows of a ledger may be read by who may not open what they are about: who sees a row
    of an aggregate's own ledger sees its stream, and a task waits for who may open its matter."""
    listed = any(column["name"] == "stream" for column in view["columns"])
    return view["name"] != TASKS and (listed or not own_of(declared, view))


def _said(value: Any, column: Column, named: saying.Named, words: Mapping[str, str]) -> Said:
    """Parts of a row are counted, its own page has room for them; a code in a column of texts is
    said as the service calls it."""
    if column.meaning.kind in ("text", "key", "part") and isinstance(value, str) and value in words:
        return saying.coded(value, words)
    if column.meaning.kind == "place" and value:
        return saying.place(value, words)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _in_a_line(value, column) or f"{len(value)} 项"
    if column.meaning.kind == "clause" and value:
        return str(value).removeprefix("RZ-") if value in present().clauses else saying.NOTHING
    return saying.say(value, column.meaning, named)


def _in_a_line(parts: Sequence[Mapping[str, Any]], column: Column) -> str:
    """A few short parts as words; nothing where they have more to say than a cell has room for."""
    if len(parts) > FEW or any(len(part) > FEW for part in parts):
        return ""
    said = []
    for part in parts:
        known = {name: column.meaning.item.part(name) for name in part}
        if any(one is None or one.kind in ("long-text", *saying.NUMBERS) for one in known.values()):
            return ""
        words = (saying.brief(part[name], one) for name, one in known.items() if one)
        said.append(" ".join(words))
    return "；".join(said)


def leads_to(declared: Declared, view: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The page of the matter that a row is about, as far as that can be known."""
    stream = stream_of(declared, view, row)
    return matter_path(declared.service, stream) if stream else ""


def stream_of(declared: Declared, view: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The stream that a row is about, as far as that can be known."""
    if row.get("stream"):
        return str(row["stream"])
    key = view["key"]
    thing = next((c.get("reference", "") for c in view["columns"] if c["name"] == key), "")
    registered = "labels" in declared.references.get(thing, {})
    if view["source"] != declared.service or not thing or registered:
        return ""  # of a place there may be a row before there is a matter
    category = own_of(declared, view) or category_of(declared, thing)
    return f"{category}-{row[key]}" if category else ""


def own_of(declared: Declared, view: Mapping[str, Any]) -> str:
    """The aggregate of which a ledger has a row a stream, if it is such a ledger."""
    category = str(view.get("aggregate", ""))
    return category if category and declared.key_of(category)[0] == view["key"] else ""


def category_of(declared: Declared, thing: str) -> str:
    """The aggregate whose streams are of a thing: the one called so, else the only one keyed so."""
    if thing in declared.acted_in:
        return thing
    fitting = [c for c in sorted(declared.acted_in) if declared.key_of(c)[1] == thing]
    return fitting[0] if len(fitting) == 1 else ""


def _own_number(column: Mapping[str, Any], view: Mapping[str, Any]) -> Mapping[str, Any]:
    """The column that numbers the rows says the number: their names stand beside it."""
    if column["name"] != view["key"] or column.get("reference") in ("town", "county"):
        return column
    return {n: told for n, told in column.items() if n != "reference"}


def _tells(column: Meaning) -> bool:
    """Whether a column says what its row is."""
    return column.kind == "name" or column.name in ("about", "title", "name")
