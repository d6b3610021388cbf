"""县乡财政体制台账: each version that a county published, with duties and revenue shares."""

from datetime import date

from services.finance.domain.fiscal_system.state import FISCAL_SYSTEM
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import fiscal_system
from shared.schemas.kinds import CountyId


@view("fiscal-systems", title="县乡财政体制台账", key="county_version", version=1, of=FISCAL_SYSTEM)
class FiscalSystems(Row):
    """`counted` under the policy's sentence; a county's own system is not."""

    county_version: str = column("区县与版本")
    county: CountyId = column("区县")
    version: int = column("版本")
    basis: fiscal_system.SystemBasis = column("依据")
    counted: bool = column("计入本条")
    effective_from: date | None = column("施行日期")
    published_on: date | None = column("公布日期")
    document: str = column("文号")
    powers: tuple[fiscal_system.FiscalPower, ...] = column("财政事权", ())
    duties: tuple[fiscal_system.ExpenditureDuty, ...] = column("支出责任", ())
    splits: tuple[fiscal_system.RevenueSplit, ...] = column("收入划分", ())


def county_version(event: fiscal_system.FiscalSystemPublished, _: EventMeta) -> str:
    return f"{event.county}.{event.version}"


@FiscalSystems.on(fiscal_system.FiscalSystemPublished, key=county_version)
def published(row: FiscalSystems, event: fiscal_system.FiscalSystemPublished) -> FiscalSystems:
    return replace(
        row,
        county=event.county,
        version=event.version,
        basis=event.basis,
        counted=event.basis == "policy",
        effective_from=event.effective_from,
        published_on=event.published_on,
        document=event.document,
        powers=event.powers,
        duties=event.duties,
        splits=event.splits,
    )
