"""What a field may be chosen from where the registry lists it."""

from collections.abc import Mapping
from typing import Any

from shared.policy.loader import registry
from shared.workbench.words.saying import organisation

ORGANISATION = "organisation"


def registered(thing: str, references: Mapping[str, Any]) -> Mapping[str, str]:
    """The names by their ids; empty for what a ledger lists. Organisations come with the counties'
    departments and the assistance groups, which the registry only derives."""
    labels: Mapping[str, str] = references.get(thing, {}).get("labels", {})
    if thing != ORGANISATION or not labels:
        return labels
    known = registry()
    derived = [f"{c}-{d}" for c in known.counties for d in known.departments]
    derived += [f"assist-{town.id}" for town in known.towns.values() if town.pilot]
    return {**labels, **{id: organisation(id) for id in derived}}
