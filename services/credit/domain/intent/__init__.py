"""FinancingIntent 意向性融资, RZ-2.4.f: its state, its rules, and its commands by what they do."""

from services.credit.domain.intent import drawing, framework, nominating, tasks
from services.credit.domain.intent.state import INTENT

INTENT.takes(framework, nominating, drawing, tasks)
