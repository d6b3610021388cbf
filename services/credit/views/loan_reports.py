"""涉镇贷款季报: one institution's balances by town and quarter, with its growth (RZ-2.4.h).

Seen by the institution itself, local-finance and the two regulators.
"""

from datetime import date
from typing import Any

from services.credit.domain.loan_book.state import LOAN_BOOK
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import loan_book as loans
from shared.schemas.credit.stages import Quarter
from shared.schemas.kinds import TownId


def town_keys(event: Any, _: EventMeta) -> list[str]:
    return [f"{event.institution}.{line.town}" for line in event.loans]


@view("loan-reports", title="涉镇贷款季报", key="institution_town", version=1, of=LOAN_BOOK)
class LoanReports(Row):
    """The last quarter reported, and how much more than the one before it."""

    institution_town: str = column("机构与镇")
    institution: str = column("金融机构")
    town: TownId = column("镇")
    year: int = column("年度")
    quarter: Quarter = column("季度")
    balance_fen: int = column("贷款余额（分）")
    long_term_fen: int = column("其中：中长期（分）")
    key_projects_fen: int = column("其中：重点项目（分）")
    small_firms_fen: int = column("其中：小微企业（分）")
    farming_fen: int = column("其中：涉农（分）")
    borrowers: int = column("贷款户数")
    before_fen: int = column("上期余额（分）")
    more: bool = column("余额增加")
    by_quarter: dict[str, int] = column("各季余额（分）", factory=dict)
    reported_on: date | None = column("报送日期", None)


@LoanReports.on(loans.LoansReported, key=town_keys)
def reported(row: LoanReports, event: loans.LoansReported) -> LoanReports:
    return _filled(replace(row, reported_on=event.reported_on), event)


@LoanReports.on(loans.LoanReportCorrected, key=town_keys)
def corrected(row: LoanReports, event: loans.LoanReportCorrected) -> LoanReports:
    return _filled(row, event)


def _filled(
    row: LoanReports, event: loans.LoansReported | loans.LoanReportCorrected
) -> LoanReports:
    town = row.institution_town.removeprefix(f"{event.institution}.")
    line = next(one for one in event.loans if one.town == town)
    period = f"{event.year}-{event.quarter}"
    by_quarter = {**row.by_quarter, period: line.balance_fen}
    ordered = sorted(by_quarter)
    if ordered[-1] == period:
        row = replace(
            row,
            institution=event.institution,
            town=town,
            year=event.year,
            quarter=event.quarter,
            balance_fen=line.balance_fen,
            long_term_fen=line.long_term_fen,
            key_projects_fen=line.key_projects_fen,
            small_firms_fen=line.small_firms_fen,
            farming_fen=line.farming_fen,
            borrowers=line.borrowers,
        )
    before = by_quarter[ordered[-2]] if len(ordered) > 1 else 0
    return replace(
        row,
        by_quarter=by_quarter,
        before_fen=before,
        more=len(ordered) > 1 and row.balance_fen > before,
    )
