"""Fund 资金, RZ-2.2.c: its state, its rules, and its commands by what they do."""

from services.finance.domain.fund import (
    approvals,
    chain,
    correction,
    experts,
    keeping,
    limits,
    passing,
    tasks,
    work,
)
from services.finance.domain.fund.state import FUND

FUND.takes(chain, passing, work, approvals, keeping, experts, correction, limits, tasks)
