"""BondProceeds 政府债券资金, RZ-2.2.g: its state, its rules, and its commands by what they do."""

from services.finance.domain.bond_proceeds import (
    allocation,
    approvals,
    lending,
    spending,
    tasks,
    terms,
)
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS

BOND_PROCEEDS.takes(terms, lending, allocation, approvals, spending, tasks)
