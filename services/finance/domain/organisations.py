"""The organisations that RZ-2.2 names, and who holds money of a fund."""

from shared.kernel.aggregate import COUNTY, county_department, organisation

FINANCE = organisation("finance")
TAX = organisation("tax")
PBOC = organisation("pboc")
GOV_OFFICE = organisation("gov-office")
COUNTY_FINANCE = county_department("finance")
HOLDERS = (FINANCE, COUNTY, COUNTY_FINANCE)
"""The city's finance department; of a county's money the county and its finance department."""
