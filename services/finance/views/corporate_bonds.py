"""企业债券台账: enterprises' bonds for projects of the library."""

from datetime import date

from services.finance.domain.corporate_bond import CORPORATE_BOND
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import corporate_bond
from shared.schemas.kinds import TownId


@view("corporate-bonds", title="企业债券台账", key="bond", version=1, of=CORPORATE_BOND)
class CorporateBondLedger(Row):
    bond: str = column("债券编号")
    project: str = column("项目编号")
    town: TownId = column("镇")
    issuer: str = column("发行企业")
    amount_fen: int = column("发行金额（分）")
    issued_on: date | None = column("发行日期")
    document: str = column("文号")


@CorporateBondLedger.on(corporate_bond.CorporateBondRegistered)
def registered(
    row: CorporateBondLedger, event: corporate_bond.CorporateBondRegistered
) -> CorporateBondLedger:
    return replace(
        row,
        project=event.project,
        town=event.town,
        issuer=event.issuer,
        amount_fen=event.amount_fen,
        issued_on=event.issued_on,
        document=event.document,
    )
