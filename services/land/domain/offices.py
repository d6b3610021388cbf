"""The county's offices that act for land: its own department of land, and of money; no other.

Only support in formalities (RZ-2.3.c) is any department's to give.
"""

from shared.kernel.aggregate import county_department

COUNTY_LAND = county_department("natural-resources")
COUNTY_FINANCE = county_department("finance")
