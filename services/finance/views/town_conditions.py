"""引导基金设立条件: how each town stands against the criteria, with the evidence."""

from datetime import date

from services.finance.domain.guidance_fund import GUIDANCE_FUND
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import guidance_fund
from shared.schemas.kinds import TownId


@view("town-conditions", title="引导基金设立条件", key="town", version=1, of=GUIDANCE_FUND)
class TownConditions(Row):
    town: TownId = column("镇")
    criteria_version: str = column("条件版本")
    qualifies: bool = column("合格")
    assessed_on: date | None = column("评估日期")
    conditions: tuple[guidance_fund.Condition, ...] = column("各项条件", ())


@TownConditions.on(guidance_fund.TownConditionsAssessed)
def assessed(row: TownConditions, event: guidance_fund.TownConditionsAssessed) -> TownConditions:
    return replace(
        row,
        criteria_version=event.criteria_version,
        qualifies=event.qualifies,
        assessed_on=event.assessed_on,
        conditions=event.conditions,
    )
