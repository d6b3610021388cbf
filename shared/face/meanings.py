"""What a ledger's columns mean, as forms and pickers need it: kind, unit, of which thing the id.

A column that is called as a field of an event which the ledger folds means what that field means;
else the glossary knows its name, or its own type tells.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from marshmallow import fields

from shared.face.words import registered
from shared.kernel.views.definition import Column, View
from shared.policy.services import services
from shared.schemas.events import event_type
from shared.schemas.glossary import known_as
from shared.schemas.marshalling import schema_of
from shared.schemas.references import REGISTERED, references
from shared.schemas.words import fields_of, words_of

_NAMES = {"x-kind": "kind", "x-unit": "unit", "x-reference": "reference"}
_BY_TYPE: dict[type[Any], Mapping[str, str]] = {
    date: {"x-kind": "date"},
    datetime: {"x-kind": "moment"},
    bool: {"x-kind": "flag"},
    int: {"x-unit": "count"},
    Decimal: {"x-unit": "points"},
    str: {"x-kind": "text"},
}
_ENDINGS = {"（分）": "fen", "（平方米）": "square-metres", "（%）": "percent"}


def meaning(view: View, column: Column, service: str) -> Mapping[str, str]:
    """`kind`, `unit` and `reference` of a column, each where it has one; `service` is the one that
    keeps the view."""
    row: Any = view.row
    return _meanings(row, view.source or service)[column.name]


def things() -> dict[str, Any]:
    """Every thing that a field may refer to: the ledger that lists it, or what the registry calls
    it."""
    known: dict[str, Any] = {
        name: {"title": title, "labels": dict(registered(name).said)}
        for name, title in REGISTERED.items()
    }
    return known | {name: thing.told() for name, thing in references(tuple(services())).items()}


@cache
def _meanings(row: Any, service: str) -> Mapping[str, Mapping[str, str]]:
    view: View = row.definition
    folded = [event_type(name).data for name in view.folds]
    return {c.name: _plain(_of(c, view, folded, service)) for c in view.columns}


def _of(column: Column, view: View, folded: list[type[Any]], service: str) -> Mapping[str, str]:
    own = {n: s for kind in fields_of(column.hint) for n, s in kind().metadata.items()}
    if words_of(column.hint) and "x-kind" not in own:
        return {}
    if own or column.type is bool:
        return own or _BY_TYPE[bool]
    if unit := next((u for ending, u in _ENDINGS.items() if ending in column.title), ""):
        return {"x-unit": unit}
    for event in folded:
        if (field := schema_of(event).fields.get(column.name)) and _alike(field, column):
            return _plain_of(field)
    known = known_as(f"shared.schemas.{service}.view", column.name)
    if column.type in _BY_TYPE and not known.keys() & _NAMES.keys():
        return {"x-kind": "key"} if column.name == view.key else _BY_TYPE[column.type]
    return known


def _alike(field: fields.Field[Any], column: Column) -> bool:
    """Whether a field can be what the column holds."""
    texts = column.type is str and isinstance(field, fields.String)
    return texts or (
        column.type in (int, date, Decimal)
        and isinstance(
            field, {int: fields.Integer, date: fields.Date, Decimal: fields.Decimal}[column.type]
        )
    )


def _plain_of(field: fields.Field[Any]) -> Mapping[str, str]:
    return {name: said for name, said in field.metadata.items() if name in _NAMES}


def _plain(told: Mapping[str, str]) -> Mapping[str, str]:
    return {_NAMES[name]: said for name, said in told.items() if name in _NAMES}
