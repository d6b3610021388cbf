"""The organisations that RZ-2.6 names, and the county's own offices that act for it."""

from shared.kernel.aggregate import county_department, organisation

STAFFING = organisation("staffing")
JUSTICE = organisation("justice")
COUNTY_STAFFING = county_department("staffing")
COUNTY_JUSTICE = county_department("justice")
