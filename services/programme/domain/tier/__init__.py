"""Tier 梯次培育, RZ-1.b: its state, its rules, and its commands by what they do."""

from services.programme.domain.tier import creation, limits, nomination, standing, tasks, warning
from services.programme.domain.tier.state import TIER

TIER.takes(nomination, standing, creation, warning, limits, tasks)
