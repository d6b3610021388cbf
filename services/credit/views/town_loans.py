"""涉镇贷款汇总: all institutions together, by town and quarter (RZ-2.4.h).

Shown to others than local-finance and the regulators once three institutions are in it, so that
nobody can tell one's balance.
"""

from typing import Any

from shared.kernel.aggregate import to_named, to_organisation, to_town
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import loan_book as loans
from shared.schemas.credit.stages import Quarter
from shared.schemas.kinds import TownId

ENOUGH = 3
"""So many institutions hide each other's balances."""


def period_keys(event: Any, _: EventMeta) -> list[str]:
    lines = [*event.loans, *getattr(event, "previous", ())]
    return [f"{event.year}-{event.quarter}.{t}" for t in dict.fromkeys(e.town for e in lines)]


@view(
    "town-loans",
    title="涉镇贷款汇总",
    key="period_town",
    version=1,
    sight=[
        to_organisation("local-finance"),
        to_organisation("pboc"),
        to_organisation("nfra"),
        to_town(once="shown"),
        to_named("RZ-2.4.h", once="shown"),
    ],
)
class TownLoans(Row):
    period_town: str = column("季度与镇")
    town: TownId = column("镇")
    year: int = column("年度")
    quarter: Quarter = column("季度")
    institutions: int = column("机构数")
    shown: bool = column("三家以上")
    balance_fen: int = column("贷款余额（分）")
    long_term_fen: int = column("其中：中长期（分）")
    key_projects_fen: int = column("其中：重点项目（分）")
    small_firms_fen: int = column("其中：小微企业（分）")
    farming_fen: int = column("其中：涉农（分）")
    borrowers: int = column("贷款户数")


@TownLoans.on(loans.LoansReported, key=period_keys)
def reported(row: TownLoans, event: loans.LoansReported) -> TownLoans:
    town = row.period_town.partition(".")[2]
    row = replace(row, town=town, year=event.year, quarter=event.quarter)
    return _added(row, event.loans, 1)


@TownLoans.on(loans.LoanReportCorrected, key=period_keys)
def corrected(row: TownLoans, event: loans.LoanReportCorrected) -> TownLoans:
    town = row.period_town.partition(".")[2]
    row = replace(row, town=town, year=event.year, quarter=event.quarter)
    return _added(_added(row, event.previous, -1), event.loans, 1)


def _added(row: TownLoans, lines: list[loans.TownLoans], sign: int) -> TownLoans:
    line = next((one for one in lines if one.town == row.town), None)
    if line is None:
        return row
    institutions = row.institutions + sign
    return replace(
        row,
        institutions=institutions,
        shown=institutions >= ENOUGH,
        balance_fen=row.balance_fen + sign * line.balance_fen,
        long_term_fen=row.long_term_fen + sign * line.long_term_fen,
        key_projects_fen=row.key_projects_fen + sign * line.key_projects_fen,
        small_firms_fen=row.small_firms_fen + sign * line.small_firms_fen,
        farming_fen=row.farming_fen + sign * line.farming_fen,
        borrowers=row.borrowers + sign * line.borrowers,
    )
