"""The month's 资金情况, drawn from the ledgers of funds, contracts and fees."""

from services.finance.views.fee_ledger import FeeLedger
from services.finance.views.fund_contracts import FundContracts
from services.finance.views.fund_ledger import FundLedger
from shared.kernel.views.paper import Listing, Paper

MONTHLY_REPORT = Paper(
    "monthly-report",
    "月报",
    of="month",
    sections=(
        Listing(
            "资金执行情况",
            FundLedger,
            ("name", "year", "appropriated_fen", "allocated_fen", "committed_fen", "paid_fen"),
            sort="name",
        ),
        Listing(
            "本月有变动的合同",
            FundContracts,
            ("contract", "project", "town", "payee", "committed_fen", "paid_fen", "moved_on"),
            within="moved_on",
            sort="moved_on",
        ),
        Listing(
            "本月收缴的配套费",
            FeeLedger,
            ("receipt", "town", "collector", "payer", "collected_on", "amount_fen", "due_fen"),
            within="collected_on",
            sort="collected_on",
        ),
    ),
)
