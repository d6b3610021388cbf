"""指标流转台账: where quota went, under which mode, after which offer (RZ-2.3.h)."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_proceeds as quota_proceeds
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction


@view("quota-transfers", title="指标流转台账", key="entry", version=2, of=QUOTA_LEDGER)
class QuotaTransfers(Row):
    entry: str = column("序号")
    transfer: str = column("流转编号")
    town: TownId = column("镇")
    lot: str = column("批次")
    area: Decimal = column("面积（平方米）")
    mode: quota_ledger.QuotaMode = column("留用方式")
    offer: str = column("征询编号")
    reach: quota_ledger.Reach = column("流转范围")
    platform: quota_ledger.Platform = column("交易平台")
    receiver: str = column("受让方")
    price_fen: int = column("价款（分）")
    received_fen: int = column("到账（分）")
    document: str = column("文号")
    transferred_on: date | None = column("流转日期", None)
    cancelled_on: date | None = column("解除日期", None)
    reason: str = column("更正或解除理由", "")


def _key(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.transfer}"


@QuotaTransfers.on(quota_ledger.QuotaTransferred, key=_key)
def transferred(row: QuotaTransfers, event: quota_ledger.QuotaTransferred) -> QuotaTransfers:
    return replace(
        row,
        transfer=event.transfer,
        town=event.town,
        lot=event.lot,
        area=event.area,
        mode=event.mode,
        offer=event.offer or "",
        reach=event.reach,
        platform=event.platform,
        receiver=event.receiver,
        price_fen=event.price_fen,
        document=event.document or "",
        transferred_on=event.transferred_on,
    )


@QuotaTransfers.on(quota_proceeds.ProceedsBooked, key=_key)
def booked(row: QuotaTransfers, event: quota_proceeds.ProceedsBooked) -> QuotaTransfers:
    return replace(row, received_fen=row.received_fen + event.received_fen)


@QuotaTransfers.on(proceeds_correction.ProceedsCorrected, key=_key)
def proceeds_corrected(
    row: QuotaTransfers, event: proceeds_correction.ProceedsCorrected
) -> QuotaTransfers:
    more = event.corrected.received_fen - event.previous.received_fen
    return replace(row, received_fen=row.received_fen + more)


@QuotaTransfers.on(proceeds_correction.TransferPriceCorrected, key=_key)
def price_corrected(
    row: QuotaTransfers, event: proceeds_correction.TransferPriceCorrected
) -> QuotaTransfers:
    return replace(row, price_fen=event.price_fen, reason=event.reason)


@QuotaTransfers.on(proceeds_correction.QuotaTransferCancelled, key=_key)
def cancelled(
    row: QuotaTransfers, event: proceeds_correction.QuotaTransferCancelled
) -> QuotaTransfers:
    return replace(row, cancelled_on=event.cancelled_on, reason=event.reason)
