"""TownAssessment 年度评估, RZ-1.a: its state, its rules, and its commands by what they do."""

from services.programme.domain.town_assessment import limits, opinion, result, scoring, tasks
from services.programme.domain.town_assessment.state import TOWN_ASSESSMENT

TOWN_ASSESSMENT.takes(scoring, opinion, result, limits, tasks)
