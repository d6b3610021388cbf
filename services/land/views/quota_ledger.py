"""增减挂钩指标台账: each town's quota, used, transferred and left, and its proceeds (RZ-2.3.h)."""

from dataclasses import replace
from decimal import Decimal

from services.land.domain.quota_ledger import QUOTA_LEDGER
from shared.kernel.views.definition import column, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land.quota_correction import FilingCorrected, ReclamationCorrected
from shared.schemas.land.quota_ledger import (
    QuotaFiled,
    QuotaGenerated,
    QuotaReturned,
    QuotaTransferred,
    QuotaUsed,
    RuralNeedClosed,
    RuralNeedRecorded,
)
from shared.schemas.land.quota_proceeds import ProceedsBooked, ProceedsSpent


@view("quota-ledger", title="增减挂钩指标台账", key="town", version=2, of=QUOTA_LEDGER)
class QuotaLedger:
    town: TownId = column("镇")
    county: CountyId = column("区县")
    accepted: Decimal = column("验收（平方米）")
    filed: Decimal = column("备案（平方米）")
    used: Decimal = column("镇域使用（平方米）")
    transferred: Decimal = column("流转（平方米）")
    remaining: Decimal = column("剩余（平方米）")
    open_needs: Decimal = column("在册农民和农村需求（平方米）")
    received_fen: int = column("收益到账（分）")
    retained_fen: int = column("镇留用（分）")
    spent_fen: int = column("已支出（分）")
    needs: dict[str, str] = column("在册需求明细", factory=dict)


@QuotaLedger.on(QuotaGenerated)
def generated(row: QuotaLedger, event: QuotaGenerated) -> QuotaLedger:
    return replace(row, county=event.county, accepted=row.accepted + event.area)


@QuotaLedger.on(QuotaFiled)
def filed(row: QuotaLedger, event: QuotaFiled) -> QuotaLedger:
    return _balanced(replace(row, filed=row.filed + event.area))


@QuotaLedger.on(ReclamationCorrected)
def reclamation_corrected(row: QuotaLedger, event: ReclamationCorrected) -> QuotaLedger:
    return replace(row, accepted=row.accepted + event.area - event.previous_area)


@QuotaLedger.on(FilingCorrected)
def filing_corrected(row: QuotaLedger, event: FilingCorrected) -> QuotaLedger:
    return _balanced(replace(row, filed=row.filed + event.area - event.previous_area))


@QuotaLedger.on(RuralNeedRecorded)
def needed(row: QuotaLedger, event: RuralNeedRecorded) -> QuotaLedger:
    return _need(row, event.need, event.area)


@QuotaLedger.on(RuralNeedClosed)
def need_closed(row: QuotaLedger, event: RuralNeedClosed) -> QuotaLedger:
    return _need(row, event.need, Decimal(0))


@QuotaLedger.on(QuotaUsed)
def used(row: QuotaLedger, event: QuotaUsed) -> QuotaLedger:
    if event.need is not None:
        row = _need(row, event.need, Decimal(row.needs[event.need]) - event.area)
    return _balanced(replace(row, used=row.used + event.area))


@QuotaLedger.on(QuotaReturned)
def returned(row: QuotaLedger, event: QuotaReturned) -> QuotaLedger:
    if event.need is not None and event.reopens:
        row = _need(row, event.need, Decimal(row.needs[event.need]) + event.area)
    return _balanced(replace(row, used=row.used - event.area))


@QuotaLedger.on(QuotaTransferred)
def transferred(row: QuotaLedger, event: QuotaTransferred) -> QuotaLedger:
    return _balanced(replace(row, transferred=row.transferred + event.area))


@QuotaLedger.on(ProceedsBooked)
def booked(row: QuotaLedger, event: ProceedsBooked) -> QuotaLedger:
    return replace(
        row,
        received_fen=row.received_fen + event.received_fen,
        retained_fen=row.retained_fen + event.retained_fen,
    )


@QuotaLedger.on(ProceedsSpent)
def spent(row: QuotaLedger, event: ProceedsSpent) -> QuotaLedger:
    return replace(row, spent_fen=row.spent_fen + event.amount_fen)


def _balanced(row: QuotaLedger) -> QuotaLedger:
    return replace(row, remaining=row.filed - row.used - row.transferred)


def _need(row: QuotaLedger, need: str, still_open: Decimal) -> QuotaLedger:
    needs = {**row.needs, need: str(still_open)}
    return replace(row, needs=needs, open_needs=sum(map(Decimal, needs.values()), Decimal(0)))
