"""Who sees what is declared for every aggregate, view and sealed event: closed unless opened."""

from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from typing import Any, get_args, get_type_hints

from shared.kernel.aggregate import Aggregate, Part, part, to_named, to_town
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.aggregate.seeing import named_in
from shared.kernel.deadlines.table import RunningDeadline
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.definition import View
from shared.kernel.views.row import Row, definitions, view
from shared.policy.loader import registry
from shared.runtime.parts import Commands, Views
from shared.runtime.settings import SERVICES


def test_every_aggregate_and_every_view_says_who_sees_it():
    undeclared = [a.category for a in aggregates() if a.sight is None]
    undeclared += [v.name for v in views() if v.of is None and v.sight is None]
    assert not undeclared, "declare whom it is opened to: " + ", ".join(undeclared)


def test_what_an_opening_reads_is_on_the_state_of_its_aggregate():
    missing = [
        f"{a.category}: {name}"
        for a in aggregates()
        for o in a.sight or ()
        for name in o.attributes()
        if not on_state(a, name)
    ]
    assert not missing


def test_what_a_part_reads_is_on_its_events_or_on_the_state():
    missing = [
        f"{a.category}, {p.name}: {name}"
        for a in aggregates()
        for p in a.parts.values()
        for event in p.events
        for o in p.openings
        for name in o.attributes()
        if not (on_state(a, name) or name in {f.name for f in fields(event)} or p.about)
    ]
    missing += [
        f"{a.category}, {p.name}: {p.until}"
        for a in aggregates()
        for p in a.parts.values()
        if p.until and not on_state(a, p.until)
    ]
    assert not missing


def test_a_view_carries_what_its_openings_read_or_says_that_it_does_not():
    missing = [f"{v.name}: {name}" for v in views() for name in not_carried(v)]
    assert not missing


def test_a_view_that_carries_less_is_found():
    fund = Aggregate("fund-of-test", None, key="fund", title="", sight=[to_town()])

    @view("of-test", title="", key="fund", version=1, of=fund)
    class Unsighted(Row):
        fund: str

    assert not_carried(definitions(Unsighted)[0]) == ["town"]


def test_a_sealed_part_names_its_events_and_opens_them_to_somebody():
    for a, p in parts():
        assert not p.sealed or (p.events and p.openings), f"{a.category}: {p.name}"


def test_a_sealed_part_without_events_can_not_be_declared():
    try:
        part("bid", to_town(), until="decided")
    except ValueError as error:
        assert "bid" in str(error)
    else:
        raise AssertionError("a sealed part would cover what nobody thought of")


def test_a_sealed_decision_that_lists_without_a_document_is_seen_by_all_whom_its_kind_is():
    """The ledger of decisions without a document opens them by category."""
    for a, p in parts():
        for event in p.events if p.sealed else ():
            if type(None) in get_args(get_type_hints(event).get("document")):
                assert to_named() in p.openings, f"{a.category}: {event.__name__}"


def test_somebody_is_named_wherever_the_clauses_name_somebody():
    empty = [a.category for a in aggregates() if to_named() in (a.sight or ())]
    empty = [a.category for a in aggregates() if a.category in empty and not named(a)]
    assert not empty


def aggregates() -> Iterator[Aggregate[Any]]:
    for service in SERVICES:
        for declared in vars(import_module(f"services.{service}.service").Service).values():
            if isinstance(declared, Commands):
                yield from declared.aggregates
    yield PARAMETERS


def views() -> Iterator[View]:
    for service in SERVICES:
        for declared in vars(import_module(f"services.{service}.service").Service).values():
            if isinstance(declared, Views):
                yield from definitions(*declared.rows)
    yield from definitions(
        RunningDeadline, HeldTask, *{*own_ledgers("projects"), *own_ledgers("credit")}
    )


def parts() -> Iterator[tuple[Aggregate[Any], Part]]:
    return ((a, p) for a in aggregates() for p in a.parts.values())


def named(aggregate: Aggregate[Any]) -> frozenset[str]:
    return named_in(aggregate, registry())


def on_state(aggregate: Aggregate[Any], name: str) -> bool:
    return name == aggregate.key or hasattr(aggregate.initial, name)


def not_carried(view: View) -> list[str]:
    columns = {column.name for column in view.columns}
    read = {name for opening in view.openings or () for name in opening.attributes()}
    return sorted(name for name in read if not {*view.carriers(name)} <= columns)
