"""FiscalSystem 县乡财政体制, RZ-2.2.b: its state, its rules, and its commands by what they do."""

from services.finance.domain.fiscal_system import delegation, publishing
from services.finance.domain.fiscal_system.state import FISCAL_SYSTEM

FISCAL_SYSTEM.takes(publishing, delegation)
