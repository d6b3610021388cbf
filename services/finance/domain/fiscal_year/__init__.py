"""FiscalYear 新增财力, RZ-2.2.e: its state, its rules, and its commands by what they do."""

from services.finance.domain.fiscal_year import capacity, claims, tasks
from services.finance.domain.fiscal_year.state import FISCAL_YEAR

FISCAL_YEAR.takes(capacity, claims, tasks)
