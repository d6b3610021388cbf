"""RecruitmentPlan 招录计划, RZ-2.5.d: its state, its rules, and its commands by what they do."""

from services.talent.domain.recruitment_plan import limits, planning, post_use, result, tasks
from services.talent.domain.recruitment_plan.state import RECRUITMENT_PLAN

RECRUITMENT_PLAN.takes(post_use, planning, result, limits, tasks)
