"""The organisations that RZ-2.5 names, and the county's own, whose acts most of them are."""

from shared.kernel.aggregate import county_department, organisation
from shared.policy.registry import Registry

ORGANIZATION = organisation("organization")
STAFFING = organisation("staffing")
HOUSING = organisation("housing")
HUMAN_RESOURCES = organisation("human-resources")
COUNTY_ORGANIZATION = county_department("organization")
COUNTY_STAFFING = county_department("staffing")
COUNTY_HUMAN_RESOURCES = county_department("human-resources")
COUNTY_FINANCE = county_department("finance")
DISCIPLINE = organisation("discipline")
COUNTY_DISCIPLINE = county_department("discipline")


def is_department(id: str, registry: Registry) -> bool:
    """Whether it is an organisation of the city, or a county's government or department."""
    return id in registry.organisations or id.partition("-")[0] in registry.counties


def late_one(id: str, county: str, instead: str, registry: Registry) -> str:
    """Who is told to be late where this organisation should have acted: itself, if it is the city's
    or that county's; `instead` where it is a town, or decides outside of the city."""
    own = id == county or id.startswith(f"{county}-")
    return id if own or id in registry.organisations else instead
