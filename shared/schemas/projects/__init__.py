"""The published language of the projects service; importing it registers every event."""

from shared.schemas.projects import (
    green_channel,
    green_channel_acceptance,
    green_channel_clock,
    green_channel_decisions,
    green_channel_transmission,
    permit_power,
    project,
    project_admission,
    project_progress,
    readiness,
    renewal_listing,
    reservations,
    siting,
)

__all__ = [
    "green_channel",
    "green_channel_acceptance",
    "green_channel_clock",
    "green_channel_decisions",
    "green_channel_transmission",
    "permit_power",
    "project",
    "project_admission",
    "project_progress",
    "readiness",
    "renewal_listing",
    "reservations",
    "siting",
]
