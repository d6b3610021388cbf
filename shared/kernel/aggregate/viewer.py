"""An organisation as one who looks: what it holds of each relation, and what lets it in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.kernel.aggregate.authority import INSTITUTIONS
from shared.kernel.aggregate.sight import BY_ATTRIBUTE, Lookup, Opening, Relation, person_of
from shared.policy.registry import Registry


@dataclass(frozen=True)
class Viewer:
    """A person of an organisation, as the registry places it: what is held of each relation."""

    organisation: str
    city: bool
    held: Mapping[Relation, frozenset[str]]
    clauses: frozenset[str]

    def holding(self, relation: Relation) -> frozenset[str]:
        return self.held.get(relation, frozenset())

    def meets(self, opening: Opening, found: Lookup, named: frozenset[str]) -> bool:
        """Whether an opening lets it in; `named` are those whom `to_named` means there."""
        if not all(found(flag) is True for flag in opening.once):
            return False
        if opening.to in BY_ATTRIBUTE:
            return not self.holding(opening.to).isdisjoint(values(found(opening.by)))
        return self.always(opening, named)

    def always(self, opening: Opening, named: frozenset[str]) -> bool:
        """Whether an opening that reads nothing off what is looked at lets it in."""
        match opening.to:
            case "organisation":
                return self.organisation == opening.by
            case "named":
                clauses = opening.by.split()
                if clauses:
                    return not self.clauses.isdisjoint(clauses)
                return self.organisation in named
            case "city":
                return self.city
            case "everyone":
                return True
        return False


def viewer(organisation: str, registry: Registry, person: str = "") -> Viewer:
    """An organisation, or a person of it, as one who looks."""
    town = organisation.removeprefix("assist-")
    own_county = registry.county_of(town)
    county = _county(organisation, registry)
    towns = {t.id for t in registry.towns.values() if t.county == county} if county else set()
    city = registry.is_city(organisation)
    held: dict[Relation, frozenset[str]] = {
        "town": frozenset({town} if own_county else towns),
        "county": frozenset({county} - {""}),
        "region": frozenset({county, own_county} - {""}),
        "party": frozenset({organisation}),
        "person": frozenset({person_of(organisation, person)} if person else ()),
        "audience": _audiences(organisation, registry),
    }
    clauses = (c for c in registry.clauses.values() if city)
    named = frozenset(c.id for c in clauses if organisation in (*c.lead, *c.participants))
    return Viewer(organisation, city, held, named)


def values(attribute: Any) -> tuple[str, ...]:
    """The ids in an attribute: one, several or none."""
    if attribute is None or attribute == "":
        return ()
    return (attribute,) if isinstance(attribute, str) else tuple(attribute)


def labels(openings: Iterable[Opening], found: Lookup, category: str) -> tuple[str, ...]:
    """Whom openings let in at this moment, as texts that are compared with `held_labels`."""
    told = set()
    for opening in openings:
        if not all(found(flag) is True for flag in opening.once):
            continue
        if opening.to in BY_ATTRIBUTE:
            told |= {f"{opening.to}:{value}" for value in values(found(opening.by))}
        elif opening.to == "named":
            told |= {f"clause:{c}" for c in opening.by.split()} or {f"named:{category}"}
        else:
            told.add(f"{opening.to}:{opening.by}")
    return tuple(sorted(told))


def held_labels(viewer: Viewer, named: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The labels that let a viewer in; `named` are the organisations by category."""
    held = {f"{relation}:{v}" for relation, found in viewer.held.items() for v in found}
    held |= {f"clause:{clause}" for clause in viewer.clauses}
    held |= {f"named:{category}" for category, them in named.items() if viewer.organisation in them}
    held |= {f"organisation:{viewer.organisation}", "everyone:"}
    return frozenset(held | ({"city:"} if viewer.city else set()))


def _county(organisation: str, registry: Registry) -> str:
    """The county of a county's government or department."""
    if organisation in registry.organisations:
        return ""
    county = organisation.partition("-")[0]
    return county if county in registry.counties else ""


def _audiences(organisation: str, registry: Registry) -> frozenset[str]:
    """小组 `group` reaches the assistance groups, 部门 `departments` those of city and counties as
    well, 区县 `counties` their governments, 公开 `public` everybody."""
    if organisation.startswith("assist-"):
        return frozenset({"group", "departments", "counties", "public"})
    if organisation in registry.towns or INSTITUTIONS.includes(organisation, "", ""):
        return frozenset({"public"})
    if organisation in registry.counties:
        return frozenset({"counties", "public"})
    return frozenset({"departments", "counties", "public"})
