"""The organisations that RZ-3.1 and RZ-3.3 name."""

from shared.kernel.aggregate import organisation

HOUSING = organisation("housing")
GOV_OFFICE = organisation("gov-office")
