"""Every event is folded: a module of messages names its events, and an aggregate folds them all.

That `evolve` has a case for each event of its union is for mypy to say: `assert_never` ends it. Where
no decision rests on an event, its case says why.
"""

import importlib
import typing
from collections import defaultdict
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

from shared.kernel.aggregate.aggregate import Aggregate
from shared.runtime.settings import SERVICES
from shared.schemas.events import PLATFORM, events_of
from tests.contracts.swaps import domain

Types = set[type[Any]]


def languages(service: str) -> dict[str, ModuleType]:
    """The modules of a service's published language, by their names."""
    room = importlib.import_module(f"shared.schemas.{service}")
    names = [module.name for module in iter_modules(room.__path__)]
    return {name: importlib.import_module(f"{room.__name__}.{name}") for name in names}


def declared(service: str) -> dict[str, Types]:
    """The events that each module of it declares."""
    found: dict[str, Types] = defaultdict(set)
    for event in events_of(service):
        if event.service == service:
            found[event.data.__module__.rpartition(".")[2]].add(event.data)
    return found


def members(union: Any) -> Types:
    return set(typing.get_args(union)) or {union}


def folded(service: str) -> dict[str, Types]:
    """What `evolve` folds, by the file or the package of the aggregate."""
    found: dict[str, Types] = defaultdict(set)
    for _, module in domain():
        for value in vars(module).values():
            if isinstance(value, Aggregate) and module.__name__ == value.state.__module__:
                _, owner, _, home, *_ = module.__name__.split(".")
                if owner == service:
                    _state, event, *_ = typing.get_type_hints(value.fold).values()
                    found[home] |= members(event)
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_a_module_of_messages_names_all_its_events(service: str) -> None:
    modules = languages(service)
    for name, events in declared(service).items():
        differ = members(modules[name].Event) ^ events
        assert not differ, f"`Event` of {name} and the events it declares differ by {differ}"


@pytest.mark.parametrize("service", SERVICES)
def test_an_aggregate_folds_what_is_published_under_its_name(service: str) -> None:
    """What every service may append is folded by whose it is there."""
    homes = folded(service)
    anybodys = {event.data for event in events_of(PLATFORM)}
    published: dict[str, Types] = {home: set() for home in homes}
    for module, events in declared(service).items():
        [*_, home] = sorted(h for h in homes if module == h or module.startswith(f"{h}_"))
        published[home] |= events
    for home, events in published.items():
        differ = (homes[home] - anybodys) ^ events
        assert not differ, f"what is published of {home} and what it folds differ by {differ}"
