"""What a column holds the codes of, a file says by their words: every kind of value has words or is
shown as it is, and which is the case is said here."""

from collections.abc import Iterator
from typing import NamedTuple, get_origin

import pytest

from shared.face.exports.cells import cells_of
from shared.face.exports.saying import BY_KIND, Titles
from shared.face.meanings import meaning
from shared.kernel.deadlines.table import RunningDeadline
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.definition import Column, View
from shared.policy.loader import registry
from shared.runtime.parts import declaration, service_class
from shared.runtime.settings import SERVICES
from shared.schemas.events import events_of

AS_THEY_ARE = {
    "name", "party", "long-text", "document-number", "post", "date", "moment", "year",
    "flag", "sha256", "technical", "limit", "value", "attachment", "id", "code",
}  # fmt: skip
"""Kinds of values that are words already, numbers that people know things by, or for programs."""


class Shown(NamedTuple):
    """A column of a service's ledger, what its values are, and what the service calls things."""

    view: View
    column: Column
    service: str
    kind: str
    reference: str
    titles: Titles

    def said(self, code: str) -> list[str]:
        """What the file's cells say of a code, and of what stands beside it."""
        beside = get_origin(self.column.hint) is dict
        value = code if self.column.type is str else {code: ""} if beside else [code]
        cells = cells_of(self.view, self.service, self.titles)
        return [cell.value(value) for cell in cells if cell.column == self.column.name]


def shown(service: str) -> Iterator[Shown]:
    declared = declaration(service_class(service))
    titles = {
        "category": {a.category: a.title for a in declared.aggregates},
        "command": {c.name: c.title for a in declared.aggregates for c in a.commands.values()},
        "place": {f"streams/{a.category}": a.title for a in declared.aggregates}
        | {f"views/{row.definition.name}": row.definition.title for row in declared.views},
    }
    for row in (*declared.views, *own_ledgers(service), HeldTask, RunningDeadline):
        view = row.definition
        for column in view.columns:
            told = meaning(view, column, service)
            kind, reference = told.get("kind", ""), told.get("reference", "")
            yield Shown(view, column, service, kind, reference, titles)


def codes(one: Shown) -> Iterator[str]:
    """Codes of a column's kind that have words."""
    known = registry()
    yield from {
        "town": list(known.towns),
        "county": list(known.counties),
        "organisation": [*known.organisations, *known.derived, *known.towns, "system"],
        "clause": list(known.clauses),
        "policy-version": [edition.version for edition in known.editions],
        "parameter": list(known.parameters),
        "service": list(SERVICES),
        "person": ["system"],
        "event": [event.name for event in events_of(one.service)],
    }.get(one.reference or one.kind, one.titles.get(one.kind, []))


@pytest.mark.parametrize("service", SERVICES)
def test_a_kind_of_value_has_words_or_is_shown_as_it_is(service: str) -> None:
    known = AS_THEY_ARE | BY_KIND.keys() | {"category", "command", "place", ""}
    assert {
        f"{s.view.name}.{s.column.name}: {s.kind}" for s in shown(service) if s.kind not in known
    } == set()


@pytest.mark.parametrize("service", SERVICES)
def test_no_file_shows_a_code_of_a_kind_that_has_words(service: str) -> None:
    bare = {
        f"{one.view.name}.{one.column.name} shows {code}"
        for one in shown(service)
        for code in codes(one)
        if any(code in said.split("：") for said in one.said(code))
    }
    assert bare == set()
