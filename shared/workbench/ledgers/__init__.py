"""台账: any service's read model as a table that people filter, sort, page, add up and take away."""
