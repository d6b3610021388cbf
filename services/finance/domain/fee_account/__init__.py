"""FeeAccount 配套费, RZ-2.2.d: its state, its rules, and its commands by what they do."""

from services.finance.domain.fee_account import (
    corrections,
    handover,
    numbers,
    receipts,
    shares,
    tasks,
)
from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.fee_receipt import FEE_RECEIPT

FEE_ACCOUNT.takes(shares, receipts, handover, corrections, tasks)
FEE_RECEIPT.takes(numbers)
