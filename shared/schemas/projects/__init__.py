"""The published language of the projects service; importing it registers every event."""

from shared.schemas.projects import (
    green_channel,
    project,
    readiness,
    renewal,
    reservations,
    siting,
)

__all__ = ["green_channel", "project", "readiness", "renewal", "reservations", "siting"]
