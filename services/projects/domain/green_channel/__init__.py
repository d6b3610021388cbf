"""GreenChannel 绿色通道, RZ-2.1.b: its state, its rules, and its commands by what they do."""

from services.projects.domain.green_channel import (
    acceptance,
    clock,
    decisions,
    flags,
    limits,
    opening,
    tasks,
    transmission,
)
from services.projects.domain.green_channel.state import GREEN_CHANNEL

GREEN_CHANNEL.takes(opening, acceptance, clock, decisions, flags, transmission, limits, tasks)
