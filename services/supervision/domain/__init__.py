"""The domain of supervision; importing it registers every command of its aggregates."""

from services.supervision.domain import (
    issue_explanation,
    issue_handling,
    issue_limits,
    issue_raising,
    issue_supervision,
    issue_visits,
)

__all__ = [
    "issue_explanation",
    "issue_handling",
    "issue_limits",
    "issue_raising",
    "issue_supervision",
    "issue_visits",
]
