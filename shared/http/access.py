"""Who sees which rows: towns and counties their own, the city all."""

from collections.abc import Mapping
from typing import Any

from shared.aggregate import Actor
from shared.http.problem import NOT_PERMITTED, Problem
from shared.registry.model import Registry


def towns_seen(actor: Actor, registry: Registry) -> frozenset[str] | None:
    """The towns whose matters an organisation sees; None for all.

    A town and its assistance group see the town; a county and its departments the county's towns.
    """
    id = actor.organisation
    town = id.removeprefix("assist-") if id.startswith("assist-") else id
    if town in registry.towns:
        return frozenset({town})
    county = _county(id, registry)
    if county is None:
        return None
    return frozenset(t.id for t in registry.towns.values() if t.county == county)


def county_seen(actor: Actor, registry: Registry) -> str:
    """The county that a county organisation belongs to; empty for any other organisation."""
    return _county(actor.organisation, registry) or ""


def check_sees(actor: Actor, registry: Registry, matter: Mapping[str, Any]) -> None:
    """Raise `Problem` 403 unless the actor sees a matter of this `town` and `county`, if any."""
    towns = towns_seen(actor, registry)
    town, county = matter.get("town") or "", matter.get("county") or ""
    if towns is None or town in towns or (not town and county in ("", _county_of(actor, registry))):
        return
    place = registry.towns.get(town) or registry.counties.get(county)
    name = place.name if place else town or county
    raise Problem(
        NOT_PERMITTED,
        f"仅{name}、其所在区县和市级单位可以查看",
        f"Only {town or county}, its county and the city's organisations may see this.",
        town=town,
        county=county,
    )


def _county(organisation: str, registry: Registry) -> str | None:
    if organisation in registry.organisations:
        return None
    county = organisation.partition("-")[0]
    return county if county in registry.counties else None


def _county_of(actor: Actor, registry: Registry) -> str:
    id = actor.organisation.removeprefix("assist-")
    return registry.county_of(id) or _county(actor.organisation, registry) or ""
