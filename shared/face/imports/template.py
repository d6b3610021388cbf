"""A template: which columns of a sheet make up which fields of one command.

    FUNDS = template(
        "funds", FUND, "register-fund", title="资金登记", view="fund-ledger",
        titles={"fund": "资金编号", "source": "来源"},
        example={"fund": "city-2024", "source": "central"},
    )

Columns follow from the command's data, and take the words of its kinds. Where a row is not simply the command, as where amounts
stand side by side that the command lists, `columns` name the columns and `shape` makes the data.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType
from typing import Any, Literal

from marshmallow import fields
from marshmallow.validate import OneOf

from shared.face.words import Words, words_for
from shared.kernel.aggregate import Aggregate
from shared.policy.sheets import Sheet, sheets
from shared.schemas.marshalling import schema_of
from shared.schemas.text import same_name

Kind = Literal["text", "integer", "fen", "area", "date", "flag"]

FEN, TEN_THOUSAND_YUAN = "（分）", "（万元）"
SQUARE_METRES, MU = "（平方米）", "（亩）"
GUIDE = "填写说明"
"""The sheet of an empty template that explains it; never the one that was filled in."""

_KINDS: list[tuple[type[fields.Field[Any]], Kind]] = [
    (fields.Integer, "integer"),
    (fields.Decimal, "area"),
    (fields.Boolean, "flag"),
    (fields.Date, "date"),
    (fields.String, "text"),
]


@dataclass(frozen=True)
class Column:
    """A column of the sheet: the field that it fills, its heading, what its cells hold.

    `words` are what clerks write for the values; where they are `open`, ids do as well. An
    amount's heading ends in （分）, an area's in （平方米）; the same heading with （万元） or （亩） may
    stand beside it.
    """

    field: str
    title: str
    kind: Kind
    required: bool = False
    words: Words | None = None

    @property
    def beside(self) -> str:
        """The heading of the column that gives the same in the clerks' unit, if there is one."""
        if self.kind == "fen":
            return self.title.removesuffix(FEN) + TEN_THOUSAND_YUAN
        if self.kind == "area":
            return self.title.removesuffix(SQUARE_METRES) + MU
        return ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings under which it may stand: the exact one first."""
        return (self.title, self.beside) if self.beside else (self.title,)


@dataclass(frozen=True)
class Form:
    """What a sheet that was filled in by a template is known by: its headings."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @cached_property
    def headings(self) -> dict[str, str]:
        """Every heading by what its spellings have in common."""
        return {same_name(title): title for c in self.columns for title in c.headings}

    def lacks(self, given: Container[str]) -> list[Column]:
        """The required columns that stand under none of the headings given."""
        return [
            c
            for c in self.columns
            if c.required and not any(same_name(t) in given for t in c.headings)
        ]


@dataclass(frozen=True)
class Template:
    """Rows of a sheet, each one `command`; `view` is the ledger in which they show.

    `example` is a row as the command takes it, by field. `shape` makes a command's plain data of
    a row's.
    """

    name: str
    title: str
    view: str
    command: str
    data: type[Any]
    columns: tuple[Column, ...]
    example: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    shape: Callable[[dict[str, Any]], dict[str, Any]] = dict

    @property
    def form(self) -> Form:
        """What a filled-in sheet is known by."""
        return Form(self.name, self.title, self.columns)

    def title_of(self, field: str) -> str:
        """The heading of the column that fills a field, or empty."""
        return next((c.title for c in self.columns if c.field == field), "")


def template(
    name: str,
    aggregate: Aggregate[Any],
    command: str,
    *,
    title: str,
    view: str,
    example: Mapping[str, Any],
    titles: Mapping[str, str] | None = None,
    columns: Iterable[Column] = (),
    shape: Callable[[dict[str, Any]], dict[str, Any]] = dict,
    notes: Iterable[str] = (),
) -> Template:
    """Declare a template for a public command.

    `titles` are headings where the fields' own are too general; what the city's pack calls them
    goes before either. Raises `ValueError` for headings that can't be told apart, and for those of
    a pack that name no column or leave out its unit.
    """
    data, said = aggregate.commands[command].data, sheets().get(name, Sheet())
    found = tuple(_called(name, tuple(columns) or _columns(data, titles or {}), said.headings))
    headings = [same_name(t) for c in found for t in c.headings]
    if len(set(headings)) < len(headings):
        raise ValueError(f"template {name}: a heading stands twice among {headings}")
    title, notes = said.title or title, (*notes, *said.notes)
    return Template(name, title, view, command, data, found, example, notes, shape)


def _called(name: str, columns: Iterable[Column], headings: Mapping[str, str]) -> Iterator[Column]:
    """The columns under the headings that a city gives them."""
    left = dict(headings)
    for column in columns:
        title = left.pop(column.field, column.title)
        for unit in (FEN, SQUARE_METRES):
            if column.title.endswith(unit) and not title.endswith(unit):
                raise ValueError(f"template {name}: {title} must end in {unit}")
        yield replace(column, title=title)
    if left:
        raise ValueError(f"template {name} has no columns {', '.join(left)}")


def _columns(data: type[Any], titles: Mapping[str, str]) -> Iterator[Column]:
    """A column for every field that a cell can hold."""
    for name, known in schema_of(data).fields.items():
        kind = _kind(name, known)
        if kind is None:
            if known.required:
                raise ValueError(f"{data.__name__}.{name} fits no cell: give columns and a shape")
            continue
        title = titles.get(name) or known.metadata.get("title", "")
        if not title:
            raise ValueError(f"{data.__name__}.{name} has no heading")
        yield Column(name, title, kind, known.required, words_for(type(known)))


def _kind(name: str, known: fields.Field[Any]) -> Kind | None:
    for type, kind in _KINDS:
        if isinstance(known, type):
            return "fen" if kind == "integer" and name.endswith("_fen") else kind
    return "text" if any(isinstance(check, OneOf) for check in known.validators) else None


def templates_of(module: ModuleType) -> list[Template]:
    """Every template that a module declares. Raises `TypeError` where it has none."""
    found = [value for value in vars(module).values() if isinstance(value, Template)]
    if not found:
        raise TypeError(f"{module.__name__} declares no template")
    return found
