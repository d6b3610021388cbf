"""配套费分成规定: what each level gets of a town's fees, from which day on, by which document."""

from datetime import date

from services.finance.domain.fee_account.state import FEE_ACCOUNT
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import fee_account
from shared.schemas.finance import fee_account_values as fee_values
from shared.schemas.kinds import TownId


@view("fee-shares", title="配套费分成规定", key="town_day", version=1, of=FEE_ACCOUNT)
class FeeShares(Row):
    town_day: str = column("镇与施行日期")
    town: TownId = column("镇")
    effective_from: date | None = column("施行日期")
    document: str = column("文号")
    published_on: date | None = column("公布日期")
    reason: str = column("更正理由")
    corrections: int = column("更正次数", -1)
    shares: tuple[fee_values.LevelShare, ...] = column("各级分成", ())


def town_day(event: fee_account.FeeSharesPublished, _: EventMeta) -> str:
    return f"{event.town}.{event.effective_from}"


@FeeShares.on(fee_account.FeeSharesPublished, key=town_day)
def published(row: FeeShares, event: fee_account.FeeSharesPublished) -> FeeShares:
    return replace(
        row,
        town=event.town,
        effective_from=event.effective_from,
        document=event.document,
        published_on=event.published_on,
        shares=event.shares,
        corrections=row.corrections + 1,
        reason=event.reason or "",
    )
