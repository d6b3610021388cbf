"""涉镇贷款: what an institution has lent for use in each town, by quarter (RZ-2.4.h).

The parts of a balance overlap: each stays within the total, they need not sum up.
"""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.credit.stages import Quarter
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountOrZero,
    DocumentRef,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    Year,
    titled,
)

CLAUSE = "RZ-2.4.h"


@command_data
class ProjectLoan:
    """Of the key projects' part: a project of the library."""

    project: ProjectId
    balance_fen: FenOrZero


@command_data
class TownLoans:
    """Balances at the quarter's end by place of use; the 其中 items overlap."""

    town: TownId
    balance_fen: FenOrZero
    long_term_fen: FenOrZero
    key_projects_fen: FenOrZero
    small_firms_fen: FenOrZero
    farming_fen: FenOrZero
    borrowers: CountOrZero = titled("贷款户数", unit="count")
    projects: list[ProjectLoan] = titled("其中：重点项目贷款", factory=list)


@command_data
class AskForLoanReports:
    """From a quarter on the institution reports by the middle of the month after."""

    institution: Identifier
    year: Year
    quarter: Quarter


@event("credit", clause=CLAUSE, title="要求报送涉镇贷款")
class LoanReportsAsked(AskForLoanReports):
    """`joined`: it reports by itself; otherwise local-finance enters its figures."""

    joined: Flag
    asked_on: date
    report_calendar_days: CountOrZero = titled("季后报送时限（自然日）", unit="calendar-days")
    name: Name | None = titled("机构名称", None)


@command_data
class ReportLoans:
    institution: Identifier
    year: Year
    quarter: Quarter
    loans: list[TownLoans]
    document: DocumentRef | None = None


@event("credit", clause=CLAUSE, title="报送涉镇贷款")
class LoansReported(ReportLoans):
    reported_on: date
    entered_by: OrganisationId


@command_data
class CorrectLoanReport:
    institution: Identifier
    year: Year
    quarter: Quarter
    loans: list[TownLoans]
    reason: Reason
    document: DocumentRef


@event(
    "credit",
    clause=CLAUSE,
    title="更正涉镇贷款",
    corrects=[corrects(LoansReported, alike=["year", "quarter"])],
)
class LoanReportCorrected(CorrectLoanReport):
    previous: list[TownLoans] = titled("更正前")
    corrected_on: date
    entered_by: OrganisationId


@event("credit", clause=CLAUSE, title="涉镇贷款报送超期")
class LoanReportOverdue:
    """`organisation` sees to the report: local-finance."""

    institution: Identifier
    year: Year
    quarter: Quarter
    organisation: OrganisationId
    key: Identifier
    due_on: date
    name: Name | None = titled("机构名称", None)


@command_data
class ClearLoanReportFlag:
    institution: Identifier
    key: Identifier
    issue: Identifier


@event("credit", clause="RZ-3.3.c", title="解除涉镇贷款报送预警")
class LoanReportFlagCleared(ClearLoanReportFlag):
    """The issue that the late report raised was resolved."""


Event = (
    LoanReportsAsked | LoansReported | LoanReportCorrected | LoanReportOverdue
    | LoanReportFlagCleared
)  # fmt: skip
