"""What a town's quota ledger holds: its lots, needs on record, offers and transfers (RZ-2.3.h).

Areas in square metres.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from shared.schemas.copying import replace
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_correction as quota_correction
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction

NOTHING = Decimal(0)


LotEvent = (
    quota_ledger.QuotaFiled
    | quota_ledger.QuotaUsed
    | quota_ledger.QuotaReturned
    | quota_ledger.QuotaTransferred
    | quota_correction.ReclamationCorrected
    | quota_correction.FilingCorrected
    | proceeds_correction.QuotaTransferCancelled
)


@dataclass(frozen=True, slots=True)
class Lot:
    """`mode` and `investor_percent` come from the contract of a socially funded lot."""

    accepted: Decimal
    filed: Decimal = NOTHING
    used: Decimal = NOTHING
    transferred: Decimal = NOTHING
    mode: quota_ledger.QuotaMode | None = None
    investor_percent: int = 0

    @property
    def remaining(self) -> Decimal:
        return self.filed - self.used - self.transferred

    def after(self, event: LotEvent) -> "Lot":
        match event:
            case quota_ledger.QuotaFiled():
                return replace(self, filed=self.filed + event.area)
            case quota_correction.ReclamationCorrected():
                return replace(self, accepted=event.area)
            case quota_correction.FilingCorrected():
                return replace(self, filed=event.area)
            case quota_ledger.QuotaUsed():
                return replace(self, used=self.used + event.area)
            case quota_ledger.QuotaReturned():
                return replace(self, used=self.used - event.area)
            case quota_ledger.QuotaTransferred():
                return replace(self, transferred=self.transferred + event.area)
            case proceeds_correction.QuotaTransferCancelled():
                return replace(self, transferred=self.transferred - event.area)
        assert_never(event)


@dataclass(frozen=True, slots=True)
class Need:
    """What is still open of a need of farmers or villages."""

    purpose: quota_ledger.LocalPurpose
    open: Decimal


@dataclass(frozen=True, slots=True)
class Offer:
    """`answer` is empty, kept, released, lapsed or, once it served a transfer, spent."""

    lot: str
    area: Decimal
    offered_on: date
    days: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    lot: str
    area: Decimal
    price_fen: int
    investor_percent: int
    cancelled: bool = False
