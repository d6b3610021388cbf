"""Opportunity 社会资本合作机会, RZ-2.4.i: its state, its rules, and its commands."""

from services.credit.domain.opportunity import partnering, publishing, tasks
from services.credit.domain.opportunity.state import OPPORTUNITY

OPPORTUNITY.takes(publishing, partnering, tasks)
