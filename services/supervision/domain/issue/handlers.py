"""Who may handle an issue 承办: the departments of the city, the county and its departments."""

from itertools import chain

from shared.kernel.aggregate import COUNTY, COUNTY_DEPARTMENTS, Context, organisation
from shared.policy.registry import Registry

CITY_DEPARTMENTS = (
    "housing",
    "reform",
    "natural-resources",
    "ecology",
    "approval",
    "finance",
    "pboc",
    "tax",
    "agriculture",
    "local-finance",
    "guarantee",
    "nfra",
    "organization",
    "staffing",
    "human-resources",
    "justice",
    "discipline",
    "gov-office",
)

HEADS = tuple(organisation(id) for id in CITY_DEPARTMENTS)
"""The departments of the city, whose heads answer the towns."""
HANDLERS = (*HEADS, COUNTY, COUNTY_DEPARTMENTS)


def may_handle(handler: str, town: str, county: str) -> bool:
    """Whether an organisation can be made the handler of a matter of that town."""
    return any(authority.includes(handler, town, county) for authority in HANDLERS)


def leads_of(clause: str, county: str, context: Context) -> tuple[str, ...]:
    """The organisations that lead a clause. A county among them is the matter's own, or, under the
    other reading, every county within the clause's scope (reading 8)."""
    registry = context.registry
    known = registry.clauses.get(clause)
    if known is None:
        return ()
    counties: tuple[str, ...] = (county,)
    if "county" in known.lead and context.parameter("supervision.county_lead") == "every":
        scope = {registry.county_of(place) or place for place in known.scope or registry.counties}
        others = (id for id in registry.counties if id in scope and id != county)
        counties = (county, *others)
    leads = (counties if lead == "county" else (lead,) for lead in known.lead)
    return tuple(chain.from_iterable(leads))


def find_town(town: str, county: str, registry: Registry) -> str:
    """The pilot town that stands for a matter: its own, or else its county's, or else the first.

    Empty if the county has none.
    """
    if town:
        return town
    towns = (t for t in registry.towns.values() if t.pilot)
    return next((t.id for t in towns if county in ("", t.county)), "")


def is_county_department(organisation: str, county: str) -> bool:
    return COUNTY_DEPARTMENTS.includes(organisation, "", county)
