"""The domain of projects; importing it registers every command of its aggregates."""

from services.projects.domain import (
    admission,
    application,
    permit_acceptance,
    permit_clock,
    permit_decisions,
    permit_flags,
    permit_limits,
    progress,
    project_limits,
    readiness,
    renewal_listing,
    siting,
)

__all__ = [
    "admission",
    "application",
    "permit_acceptance",
    "permit_clock",
    "permit_decisions",
    "permit_flags",
    "permit_limits",
    "progress",
    "project_limits",
    "readiness",
    "renewal_listing",
    "siting",
]
