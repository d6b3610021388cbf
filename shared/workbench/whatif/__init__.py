"""推演: what is asked to be otherwise, and what would have come of it."""
