"""What a field may be chosen from where the registry lists it."""

from collections.abc import Mapping
from typing import Any

from shared.policy.loader import registry
from shared.workbench.words.saying import organisation

ORGANISATION = "organisation"
MOST_AT_A_GLANCE = 20
"""Longer lists are searched, not read."""


def registered(thing: str, references: Mapping[str, Any]) -> Mapping[str, str]:
    """The names by their ids; empty for what a ledger lists. Organisations come with the counties'
    departments and the assistance groups, which the registry only derives."""
    labels: Mapping[str, str] = references.get(thing, {}).get("labels", {})
    return _with_derived(labels) if thing == ORGANISATION and labels else labels


def called(thing: str, text: str) -> str:
    """The id of the organisation that somebody typed the whole name of; any other text as it is."""
    if thing != ORGANISATION:
        return text
    known = registry()
    labels = {id: organisation(id) for id in (*known.organisations, *known.counties, *known.towns)}
    return next((id for id, name in _with_derived(labels).items() if name == text), text)


def _with_derived(labels: Mapping[str, str]) -> Mapping[str, str]:
    known = registry()
    derived = [f"{c}-{d}" for c in known.counties for d in known.departments]
    derived += [f"assist-{town.id}" for town in known.towns.values() if town.pilot]
    return {**labels, **{id: organisation(id) for id in derived}}
