"""Who sees which rows: towns and counties their own, the city all; what is told, whom it reaches."""

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


def audiences_seen(actor: Actor, registry: Registry) -> frozenset[str]:
    """How widely something must be told to reach an organisation.

    小组 `group` reaches the assistance groups, 部门 `departments` those of city and counties as
    well, 区县 `counties` their governments, 公开 `public` everybody.
    """
    id = actor.organisation
    if id.startswith("assist-"):
        return frozenset({"group", "departments", "counties", "public"})
    if id in registry.towns:
        return frozenset({"public"})
    if id in registry.counties:
        return frozenset({"counties", "public"})
    return frozenset({"departments", "counties", "public"})


def check_sees(actor: Actor, registry: Registry, matter: Mapping[str, Any]) -> None:
    """Raise `Problem` 403 unless the actor sees a matter of this `town` and `county`, if any.

    One with an `audience` is seen by whom that reaches, and by its `parties`.
    """
    if "audience" in matter:
        _check_reached(actor, registry, matter)
        return
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


def _check_reached(actor: Actor, registry: Registry, matter: Mapping[str, Any]) -> None:
    reached = matter["audience"] in audiences_seen(actor, registry)
    if not reached and actor.organisation not in matter["parties"]:
        raise Problem(
            NOT_PERMITTED,
            "不在其公布范围内",
            "It was not told to your organisation.",
        )


def _county(organisation: str, registry: Registry) -> str | None:
    if organisation in registry.organisations:
        return None
    county = organisation.partition("-")[0]
    return county if county in registry.counties else None


def _county_of(actor: Actor, registry: Registry) -> str:
    id = actor.organisation.removeprefix("assist-")
    return registry.county_of(id) or _county(actor.organisation, registry) or ""
