"""指标收益留用说明: each amount that a town keeps, term by term (RZ-2.3.h)."""

from dataclasses import replace
from datetime import date

from services.land.domain.quota_ledger import QUOTA_LEDGER
from shared.kernel.views.definition import column, view
from shared.schemas.kinds import TownId
from shared.schemas.land.quota_ledger import QuotaMode
from shared.schemas.land.quota_proceeds import ProceedsBooked


@view("quota-retained", title="指标收益留用说明", key="key", version=1, of=QUOTA_LEDGER)
class QuotaRetained:
    key: str = column("序号")
    town: TownId = column("镇")
    transfer: str = column("流转编号")
    received_fen: int = column("到账价款（分）")
    investor_percent: int = column("合同约定投资方比例（%）")
    investor_fen: int = column("减：投资方所得（分）")
    released_fen: int = column("减：镇同意让出（分）")
    retained_fen: int = column("镇留用（分）")
    mode: QuotaMode = column("留用方式")
    consent: str = column("让出文号")
    booked_on: date | None = column("入账日期", None)


@QuotaRetained.on(ProceedsBooked, key=lambda event, _: f"{event.town}.{event.entry}")
def booked(row: QuotaRetained, event: ProceedsBooked) -> QuotaRetained:
    return replace(
        row,
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
