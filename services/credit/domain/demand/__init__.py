"""FinancingDemand 融资需求, RZ-2.4.a: its state, its rules, and its commands by what they do."""

from services.credit.domain.demand import answering, asking, limits, pushing, tasks
from services.credit.domain.demand.state import DEMAND

DEMAND.takes(asking, pushing, answering, limits, tasks)
