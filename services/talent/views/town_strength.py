"""镇级力量台账: posts, staff, who was lent upward and who came: 在岗 = 实有 − 借出 + 挂入 (RZ-2.5.a)."""

from datetime import date

from shared.kernel.aggregate import to_named, to_town
from shared.kernel.views.figure import figure
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.talent import secondment as secondments
from shared.schemas.talent import strength as strengths
from shared.schemas.talent import upward_loan as loans


@view(
    "town-strength",
    title="镇级力量台账",
    key="town",
    version=1,
    sight=[to_town(), to_named("RZ-2.5.a")],
)
class TownStrength(Row):
    town: TownId = column("镇")
    county: CountyId = column("区县", "")
    as_of: date | None = column("登记日期", None)
    administrative_approved: int = column("行政编制", 0)
    administrative_actual: int = column("行政实有", 0)
    institution_approved: int = column("事业编制", 0)
    institution_actual: int = column("事业实有", 0)
    worker_approved: int = column("工勤编制", 0)
    worker_actual: int = column("工勤实有", 0)
    contract_actual: int = column("编外实有", 0)
    lent: int = column("借出", 0)
    seconded: int = column("挂入", 0)
    on_duty: int = column("在岗", 0)
    overdue: bool = column("超编逾期未消化", False)


STRENGTH = figure(
    "town-strength", "镇级力量", of=TownStrength, by=("town",),
    adds=("administrative_actual", "institution_actual", "worker_actual", "on_duty", "lent"),
)  # fmt: skip


@TownStrength.on(strengths.StrengthRecorded)
def recorded(row: TownStrength, event: strengths.StrengthRecorded) -> TownStrength:
    told = replace(row, county=event.county, as_of=event.as_of, overdue=False)
    approved, actual = event.approved, event.actual
    match event.posts:
        case "administrative":
            told = replace(told, administrative_approved=approved, administrative_actual=actual)
        case "institution":
            told = replace(told, institution_approved=approved, institution_actual=actual)
        case "worker":
            told = replace(told, worker_approved=approved, worker_actual=actual)
        case "contract":
            told = replace(told, contract_actual=actual)
    return _counted(told)


@TownStrength.on(strengths.ApprovedPostsRaised)
def raised(row: TownStrength, event: strengths.ApprovedPostsRaised) -> TownStrength:
    match event.posts:
        case "administrative":
            more = row.administrative_approved + event.number
            return replace(row, administrative_approved=more)
        case "institution":
            return replace(row, institution_approved=row.institution_approved + event.number)
        case "worker":
            return replace(row, worker_approved=row.worker_approved + event.number)
    return row


@TownStrength.on(strengths.OverStrengthOverdue)
def overdue(row: TownStrength, event: strengths.OverStrengthOverdue) -> TownStrength:
    return replace(row, overdue=True)


@TownStrength.on(loans.UpwardLoanApproved)
def lent(row: TownStrength, event: loans.UpwardLoanApproved) -> TownStrength:
    return _counted(replace(row, county=event.county, lent=row.lent + 1))


@TownStrength.on(loans.ReturnedFromLoan)
def returned(row: TownStrength, event: loans.ReturnedFromLoan) -> TownStrength:
    return _counted(replace(row, lent=row.lent - 1))


@TownStrength.on(secondments.SecondmentStarted, secondments.SecondmentRegistered)
def seconded(
    row: TownStrength, event: secondments.SecondmentStarted | secondments.SecondmentRegistered
) -> TownStrength:
    return _counted(replace(row, seconded=row.seconded + 1))


@TownStrength.on(secondments.SecondmentEnded)
def ended(row: TownStrength, event: secondments.SecondmentEnded) -> TownStrength:
    return _counted(replace(row, seconded=row.seconded - 1))


def _counted(row: TownStrength) -> TownStrength:
    """Contract staff is on duty, too; it stands apart in the ledger, not in the town."""
    staff = (
        row.administrative_actual + row.institution_actual + row.worker_actual + row.contract_actual
    )
    return replace(row, on_duty=staff - row.lent + row.seconded)


@TownStrength.on(strengths.StrengthFlagCleared)
def flag_fell(row: TownStrength, event: strengths.StrengthFlagCleared) -> TownStrength:
    return replace(row, overdue=event.flags_left > 0)
