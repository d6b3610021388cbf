"""AppraisalQuota 优秀等次比例, RZ-3.2.b: its state, its rules, and its commands by what they do."""

from services.talent.domain.appraisal_quota import grading, limits, ratio, tasks
from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA

APPRAISAL_QUOTA.takes(ratio, grading, limits, tasks)
