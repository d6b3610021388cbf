"""扩权赋能事项台账: what pilot towns reported, RZ-2.6.a."""

from dataclasses import replace
from datetime import date

from services.empowerment.domain.matter import MATTER
from shared.kernel.views.row import Row, column, view
from shared.schemas.empowerment import matter as matters
from shared.schemas.kinds import TownId


@view("empowerment-ledger", title="扩权赋能事项台账", key="matter", version=1, of=MATTER)
class EmpowermentLedger(Row):
    matter: str = column("事项编号")
    town: TownId = column("镇")
    name: str = column("名称")
    arose_on: date | None = column("发生日期", None)


@EmpowermentLedger.on(matters.EmpowermentMatterReported)
def reported(row: EmpowermentLedger, event: matters.EmpowermentMatterReported) -> EmpowermentLedger:
    return replace(row, town=event.town, name=event.name, arose_on=event.arose_on)
