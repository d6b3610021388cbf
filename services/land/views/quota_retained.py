"""指标收益留用说明: each amount that a town keeps, term by term (RZ-2.3.h)."""

from datetime import date
from typing import Any

from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_handover as quota_handover
from shared.schemas.land import quota_ledger_proceeds as quota_proceeds
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction


@view("quota-retained", title="指标收益留用说明", key="key", version=2, of=QUOTA_LEDGER)
class QuotaRetained(Row):
    key: str = column("序号")
    town: TownId = column("镇")
    transfer: str = column("流转编号")
    received_fen: int = column("到账价款（分）")
    investor_percent: int = column("合同约定投资方比例（%）")
    investor_fen: int = column("减：投资方所得（分）")
    released_fen: int = column("减：镇同意让出（分）")
    retained_fen: int = column("镇留用（分）")
    handed_over_fen: int = column("已划转到镇（分）")
    owed_fen: int = column("待划转（分）")
    debtor: OrganisationId = column("划转责任单位")
    overdue: bool = column("划转曾超期")
    mode: quota_ledger.QuotaMode = column("留用方式")
    consent: str = column("让出文号")
    booked_on: date | None = column("入账日期", None)


def _key(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.entry}"


@QuotaRetained.on(quota_proceeds.ProceedsBooked, key=_key)
def booked(row: QuotaRetained, event: quota_proceeds.ProceedsBooked) -> QuotaRetained:
    at_once = event.retained_fen if event.debtor is None else 0
    return replace(
        row,
        handed_over_fen=at_once,
        owed_fen=event.retained_fen - at_once,
        debtor=event.debtor or "",
        town=event.town,
        transfer=event.transfer,
        received_fen=event.received_fen,
        investor_percent=event.investor_percent,
        investor_fen=event.investor_fen,
        released_fen=event.released_fen,
        retained_fen=event.retained_fen,
        mode=event.mode,
        consent=event.consent or "",
        booked_on=event.booked_on,
    )


@QuotaRetained.on(proceeds_correction.ProceedsCorrected, key=_key)
def corrected(row: QuotaRetained, event: proceeds_correction.ProceedsCorrected) -> QuotaRetained:
    now = event.corrected
    return replace(
        row,
        received_fen=now.received_fen,
        investor_fen=now.investor_fen,
        released_fen=now.released_fen,
        retained_fen=now.retained_fen,
        handed_over_fen=now.handed_over_fen,
        owed_fen=now.retained_fen - now.handed_over_fen,
        consent=event.consent or "",
    )


@QuotaRetained.on(quota_handover.ProceedsHandedOver, key=_key)
def handed_over(row: QuotaRetained, event: quota_handover.ProceedsHandedOver) -> QuotaRetained:
    return _handed_over(row, row.handed_over_fen + event.amount_fen)


@QuotaRetained.on(proceeds_correction.ProceedsHandoverCorrected, key=_key)
def handover_corrected(
    row: QuotaRetained, event: proceeds_correction.ProceedsHandoverCorrected
) -> QuotaRetained:
    return _handed_over(row, event.amount_fen)


@QuotaRetained.on(quota_handover.ProceedsHandoverOverdue, key=_key)
def overdue(row: QuotaRetained, event: quota_handover.ProceedsHandoverOverdue) -> QuotaRetained:
    return replace(row, overdue=True)


def _handed_over(row: QuotaRetained, fen: int) -> QuotaRetained:
    return replace(row, handed_over_fen=fen, owed_fen=row.retained_fen - fen)
