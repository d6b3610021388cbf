"""The organisations that RZ-1 names: the text names no lead; housing operates it."""

from shared.kernel.aggregate import organisation

HOUSING = organisation("housing")
