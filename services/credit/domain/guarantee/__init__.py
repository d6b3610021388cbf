"""Guarantee 担保业务, RZ-2.4.e: its state, its rules, and its commands by what they do."""

from services.credit.domain.guarantee import (
    compensating,
    course,
    deciding,
    limits,
    recommending,
    tasks,
)
from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS

GUARANTEE_BUSINESS.takes(recommending, deciding, course, compensating, limits, tasks)
