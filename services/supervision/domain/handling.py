"""Who may handle an issue 承办: the departments of the city, the county and its departments."""

from shared.aggregate import COUNTY, COUNTY_DEPARTMENTS, organisation
from shared.registry.model import Registry

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

HOUSING = organisation("housing")
HANDLERS = (*(organisation(id) for id in CITY_DEPARTMENTS), COUNTY, COUNTY_DEPARTMENTS)


def may_handle(handler: str, town: str, county: str) -> bool:
    """Whether an organisation can be made the handler of a matter of that town."""
    return any(authority.includes(handler, town, county) for authority in HANDLERS)


def leads_of(clause: str, county: str, registry: Registry) -> tuple[str, ...]:
    """The organisations that lead a clause; `county` among them is the matter's own county."""
    known = registry.clauses.get(clause)
    return tuple(county if lead == "county" else lead for lead in known.lead) if known else ()


def pilot_town_of(county: str, registry: Registry) -> str:
    """The county's pilot town, for which a matter of the county stands; empty if it has none."""
    towns = (t.id for t in registry.towns.values() if t.county == county and t.pilot)
    return next(towns, "")
