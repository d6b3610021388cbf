"""What the programme writes into ledgers, as files say it: words, wherever a code has one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from shared.face.codes import called
from shared.face.exports.cells import cells_of
from shared.face.meanings import meaning
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.tasks.holding import HeldTask, after, tasks_in
from shared.policy.loader import registry
from shared.runtime.parts import declaration, service_class
from shared.runtime.settings import SERVICES
from shared.schemas.events import events_of
from tests.scenario.pure_run import PureRun, Service

NUMBERS = {"id", "code", "part", "technical"}
"""Kinds of values by which things are known: one may be called like anything."""
OF_PROGRAMS = re.compile("[a-z]+(_[a-z]+)+|[{\\[].*")
"""A field's name, or what is no text."""
BETWEEN = re.compile("[、，；：（）\\s]+")


@pytest.fixture(scope="module")
def codes() -> frozenset[str]:
    """What has a word, whichever service it is of."""
    known = registry()
    found = {*known.towns, *known.counties, *known.organisations, *known.derived, *known.clauses}
    found |= {edition.version for edition in known.editions}
    for service in SERVICES:
        found |= {e.name for e in events_of(service)}
        for aggregate in declaration(service_class(service)).aggregates:
            found |= {c.name for c in aggregate.commands.values() if "-" in c.name}
    return frozenset({*found, *(c for c in called() if not c.isdigit()), "system"})


@pytest.mark.parametrize("name", SERVICES)
def test_no_file_shows_a_code_that_has_a_word(
    run: PureRun, codes: frozenset[str], name: str
) -> None:
    bare: dict[str, set[str]] = {}
    for place, said in texts(run, name):
        wrong = {w for w in BETWEEN.split(said) if w in codes or OF_PROGRAMS.fullmatch(w)}
        if wrong:
            bare.setdefault(place, set()).update(wrong)
    assert bare == {}, bare


def texts(run: PureRun, name: str) -> Iterator[tuple[str, str]]:
    """What the cells of all rows of a service's files say, but for ids and what programs keep."""
    declared = declaration(service_class(name))
    titles = {
        "category": {a.category: a.title for a in declared.aggregates},
        "command": {c.name: c.title for a in declared.aggregates for c in a.commands.values()},
    }
    for row in (*declared.views, *own_ledgers(name), HeldTask):
        view = row.definition
        kinds = {c.name: meaning(view, c, name).get("kind") for c in view.columns}
        cells = [c for c in cells_of(view, name, titles) if kinds[c.column] not in NUMBERS]
        service = run.service(view.source or name)
        held = tasks(service) if row is HeldTask else service.rows(row).by_key
        for one in held.values():
            for cell in cells:
                value = getattr(one, cell.column)
                if cell.kind == "text" and value is not None:
                    yield f"{view.name}.{cell.column}", cell.value(value)


def tasks(service: Service) -> Mapping[str, HeldTask]:
    """待办, as its table has them after every event."""
    aggregates, states = {a.category: a for a in service.aggregates}, dict[str, Any]()
    rows: dict[str, dict[str, HeldTask]] = {}
    for event, meta in service.log:
        aggregate = aggregates[meta.stream.removesuffix(f"-{meta.id}")]
        state = states[meta.stream] = aggregate.replay(
            [event], states.get(meta.stream, aggregate.initial)
        )
        held = rows.setdefault(meta.stream, {})
        for key, row in after(held, tasks_in(aggregate, meta.id, state, registry()), meta).items():
            if row is None:
                del held[key]
            else:
                held[key] = row
    return {key: row for of_stream in rows.values() for key, row in of_stream.items()}
