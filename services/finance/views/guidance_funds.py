"""引导基金台账: each town's venture guidance funds and the criteria they were set up under."""

from services.finance.domain.guidance_fund import GUIDANCE_FUND
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import guidance_fund
from shared.schemas.kinds import TownId


@view("guidance-funds", title="引导基金台账", key="town_fund", version=1, of=GUIDANCE_FUND)
class GuidanceFundLedger(Row):
    town_fund: str = column("镇与基金")
    town: TownId = column("镇")
    fund: str = column("引导基金编号")
    name: str = column("名称")
    size_fen: int = column("基金规模（分）")
    government_fen: int = column("财政出资（分）")
    manager: str = column("管理机构")
    criteria_version: str = column("条件版本")
    document: str = column("文号")


def town_fund(event: guidance_fund.GuidanceFundRegistered, _: EventMeta) -> str:
    return f"{event.town}.{event.fund}"


@GuidanceFundLedger.on(guidance_fund.GuidanceFundRegistered, key=town_fund)
def registered(
    row: GuidanceFundLedger, event: guidance_fund.GuidanceFundRegistered
) -> GuidanceFundLedger:
    return replace(
        row,
        town=event.town,
        fund=event.fund,
        name=event.name,
        size_fen=event.size_fen,
        government_fen=event.government_fen,
        manager=event.manager,
        criteria_version=event.criteria_version,
        document=event.document,
    )
