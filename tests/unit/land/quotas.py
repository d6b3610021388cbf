"""A town's quota ledger as the tests know it: one public lot, filed, and a rural need."""

from decimal import Decimal

from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from shared.schemas.land.quota_ledger import (
    QuotaFiled,
    QuotaGenerated,
    QuotaOfferAnswered,
    QuotaOffered,
    QuotaTransferred,
    RuralNeedRecorded,
    TransferQuota,
)
from tests.given import NOON, Given, given

TODAY = NOON.date()
TOWN = "taoluo"


def m2(area: int) -> Decimal:
    return Decimal(area)


ACCEPTED = QuotaGenerated(TOWN, "donggang", "lot-1", m2(100), "public", None, None, None, TODAY)
FILED = QuotaFiled(TOWN, "lot-1", m2(80), TODAY)
NEED = RuralNeedRecorded(TOWN, "need-1", "farmers", m2(30), TODAY)
OFFERED = QuotaOffered(TOWN, "offer-1", "lot-1", m2(50), TODAY, 15)
LET_GO = QuotaOfferAnswered(TOWN, "offer-1", False, "指标富余", TODAY)
TRANSFER = TransferQuota(
    TOWN, "t-1", "lot-1", m2(50), "city", "city", "演示-市土地储备中心", 1_000_00, "offer-1"
)
TRANSFERRED = QuotaTransferred(
    TOWN, "t-1", "lot-1", m2(50), "first-refusal", "offer-1", "city", "city",
    "演示-市土地储备中心", 1_000_00, TODAY,
)  # fmt: skip


def ledger(*events: object) -> Given:
    return given(QUOTA_LEDGER, TOWN, ACCEPTED, *events)
