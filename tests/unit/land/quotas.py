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


ACCEPTED = QuotaGenerated(
    TOWN, county="donggang", lot="lot-1", area=m2(100), funding="public", contract=None,
    contract_mode=None, investor_percent=None, accepted_on=TODAY,
)  # fmt: skip
FILED = QuotaFiled(TOWN, lot="lot-1", area=m2(80), filed_on=TODAY)
NEED = RuralNeedRecorded(TOWN, need="need-1", purpose="farmers", area=m2(30), recorded_on=TODAY)
OFFERED = QuotaOffered(
    TOWN, offer="offer-1", lot="lot-1", area=m2(50), offered_on=TODAY, answer_working_days=15
)
LET_GO = QuotaOfferAnswered(
    TOWN, offer="offer-1", keeps=False, reason="指标富余", answered_on=TODAY
)
TRANSFER = TransferQuota(
    TOWN, transfer="t-1", lot="lot-1", area=m2(50), reach="city", platform="city",
    receiver="演示-市土地储备中心", price_fen=1_000_00, offer="offer-1",
)  # fmt: skip
TRANSFERRED = QuotaTransferred(
    TOWN, transfer="t-1", lot="lot-1", area=m2(50), mode="first-refusal", offer="offer-1",
    reach="city", platform="city", receiver="演示-市土地储备中心", price_fen=1_000_00,
    transferred_on=TODAY,
)  # fmt: skip


def ledger(*events: object) -> Given:
    return given(QUOTA_LEDGER, TOWN, ACCEPTED, *events)
