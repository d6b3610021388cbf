"""CapitalEntry 工商资本, RZ-2.4.d: its state, its rules, and its commands by what they do."""

from services.credit.domain.capital import entering, limits, reviewing, tasks
from services.credit.domain.capital.state import CAPITAL

CAPITAL.takes(entering, reviewing, limits, tasks)
