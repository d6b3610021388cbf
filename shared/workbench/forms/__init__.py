"""Forms drawn from the JSON Schemas of commands, and read back into their data."""
