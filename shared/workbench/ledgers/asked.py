"""What of a ledger is asked for: by the page's address, in the service's own words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from shared.workbench.forms import typed
from shared.workbench.forms.entries import TEXT
from shared.workbench.forms.options import called
from shared.workbench.words.meaning import Meaning
from shared.workbench.words.saying import Named, brief

PAGE, MOST = 50, 200
ABSENT = "未填"
"""What people filter by to find the rows that have nothing there."""
_OWN = {"sort", "after", "as_of", "by_day_of", "rows"}
HAPPENED = "happened"
"""How an address says that a day is asked for by what had happened, and not by what was recorded."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

Columns = Mapping[str, Meaning]


@dataclass(frozen=True)
class Asked:
    """`filters` are the service's parameters with their values; `typed` is what people typed for
    them. `errors` tells what of it can't be read."""

    filters: Mapping[str, list[str]] = field(default_factory=dict)
    typed: Mapping[str, list[str]] = field(default_factory=dict)
    sort: str = ""
    after: str = ""
    as_of: str = ""
    happened: bool = False
    """Whether `as_of` is about what had happened by then, recorded whenever."""
    rows: str = ""
    """How many a page has, where somebody wants as many as there may be."""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> dict[str, Any]:
        """What the service is asked by, but for the page."""
        told: dict[str, Any] = dict(self.filters)
        if self.sort:
            told["sort"] = self.sort
        if self.as_of:
            told["effective" if self.happened else "as_of"] = self.as_of
        return told

    @property
    def limit(self) -> int:
        return MOST if self.rows else PAGE

    def address(self, **other: str) -> str:
        """The address of the same rows with something else; an empty value takes it away."""
        told: dict[str, Any] = {
            **self.typed,
            "sort": self.sort,
            "as_of": self.as_of,
            "by_day_of": HAPPENED if self.happened else "",
            "rows": self.rows,
            **other,
        }
        return "?" + urlencode({n: v for n, v in told.items() if v}, doseq=True)


def asked(args: MultiDict[str, str], columns: Columns, today: date) -> Asked:
    """Read a page's address. What can't be read is left out and told."""
    filters: dict[str, list[str]] = {}
    said: dict[str, list[str]] = {}
    errors: dict[str, str] = {}
    for given, texts in args.lists():
        name = given.removesuffix(TEXT)
        named, _, operator = name.partition("__")
        column = columns.get(named)
        texts = [text.strip() for text in texts if text.strip()]
        if name in _OWN or column is None or not texts or (given != name and args.get(name)):
            continue
        if operator and column.several:
            continue
        try:
            if given != name:
                texts = [_meant(column, text) for text in texts]
            said[name] = texts
            filters[name] = [_value(column, text, today) for text in texts]
        except typed.Unreadable as error:
            errors[name] = f"{column.title}：{error}"
    sort = args.get("sort", "")
    sorted_by = columns.get(sort.removeprefix("-"))
    sort = sort if sorted_by and not sorted_by.several else ""
    as_of = args.get("as_of", "")
    if as_of:
        try:
            as_of = typed.past(as_of, today, typed.moment)
        except typed.Unreadable as error:
            as_of, errors["as_of"] = "", f"时光：{error}"
    rows = str(MOST) if args.get("rows") == str(MOST) else ""
    happened = bool(as_of) and args.get("by_day_of") == HAPPENED
    return Asked(filters, said, sort, args.get("after", ""), as_of, happened, rows, errors)


_FLAGS = {"true": "是", "false": "否"}


def chips(asked: Asked, columns: Columns, named: Named) -> Iterator[tuple[str, str]]:
    """What is filtered by, in words, each with the address without it; `named` are the names of
    the things that are."""
    signs = {"": "为", "gte": "不小于", "lte": "不大于"}
    for name, texts in asked.typed.items():
        column, _, operator = name.partition("__")
        meaning = columns[column]
        plain = operator and meaning.kind != "moment"
        words = "、".join(
            text
            if plain or text == ABSENT
            else _FLAGS[text]
            if meaning.types == {"boolean"} and text in _FLAGS
            else named.get((meaning.reference, text)) or brief(text, meaning)
            for text in texts
        )
        yield f"{meaning.title}{signs[operator]} {words}", asked.address(**{name: ""})


def _meant(column: Meaning, text: str) -> str:
    """The id of what was typed in a picker and not picked: an organisation's whole name, or an id.
    Raises `Unreadable`."""
    meant = called(column.reference, text)
    if text == ABSENT or _ID.fullmatch(meant):
        return meant
    raise typed.Unreadable(f"请从列表中选取“{text}”所指")


def _value(column: Meaning, text: str, today: date) -> str:
    """A typed value as the service reads it."""
    if text == ABSENT:
        return ""
    if column.unit == "fen":
        return str(typed.money(text))
    if column.unit == "square-metres":
        return typed.area(text)
    if column.kind == "date":
        return typed.day(text, today)
    return text
