"""Every sentence of the policy is carried out and shown; every rule is seen to refuse."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from shared.kernel.aggregate import Rule
from shared.policy.loader import registry
from shared.policy.model import Clause
from shared.runtime.settings import SERVICES
from tests.contracts.snapshot import published
from tests.contracts.words import refusals_expected, sentences_named


def test_every_sentence_has_a_command_an_event_and_a_test():
    found = missing(registry().clauses, used("commands"), used("events"), sentences_named())
    assert not found, "\n".join(found)


def test_what_a_sentence_lacks_is_listed():
    first, second = Clause("RZ-9.9.a", "甲", "a", ()), Clause("RZ-9.9.b", "乙", "b", ())
    known = {c.id: c for c in (first, second)}
    assert missing(known, {first.id}, {first.id}, {second.id}) == [
        "RZ-9.9.a 甲: no test",
        "RZ-9.9.b 乙: no command, no event",
    ]
    known[second.id] = replace(second, rule_of=first.id)
    assert missing(known, {first.id}, known.keys(), known.keys()) == []
    known[second.id] = replace(second, rule_of="RZ-9.9.c")
    assert missing(known, {first.id}, known.keys(), known.keys()) == ["RZ-9.9.b 乙: no command"]


def test_every_rule_is_expected_to_refuse_in_some_test():
    seen = refusals_expected()
    unseen = [f"{where}: {rule.name}" for where, rule in rules() if rule not in seen]
    assert len(rules()) > 250
    assert not unseen, "no test expects a refusal by\n" + "\n".join(unseen)


def test_every_rule_names_a_registered_clause():
    strange = [f"{rule.name}: {rule.clause}" for _, rule in rules() if rule.clause not in CLAUSES]
    assert not strange


CLAUSES = {*registry().clauses, "design"}


def missing(
    clauses: Mapping[str, Clause],
    commands: Iterable[str],
    events: Iterable[str],
    tests: Iterable[str],
) -> list[str]:
    """A line for each sentence that lacks something; a rule of another needs no command."""
    commands, events, tests = set(commands), set(events), set(tests)
    lines = []
    for id, clause in sorted(clauses.items()):
        lacks = {
            "command": (clause.rule_of or id) not in commands,
            "event": id not in events,
            "test": id not in tests,
        }
        if any(lacks.values()):
            what = ", ".join(f"no {thing}" for thing, lacking in lacks.items() if lacking)
            lines.append(f"{id} {clause.zh}: {what}")
    return lines


def used(part: str) -> set[str]:
    """The clauses of everything that all services publish as `commands` or as `events`."""
    return {entry["clause"] for s in SERVICES for entry in published(s)[part].values()}


@cache
def rules() -> list[tuple[str, Rule]]:
    """Every rule of every service, once, with the module that states it."""
    found: dict[int, tuple[str, Rule]] = {}
    for service in SERVICES:
        package = importlib.import_module(f"services.{service}.domain")
        for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(entry.name)).values():
                if isinstance(value, Rule):
                    found.setdefault(id(value), (entry.name, value))
    return list(found.values())
