"""What a form must know of a field stands beside it: its title, its kind, its unit, its labels."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from marshmallow import fields
from marshmallow.validate import OneOf

from shared.face.meanings import meaning, things
from shared.runtime.settings import SERVICES
from shared.schemas.glossary import terms_of
from shared.schemas.references import REGISTERED, references
from shared.schemas.words import words_of
from tests.contracts.fields import Told, everything, told

LISTED = references(tuple(SERVICES))
GENERAL = {
    "编号",
    "数量",
    "值",
    "是否",
    "天数",
    "年数",
    "百分比",
    "份额（万分之一）",
    "单位",
    "说明",
}
"""Titles of types: they say what a value is, not what it is for."""
SAID_SO = {"organisation", "remark", "reason"}
"""Names whose word is that general."""


def lacking(service: str) -> list[str]:
    """The fields without a word of their own."""
    return [
        f"{f.where}: {title or 'no title'}"
        for f in told(service)
        if not (title := f.field.metadata.get("title", ""))
        or (title in GENERAL and f.name not in SAID_SO)
    ]


@pytest.mark.parametrize("service", SERVICES)
def test_every_field_has_a_word(service: str) -> None:
    assert lacking(service) == []


def test_every_enumerated_value_has_a_label() -> None:
    assert [f.where for f in everything() if bare_values(f)] == []


def test_every_text_is_of_a_kind() -> None:
    texts = [f for f in everything() if isinstance(f.item, fields.String)]
    assert [f.where for f in texts if not f.told.get("x-kind")] == []


def test_every_id_says_of_what_it_is() -> None:
    ids = [f for f in everything() if f.told.get("x-kind") == "id"]
    assert len(ids) > 500
    assert [f.where for f in ids if not f.told.get("x-reference")] == []


def test_every_figure_has_a_unit() -> None:
    figures = [f for f in everything() if isinstance(f.item, fields.Integer | fields.Decimal)]
    bare = [f.where for f in figures if not f.told.keys() & {"x-unit", "x-kind"}]
    assert bare == []


def test_money_areas_and_limits_have_the_unit_that_their_names_say() -> None:
    said = {
        "_fen": "fen",
        "area": "square-metres",
        "working_days": "working-days",
        "_percent": "percent",
        "thousandths": "thousandths",
    }
    wrong = [
        f.where
        for f in everything()
        for ending, unit in said.items()
        if f.name.endswith(ending) and f.told.get("x-unit") != unit
    ]
    assert wrong == []


@pytest.mark.parametrize("service", ["", *SERVICES])
def test_no_word_of_the_glossary_is_idle(service: str) -> None:
    names = {f.name for f in everything() if f.where.startswith(f"{service}.") or not service}
    assert sorted(terms_of(service).keys() - names) == []


def bare_values(f: Told) -> bool:
    """Whether a value of an enumeration has no label, or is none that its field takes. Where it
    says something of a person, a sealed text stands for it later: its annotation names no values."""
    listed = set(values_of(get_type_hints(f.message)[f.name]))
    taken = {v for check in f.item.validators if isinstance(check, OneOf) for v in check.choices}
    return bool((listed | taken) - {None} - f.told.get("x-labels", {}).keys()) or (
        bool(taken) and listed != taken - {None} and not f.told.get("x-personal")
    )


def values_of(hint: Any) -> Iterator[Any]:
    """The values of the enumerations that an annotation names."""
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    else:
        for inner in get_args(hint):
            yield from values_of(inner)


DEFINITIONS = {
    (service, row.definition.name): row.definition
    for service in SERVICES
    for row in import_module(f"services.{service}.service").Service.views.rows
}
VIEWS = {key: {column.name: column for column in v.columns} for key, v in DEFINITIONS.items()}


@pytest.mark.parametrize("name", LISTED)
def test_a_thing_is_listed_in_a_ledger_that_has_its_columns(name: str) -> None:
    thing = LISTED[name]
    columns = VIEWS[thing.service, thing.view]
    assert {thing.column, *thing.says, *thing.within} <= columns.keys()
    assert all(columns[c].scalar for c in (thing.column, *thing.says, *thing.within))


def test_what_a_field_refers_to_is_listed_and_what_is_listed_is_referred_to() -> None:
    named = {f.told["x-reference"] for f in everything() if "x-reference" in f.told}
    assert named == LISTED.keys() | REGISTERED


def test_what_a_ledgers_column_is_the_id_of_is_listed() -> None:
    named = {
        (view, column.name): told["reference"]
        for (service, view), columns in VIEWS.items()
        for column in columns.values()
        if "reference" in (told := meaning(DEFINITIONS[service, view], column, service))
    }
    assert named["allocations-by-project", "fund"] == "fund"
    assert named["land-requests", "project"] == "project"
    assert set(named.values()) <= things().keys()


def test_every_figure_and_text_of_a_ledger_says_what_it_is() -> None:
    assert [
        f"{view}.{column.name}"
        for (service, view), columns in VIEWS.items()
        for column in columns.values()
        if column.scalar and not words_of(column.hint)
        and not meaning(DEFINITIONS[service, view], column, service)
    ] == []  # fmt: skip
