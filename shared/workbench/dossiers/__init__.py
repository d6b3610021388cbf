"""Dossiers: what all services tell of one thing, as one course, and how it stands now."""
