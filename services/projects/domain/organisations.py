"""The organisations that RZ-2.1 names: the lead, and who takes part."""

from shared.kernel.aggregate import organisation

HOUSING = organisation("housing")
REFORM = organisation("reform")
NATURAL_RESOURCES = organisation("natural-resources")
ECOLOGY = organisation("ecology")
APPROVAL = organisation("approval")

REVIEWERS = (HOUSING, REFORM, NATURAL_RESOURCES, ECOLOGY, APPROVAL)
"""The five departments of the joint review."""
