"""金融服务事项台账: what pilot towns reported, RZ-2.4.a."""

from dataclasses import replace
from datetime import date

from services.credit.domain.matter import MATTER
from shared.kernel.views.row import Row, column, view
from shared.schemas.credit import matter as matters
from shared.schemas.kinds import TownId


@view("credit-ledger", title="金融服务事项台账", key="matter", version=1, of=MATTER)
class CreditLedger(Row):
    matter: str = column("事项编号")
    town: TownId = column("镇")
    name: str = column("名称")
    arose_on: date | None = column("发生日期", None)


@CreditLedger.on(matters.CreditMatterReported)
def reported(row: CreditLedger, event: matters.CreditMatterReported) -> CreditLedger:
    return replace(row, town=event.town, name=event.name, arose_on=event.arose_on)
