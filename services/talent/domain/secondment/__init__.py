"""Secondment 挂职, RZ-2.5.b: its state, its rules, and its commands by what they do."""

from services.talent.domain.secondment import asking, course, limits, tasks
from services.talent.domain.secondment.state import SECONDMENT

SECONDMENT.takes(asking, course, limits, tasks)
