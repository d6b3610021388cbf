"""PilotReform 先行先试, RZ-2.6.d: its state, its rules, and its commands by what they do."""

from services.empowerment.domain.pilot_reform import course, limits, outcome, proposing, tasks
from services.empowerment.domain.pilot_reform.state import PILOT_REFORM

PILOT_REFORM.takes(proposing, course, outcome, limits, tasks)
