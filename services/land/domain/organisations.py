"""The organisations that RZ-2.3 names, and the county's own departments of land and of money.

No other department of a county acts for land but in formalities (RZ-2.3.c), any department's to
support.
"""

from shared.kernel.aggregate import county_department, organisation

NATURAL_RESOURCES = organisation("natural-resources")
REFORM = organisation("reform")
FINANCE = organisation("finance")
COUNTY_LAND = county_department("natural-resources")
COUNTY_FINANCE = county_department("finance")
