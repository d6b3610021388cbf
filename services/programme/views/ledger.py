"""梯次培育事项台账: what pilot towns reported, RZ-1.a."""

from dataclasses import replace
from datetime import date

from services.programme.domain.matter import MATTER
from shared.kernel.views.row import Row, column, view
from shared.schemas.kinds import TownId
from shared.schemas.programme import matter as matters


@view("programme-ledger", title="梯次培育事项台账", key="matter", version=1, of=MATTER)
class ProgrammeLedger(Row):
    matter: str = column("事项编号")
    town: TownId = column("镇")
    name: str = column("名称")
    arose_on: date | None = column("发生日期", None)


@ProgrammeLedger.on(matters.ProgrammeMatterReported)
def reported(row: ProgrammeLedger, event: matters.ProgrammeMatterReported) -> ProgrammeLedger:
    return replace(row, town=event.town, name=event.name, arose_on=event.arose_on)
