"""Delegation 下放, RZ-2.6.b and c: its state, its rules, and its commands by what they do."""

from services.empowerment.domain.delegation import (
    capacity,
    ending,
    handover,
    limits,
    passing,
    review,
    standing,
    support,
    tasks,
)
from services.empowerment.domain.delegation.state import DELEGATION

DELEGATION.takes(capacity, passing, handover, standing, ending, review, support, limits, tasks)
