"""人才支撑事项台账: what pilot towns reported, RZ-2.5.a."""

from dataclasses import replace
from datetime import date

from services.talent.domain.matter import MATTER
from shared.kernel.views.row import Row, column, view
from shared.schemas.kinds import TownId
from shared.schemas.talent import matter as matters


@view("talent-ledger", title="人才支撑事项台账", key="matter", version=1, of=MATTER)
class TalentLedger(Row):
    matter: str = column("事项编号")
    town: TownId = column("镇")
    name: str = column("名称")
    arose_on: date | None = column("发生日期", None)


@TalentLedger.on(matters.TalentMatterReported)
def reported(row: TalentLedger, event: matters.TalentMatterReported) -> TalentLedger:
    return replace(row, town=event.town, name=event.name, arose_on=event.arose_on)
