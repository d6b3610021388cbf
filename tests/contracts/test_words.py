"""What an event names by an id or a value, its ledger says by the words that templates take."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from shared.face.imports import Template
from shared.face.words import Words, words_for
from shared.kernel.views.definition import View
from shared.runtime.parts import Imports, Views
from shared.runtime.settings import SERVICES
from shared.schemas.events import event_type

PARTS = [p for s in SERVICES for p in vars(import_module(f"services.{s}.service").Service).values()]
VIEWS = [row.definition for p in PARTS if isinstance(p, Views) for row in p.rows]
TEMPLATES = [t for p in PARTS if isinstance(p, Imports) for t in p.templates]


def enumerated(hint: Any) -> bool:
    """Whether values of an annotation come from a list of values."""
    return get_origin(hint) is Literal or any(enumerated(inner) for inner in get_args(hint))


def copied(view: View) -> Iterator[tuple[str, Any]]:
    """A column, and the annotation of the event's field that a fold puts into it as it is."""
    for name, (_, fold) in view.written.items():
        hints = get_type_hints(event_type(name).data, include_extras=True)
        tree = ast.parse(textwrap.dedent(inspect.getsource(fold)))
        for call in ast.walk(tree):
            for given in call.keywords if isinstance(call, ast.Call) else ():
                for field in as_it_is(given.value):
                    if given.arg and field in hints:
                        yield given.arg, hints[field]


def as_it_is(value: ast.expr) -> Iterator[str]:
    """The fields of the event that a value has in it, not looked up or compared."""
    match value:
        case ast.Attribute(value=ast.Name(id="event"), attr=field):
            yield field
        case ast.BoolOp(op=ast.Or(), values=[first, ast.Constant()]):
            yield from as_it_is(first)
        case ast.Call(func=ast.Name(id="list" | "tuple"), args=[inner]):
            yield from as_it_is(inner)
        case ast.List(elts=[ast.Starred(), inner]) | ast.Tuple(elts=[ast.Starred(), inner]):
            yield from as_it_is(inner)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_ledger_has_words_for_what_its_events_name(view: View) -> None:
    columns = {column.name: column for column in view.columns}
    for name, hint in copied(view):
        if name in columns and (words_for(hint) or enumerated(hint)):
            words = words_for(columns[name].hint)
            assert words is not None, f"{view.name}.{name} shows bare values"
            said = words_for(hint) or words
            assert words.said.items() >= said.said.items(), f"{view.name}.{name} has other words"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_an_export_says_what_a_template_takes(template: Template) -> None:
    view = next(v for v in VIEWS if v.name == template.view)
    columns = {column.name: column for column in view.columns}
    for column in template.columns:
        if column.words and column.field in columns:
            said = words_for(columns[column.field].hint)
            assert said is not None, f"{view.name}.{column.field} says no words"
            assert said == column.words
            assert all(column.words.mean(said.say(id)) == id for id in said.said)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_no_two_words_of_a_column_mean_the_same(template: Template) -> None:
    for column in template.columns:
        words: Words | None = column.words
        assert words is None or len(words.said) <= len(words.meant), column.title
