"""What a field may be chosen from where the registry lists it."""

from collections.abc import Mapping
from typing import Any

from shared.policy.loader import registry
from shared.workbench.words.saying import organisation

ORGANISATION = "organisation"
MOST_AT_A_GLANCE = 20
"""Longer lists are searched, not read."""


def registered(thing: str, references: Mapping[str, Any]) -> Mapping[str, str]:
    """The names by their ids; empty for what a ledger lists."""
    labels: Mapping[str, str] = references.get(thing, {}).get("labels", {})
    return labels


def called(thing: str, text: str) -> str:
    """The id of the organisation that somebody typed the whole name of; any other text as it is."""
    if thing != ORGANISATION:
        return text
    known = registry()
    ids = (*known.organisations, *known.counties, *known.towns, *known.derived)
    return next((id for id in ids if organisation(id) == text), text)
