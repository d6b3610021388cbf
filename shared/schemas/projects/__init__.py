"""The published language of the projects service; importing it registers every event."""

from shared.schemas.projects import (
    admission,
    green_channel,
    permit_acceptance,
    permit_clock,
    permit_decisions,
    progress,
    project,
    readiness,
    renewal,
    reservations,
    siting,
)

__all__ = [
    "admission",
    "green_channel",
    "permit_acceptance",
    "permit_clock",
    "permit_decisions",
    "progress",
    "project",
    "readiness",
    "renewal",
    "reservations",
    "siting",
]
