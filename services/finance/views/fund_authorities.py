"""资金管理权限台账: which matters' money a town disposes of, up to which limit."""

from collections.abc import Iterable
from datetime import date

from services.finance.domain.fiscal_system.state import FISCAL_SYSTEM
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import fiscal_system
from shared.schemas.kinds import CountyId, TownId


@view("fund-authorities", title="资金管理权限台账", key="town_matter", version=2, of=FISCAL_SYSTEM)
class FundAuthorities(Row):
    town_matter: str = column("镇与事项")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    matter: str = column("下放事项")
    limit_fen: int = column("单笔限额（分）")
    effective_from: date | None = column("施行日期")
    basis: fiscal_system.SystemBasis = column("依据")
    document: str = column("文号")
    withdrawn_on: date | None = column("收回日期")


def town_matters(
    event: fiscal_system.FundAuthorityDelegated | fiscal_system.FundAuthorityWithdrawn, _: EventMeta
) -> Iterable[str]:
    return [f"{event.town}.{matter}" for matter in event.matters]


@FundAuthorities.on(fiscal_system.FundAuthorityDelegated, key=town_matters)
def delegated(row: FundAuthorities, event: fiscal_system.FundAuthorityDelegated) -> FundAuthorities:
    return replace(
        row,
        town=event.town,
        county=event.county,
        matter=row.town_matter.partition(".")[2],
        limit_fen=event.limit_fen,
        effective_from=event.effective_from,
        basis=event.basis,
        document=event.document or "",
        withdrawn_on=None,
    )


@FundAuthorities.on(fiscal_system.FundAuthorityWithdrawn, key=town_matters)
def withdrawn(row: FundAuthorities, event: fiscal_system.FundAuthorityWithdrawn) -> FundAuthorities:
    return replace(row, withdrawn_on=event.withdrawn_on)
