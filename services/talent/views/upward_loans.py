"""借调台账: who of a town works for which department above it, until when (RZ-2.5.a)."""

from datetime import date

from services.talent.domain.upward_loan import UPWARD_LOAN
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    OrganisationId,
    PersonalName,
    PersonId,
    TownId,
)
from shared.schemas.talent import strength as strengths
from shared.schemas.talent import upward_loan as loans


@view("upward-loans", title="借调台账", key="loan", version=1, of=UPWARD_LOAN)
class UpwardLoans(Row):
    loan: str = column("借调编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    posts: strengths.PostKind = column("编制类别")
    person: PersonId = column("人员编号")
    name: PersonalName = column("姓名")
    borrower: OrganisationId = column("借入单位")
    started_on: date | None = column("开始日期", None)
    until: date | None = column("截止日期", None)
    decided_by: OrganisationId = column("决定单位")
    document: DocumentRef = column("文号")
    extensions: int = column("延期次数", 0)
    overdue: bool = column("逾期未还", False)
    returned_on: date | None = column("返回日期", None)


LENT_TOO_LONG = totals(
    "upward_loans_overdue",
    "People lent upwards who are not back in time, by who borrowed them",
    of=UpwardLoans,
    by=("borrower",),
    where={"overdue": (True,)},
)


@UpwardLoans.on(loans.UpwardLoanApproved)
def approved(row: UpwardLoans, event: loans.UpwardLoanApproved) -> UpwardLoans:
    return replace(
        row,
        town=event.town,
        county=event.county,
        posts=event.posts,
        person=event.person,
        name=event.name,
        borrower=event.borrower,
        started_on=event.started_on,
        until=event.until,
        decided_by=event.decided_by,
        document=event.document,
    )


@UpwardLoans.on(loans.UpwardLoanExtended)
def extended(row: UpwardLoans, event: loans.UpwardLoanExtended) -> UpwardLoans:
    return replace(
        row,
        until=event.until,
        decided_by=event.decided_by,
        extensions=row.extensions + 1,
        overdue=False,
    )


@UpwardLoans.on(loans.ReturnedFromLoan)
def returned(row: UpwardLoans, event: loans.ReturnedFromLoan) -> UpwardLoans:
    return replace(row, returned_on=event.returned_on, overdue=False)


@UpwardLoans.on(loans.LoanOverdue)
def overdue(row: UpwardLoans, event: loans.LoanOverdue) -> UpwardLoans:
    return replace(row, overdue=True)


@UpwardLoans.on(loans.UpwardLoanFlagCleared)
def flag_fell(row: UpwardLoans, event: loans.UpwardLoanFlagCleared) -> UpwardLoans:
    return replace(row, overdue=False)
