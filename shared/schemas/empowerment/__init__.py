"""The published language of the empowerment service; importing it registers every event."""

from shared.schemas.empowerment import (
    creation_period,
    delegation,
    delegation_running,
    duty_list,
    pilot_reform,
    power_list,
    town_staff,
)

__all__ = [
    "creation_period",
    "delegation",
    "delegation_running",
    "duty_list",
    "pilot_reform",
    "power_list",
    "town_staff",
]
