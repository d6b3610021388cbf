"""更正: every event that says in its title that it sets something right declares what."""

from dataclasses import fields
from importlib import import_module

import pytest

from shared.runtime.settings import SERVICES
from shared.schemas.events import EventType, events_of, type_of

SAYS_SO = ("更正", "修正", "纠正")


def known(service: str) -> list[EventType]:
    import_module(f"shared.schemas.{service}")
    return events_of(service)


@pytest.mark.parametrize("service", SERVICES)
def test_a_correction_declares_what_it_corrects(service: str) -> None:
    titled = [e for e in known(service) if any(word in e.title for word in SAYS_SO)]
    assert [e.name for e in titled if not e.corrects] == []


def test_what_is_corrected_is_of_the_same_service_and_has_the_fields_that_are_alike() -> None:
    declared = [(e, rule) for service in SERVICES for e in known(service) for rule in e.corrects]
    assert len(declared) > 25
    wrong = [
        (event.name, corrected.name)
        for event, rule in declared
        for corrected in [type_of(rule.type) if rule.type else event]
        for own, other in [(names(event), names(corrected))]
        if corrected.service != event.service
        or not own >= {*rule.alike, *rule.again, *filter(None, [rule.number])}
        or not other >= {*rule.alike}
    ]
    assert wrong == []


def names(event: EventType) -> set[str]:
    return {field.name for field in fields(event.data)}
