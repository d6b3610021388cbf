"""增减挂钩指标台账: each town's quota, used, transferred and left, and its proceeds (RZ-2.3.h)."""

from decimal import Decimal

from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from shared.kernel.views.figure import figure
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, LimitKey, TownId
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_correction as quota_correction
from shared.schemas.land import quota_ledger_handover as quota_handover
from shared.schemas.land import quota_ledger_proceeds as quota_proceeds
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction


@view("quota-ledger", title="增减挂钩指标台账", key="town", version=3, of=QUOTA_LEDGER)
class QuotaLedger(Row):
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
    handed_over_fen: int = column("已划转到镇（分）")
    owed_fen: int = column("待划转（分）")
    spent_fen: int = column("已支出（分）")
    needs: dict[str, str] = column("在册需求明细", factory=dict)
    flags: list[LimitKey] = column("划转超期预警", factory=list)


QUOTAS = figure(
    "quotas", "增减挂钩指标", of=QuotaLedger, by=("town",),
    adds=("accepted", "used", "transferred", "remaining"),
)  # fmt: skip


@QuotaLedger.on(quota_ledger.QuotaGenerated)
def generated(row: QuotaLedger, event: quota_ledger.QuotaGenerated) -> QuotaLedger:
    return replace(row, county=event.county, accepted=row.accepted + event.area)


@QuotaLedger.on(quota_ledger.QuotaFiled)
def filed(row: QuotaLedger, event: quota_ledger.QuotaFiled) -> QuotaLedger:
    return _balanced(replace(row, filed=row.filed + event.area))


@QuotaLedger.on(quota_correction.ReclamationCorrected)
def reclamation_corrected(
    row: QuotaLedger, event: quota_correction.ReclamationCorrected
) -> QuotaLedger:
    return replace(row, accepted=row.accepted + event.area - event.previous_area)


@QuotaLedger.on(quota_correction.FilingCorrected)
def filing_corrected(row: QuotaLedger, event: quota_correction.FilingCorrected) -> QuotaLedger:
    return _balanced(replace(row, filed=row.filed + event.area - event.previous_area))


@QuotaLedger.on(quota_ledger.RuralNeedRecorded)
def needed(row: QuotaLedger, event: quota_ledger.RuralNeedRecorded) -> QuotaLedger:
    return _need(row, event.need, event.area)


@QuotaLedger.on(quota_ledger.RuralNeedClosed)
def need_closed(row: QuotaLedger, event: quota_ledger.RuralNeedClosed) -> QuotaLedger:
    return _need(row, event.need, Decimal(0))


@QuotaLedger.on(quota_ledger.QuotaUsed)
def used(row: QuotaLedger, event: quota_ledger.QuotaUsed) -> QuotaLedger:
    if event.need is not None:
        row = _need(row, event.need, Decimal(row.needs[event.need]) - event.area)
    return _balanced(replace(row, used=row.used + event.area))


@QuotaLedger.on(quota_ledger.QuotaReturned)
def returned(row: QuotaLedger, event: quota_ledger.QuotaReturned) -> QuotaLedger:
    if event.need is not None and event.reopens:
        row = _need(row, event.need, Decimal(row.needs[event.need]) + event.area)
    return _balanced(replace(row, used=row.used - event.area))


@QuotaLedger.on(quota_ledger.QuotaTransferred)
def transferred(row: QuotaLedger, event: quota_ledger.QuotaTransferred) -> QuotaLedger:
    return _balanced(replace(row, transferred=row.transferred + event.area))


@QuotaLedger.on(proceeds_correction.QuotaTransferCancelled)
def cancelled(row: QuotaLedger, event: proceeds_correction.QuotaTransferCancelled) -> QuotaLedger:
    return _balanced(replace(row, transferred=row.transferred - event.area))


@QuotaLedger.on(quota_proceeds.ProceedsBooked)
def booked(row: QuotaLedger, event: quota_proceeds.ProceedsBooked) -> QuotaLedger:
    at_once = event.retained_fen if event.debtor is None else 0
    return _owed(
        replace(
            row,
            received_fen=row.received_fen + event.received_fen,
            retained_fen=row.retained_fen + event.retained_fen,
            handed_over_fen=row.handed_over_fen + at_once,
        )
    )


@QuotaLedger.on(proceeds_correction.ProceedsCorrected)
def proceeds_corrected(
    row: QuotaLedger, event: proceeds_correction.ProceedsCorrected
) -> QuotaLedger:
    before, now = event.previous, event.corrected
    return _owed(
        replace(
            row,
            received_fen=row.received_fen + now.received_fen - before.received_fen,
            retained_fen=row.retained_fen + now.retained_fen - before.retained_fen,
            handed_over_fen=row.handed_over_fen + now.handed_over_fen - before.handed_over_fen,
        )
    )


@QuotaLedger.on(quota_handover.ProceedsHandedOver)
def handed_over(row: QuotaLedger, event: quota_handover.ProceedsHandedOver) -> QuotaLedger:
    return _owed(replace(row, handed_over_fen=row.handed_over_fen + event.amount_fen))


@QuotaLedger.on(proceeds_correction.ProceedsHandoverCorrected)
def handover_corrected(
    row: QuotaLedger, event: proceeds_correction.ProceedsHandoverCorrected
) -> QuotaLedger:
    more = event.amount_fen - event.previous_fen
    return _owed(replace(row, handed_over_fen=row.handed_over_fen + more))


@QuotaLedger.on(quota_handover.ProceedsHandoverOverdue)
def late(row: QuotaLedger, event: quota_handover.ProceedsHandoverOverdue) -> QuotaLedger:
    return replace(row, flags=[*row.flags, event.key])


@QuotaLedger.on(quota_handover.ProceedsFlagCleared)
def flag_cleared(row: QuotaLedger, event: quota_handover.ProceedsFlagCleared) -> QuotaLedger:
    return replace(row, flags=[key for key in row.flags if key != event.key])


@QuotaLedger.on(proceeds_correction.SpendingCorrected)
def spending_corrected(
    row: QuotaLedger, event: proceeds_correction.SpendingCorrected
) -> QuotaLedger:
    return replace(row, spent_fen=row.spent_fen + event.amount_fen - event.previous_fen)


@QuotaLedger.on(quota_proceeds.ProceedsSpent)
def spent(row: QuotaLedger, event: quota_proceeds.ProceedsSpent) -> QuotaLedger:
    return replace(row, spent_fen=row.spent_fen + event.amount_fen)


def _owed(row: QuotaLedger) -> QuotaLedger:
    return replace(row, owed_fen=row.retained_fen - row.handed_over_fen)


def _balanced(row: QuotaLedger) -> QuotaLedger:
    return replace(row, remaining=row.filed - row.used - row.transferred)


def _need(row: QuotaLedger, need: str, still_open: Decimal) -> QuotaLedger:
    needs = {**row.needs, need: str(still_open)}
    return replace(row, needs=needs, open_needs=sum(map(Decimal, needs.values()), Decimal(0)))
