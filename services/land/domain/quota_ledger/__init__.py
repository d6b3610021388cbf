"""QuotaLedger 增减挂钩指标, RZ-2.3.h: its state, its rules, and its commands by what they do."""

from services.land.domain.quota_ledger import (
    correction,
    handover,
    lots,
    proceeds,
    proceeds_correction,
    tasks,
    transfer,
)
from services.land.domain.quota_ledger.state import QUOTA_LEDGER

QUOTA_LEDGER.takes(lots, transfer, proceeds, handover, correction, proceeds_correction, tasks)
