"""The month's 用地保障, drawn from the ledgers of land requests, reserves and quotas."""

from services.land.views.land_requests import LandRequests
from services.land.views.quota_transfers import QuotaTransfers
from services.land.views.reserve_ledger import ReserveLedger
from shared.kernel.views.paper import Listing, Paper

MONTHLY_REPORT = Paper(
    "monthly-report",
    "月报",
    of="month",
    sections=(
        Listing(
            "本月决定的新增用地",
            LandRequests,
            ("project", "town", "use", "area", "status", "source", "decided_on", "document"),
            within="decided_on",
            sort="decided_on",
        ),
        Listing(
            "预留规模",
            ReserveLedger,
            ("county", "scale", "reserved", "ratio_percent", "drawn", "free", "breached"),
            sort="county",
        ),
        Listing(
            "本月流转的指标",
            QuotaTransfers,
            ("town", "area", "mode", "reach", "receiver", "price_fen", "received_fen"),
            within="transferred_on",
            sort="transferred_on",
        ),
    ),
)
