"""InstitutionAssessment 金融机构年度考核, RZ-2.4.g: its state, its rules, and its commands."""

from services.credit.domain.assessment import figures, limits, objecting, result, scoring
from services.credit.domain.assessment.state import ASSESSMENT

ASSESSMENT.takes(figures, scoring, objecting, result, limits)
