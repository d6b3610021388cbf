"""人员任职事项台账: what pilot towns reported, RZ-3.1.d."""

from dataclasses import replace
from datetime import date

from services.people.domain.matter import MATTER
from shared.kernel.views.row import Row, column, view
from shared.schemas.kinds import TownId
from shared.schemas.people import matter as matters


@view("people-ledger", title="人员任职事项台账", key="matter", version=1, of=MATTER)
class PeopleLedger(Row):
    matter: str = column("事项编号")
    town: TownId = column("镇")
    name: str = column("名称")
    arose_on: date | None = column("发生日期", None)


@PeopleLedger.on(matters.PeopleMatterReported)
def reported(row: PeopleLedger, event: matters.PeopleMatterReported) -> PeopleLedger:
    return replace(row, town=event.town, name=event.name, arose_on=event.arose_on)
