"""What 政策兑现 counts is declared for every sentence under which money, land or people move; and
what is sealed tells no town."""

from collections import defaultdict
from importlib import import_module
from typing import Any

from shared.kernel.exercise.acts import SEALED
from shared.policy.loader import registry
from shared.runtime.settings import SERVICES
from shared.schemas.events import events_of, type_of
from shared.schemas.figures import figures_of
from shared.schemas.marshalling import json_schema
from tests.contracts.test_sight import parts

COUNTS_NOTHING = {
    "RZ-2.1.a": "a project's investment is its own; what the policy gives it counts where it is given",
    "RZ-2.2.b": "a system divides revenue by shares, its limits for one payment are no money",
    "RZ-2.3.a": "land that was looked at",
    "RZ-2.3.b": "land that was found; it counts once it is used again (RZ-2.3.c)",
    "RZ-2.3.g": "a reserve counts where it is allocated to a request (RZ-2.3.d)",
    "RZ-2.3.i": "areas nominated, and what their quota brought, which is sealed; it counts by RZ-2.3.h",
    "RZ-2.4.c": "what each bank lent is its own business",
    "RZ-2.6.b": "what a town has in people for a power was there before",
    "RZ-3.2.b": "grades are no people more",
}
"""Sentences whose events tell of money, land or people, none of which counts, and why."""
COUNTABLE = {"fen", "square-metres", "people"}


def acts() -> list[Any]:
    """Every event that carries out a sentence."""
    for service in SERVICES:
        import_module(f"shared.schemas.{service}")
    every = {e.name: e for service in SERVICES for e in events_of(service)}
    return [e.data for e in every.values() if e.clause in registry().clauses]


def figures() -> set[Any]:
    return {event for service in SERVICES for event in figures_of(service)}


def countable() -> dict[str, set[str]]:
    """The events that say such a quantity and name a town, by sentence."""
    found: dict[str, set[str]] = defaultdict(set)
    for event in acts():
        told = json_schema(event)["properties"].values()
        towns = [about for about in told if about.get("x-reference") == "town"]
        if towns and any(about.get("x-unit") in COUNTABLE for about in told):
            found[type_of(event).clause].add(event.__name__)
    return found


def test_every_sentence_that_moves_something_counts_it_or_says_why_not():
    counted = {type_of(event).clause for event in figures()}
    silent = countable().keys() - counted - COUNTS_NOTHING.keys()
    assert not silent, {clause: countable()[clause] for clause in silent}


def test_no_reason_is_left_of_a_sentence_that_counts_something():
    counted = {type_of(event).clause for event in figures()}
    assert not COUNTS_NOTHING.keys() & counted
    assert COUNTS_NOTHING.keys() <= countable().keys()


def test_a_service_counts_its_own_events():
    for service in SERVICES:
        assert {type_of(event).service for event in figures_of(service)} <= {service}


def test_what_is_sealed_tells_no_town():
    sealed = {event.__name__ for _, part in parts() if part.sealed for event in part.events}
    assert sealed == SEALED
    assert not sealed & {event.__name__ for event in figures()}


def test_every_sentence_has_events_or_binds_those_of_another():
    known = registry().clauses
    done = {type_of(event).clause for event in acts()}
    assert {id for id in known if id not in done and not known[id].rule_of} == set()
