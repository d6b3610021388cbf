"""The domain of supervision; importing it registers every command of its aggregates."""

from services.supervision.domain import (
    assist_group,
    bulletin_review,
    county_plan,
    implementation,
    issue_explanation,
    issue_handling,
    issue_limits,
    issue_raising,
    issue_supervision,
    issue_visits,
    leader_link,
)

__all__ = [
    "assist_group",
    "bulletin_review",
    "county_plan",
    "implementation",
    "issue_explanation",
    "issue_handling",
    "issue_limits",
    "issue_raising",
    "issue_supervision",
    "issue_visits",
    "leader_link",
]
