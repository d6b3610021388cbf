"""ToleranceCase 容错登记, RZ-3.2.d: a register; its state, its rules, and its commands."""

from services.talent.domain.tolerance_case import correcting, deciding, limits, registering, tasks
from services.talent.domain.tolerance_case.state import TOLERANCE_CASE

TOLERANCE_CASE.takes(registering, deciding, correcting, limits, tasks)
