"""The published language of the supervision service."""

from shared.schemas.supervision import (
    assist_group,
    bulletin,
    bulletin_review,
    cause,
    county_plan,
    implementation,
    issue,
    issue_course,
    issue_supervision,
    leader_link,
)

__all__ = [
    "assist_group",
    "bulletin",
    "bulletin_review",
    "cause",
    "county_plan",
    "implementation",
    "issue",
    "issue_course",
    "issue_supervision",
    "leader_link",
]
