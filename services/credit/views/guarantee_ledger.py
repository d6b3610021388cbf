"""担保台账: every guarantee from its recommendation to its end, with its sums (RZ-2.4.e)."""

from datetime import date

from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import guarantee_course as course
from shared.schemas.credit.stages import BorrowerKind, GuaranteeStage, Industry, RiskReason
from shared.schemas.kinds import CountyId, LimitKey, TownId


@view("guarantee-ledger", title="担保台账", key="guarantee", version=2, of=GUARANTEE_BUSINESS)
class GuaranteeLedger(Row):
    """`owed_fen`: compensated, and neither recovered nor written off."""

    guarantee: str = column("担保编号")
    project_number: str = column("担保公司项目号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    borrower: str = column("经营主体代号")
    borrower_kind: BorrowerKind = column("经营主体类别")
    industry: Industry = column("行业")
    institution: str = column("贷款机构")
    company: str = column("担保公司")
    stage: GuaranteeStage = column("进度")
    asked_fen: int = column("申请担保贷款（分）")
    approved_fen: int = column("批准担保贷款（分）")
    fee_rate: int = column("年担保费率（万分之一）")
    lent_fen: int = column("放款（分）")
    guaranteed_fen: int = column("担保责任（分）")
    compensated_fen: int = column("代偿本金（分）")
    recovered_fen: int = column("追回本金（分）")
    recovered_interest_fen: int = column("追回利息（分）")
    written_off_fen: int = column("核销（分）")
    owed_fen: int = column("未追回（分）")
    risk: RiskReason | None = column("不予担保的风险理由", None)
    warned: bool = column("风险预警")
    late: int = column("超期次数")
    warnings: tuple[LimitKey, ...] = column("预警", ())
    recommended_on: date | None = column("推荐日期", None)
    accepted_on: date | None = column("受理日期", None)
    decided_on: date | None = column("批复日期", None)
    lent_on: date | None = column("放款日期", None)
    ends_on: date | None = column("到期日期", None)


GUARANTEES_FIGURE = figure(
    "guarantees", "农业信贷担保", of=GuaranteeLedger, by=("town", "stage"),
)  # fmt: skip

GUARANTEES = totals(
    "guarantees", "Guarantees by stage and town", of=GuaranteeLedger, by=("stage", "town")
)
GUARANTEED = totals(
    "guarantees_fen",
    "Money of the guarantees by step, and town",
    of=GuaranteeLedger,
    by=("town",),
    sums={
        "asked": "asked_fen",
        "approved": "approved_fen",
        "lent": "lent_fen",
        "guaranteed": "guaranteed_fen",
        "compensated": "compensated_fen",
        "owed": "owed_fen",
    },
)


@GuaranteeLedger.on(guarantees.GuaranteeRecommended)
def recommended(row: GuaranteeLedger, event: guarantees.GuaranteeRecommended) -> GuaranteeLedger:
    return replace(
        row,
        town=event.town,
        county=event.county,
        borrower=event.borrower,
        borrower_kind=event.borrower_kind,
        industry=event.industry,
        institution=event.institution,
        company=event.company,
        stage="recommended",
        asked_fen=event.amount_fen,
        recommended_on=event.recommended_on,
    )


@GuaranteeLedger.on(guarantees.GuaranteeAccepted)
def accepted(row: GuaranteeLedger, event: guarantees.GuaranteeAccepted) -> GuaranteeLedger:
    return replace(
        row,
        stage="accepted",
        project_number=event.project_number,
        accepted_on=event.accepted_on,
    )


@GuaranteeLedger.on(guarantees.GuaranteeInvestigated)
def investigated(row: GuaranteeLedger, event: guarantees.GuaranteeInvestigated) -> GuaranteeLedger:
    return replace(row, stage="investigated")


@GuaranteeLedger.on(guarantees.GuaranteeApproved)
def approved(row: GuaranteeLedger, event: guarantees.GuaranteeApproved) -> GuaranteeLedger:
    return replace(
        row,
        stage="approved",
        approved_fen=event.amount_fen,
        guaranteed_fen=event.guaranteed_fen,
        fee_rate=event.fee_rate,
        decided_on=event.decided_on,
        risk=None,
    )


@GuaranteeLedger.on(guarantees.GuaranteeRefused)
def refused(row: GuaranteeLedger, event: guarantees.GuaranteeRefused) -> GuaranteeLedger:
    return replace(row, stage="refused", risk=event.risk, decided_on=event.decided_on)


@GuaranteeLedger.on(guarantees.GuaranteeReviewDecided)
def reviewed(row: GuaranteeLedger, event: guarantees.GuaranteeReviewDecided) -> GuaranteeLedger:
    return replace(row, stage="investigated", risk=None) if event.upheld else row


@GuaranteeLedger.on(guarantees.GuaranteeLetterIssued)
def letter_issued(row: GuaranteeLedger, event: guarantees.GuaranteeLetterIssued) -> GuaranteeLedger:
    return replace(row, stage="letter")


@GuaranteeLedger.on(guarantees.GuaranteeLetterExpired)
def letter_expired(
    row: GuaranteeLedger, event: guarantees.GuaranteeLetterExpired
) -> GuaranteeLedger:
    return replace(row, stage="approved")


@GuaranteeLedger.on(guarantees.GuaranteeApplicationWithdrawn)
def withdrawn(
    row: GuaranteeLedger, event: guarantees.GuaranteeApplicationWithdrawn
) -> GuaranteeLedger:
    return replace(row, stage="withdrawn")


@GuaranteeLedger.on(course.GuaranteeDisbursed)
def disbursed(row: GuaranteeLedger, event: course.GuaranteeDisbursed) -> GuaranteeLedger:
    return replace(
        row,
        stage="disbursed",
        lent_fen=event.amount_fen,
        guaranteed_fen=event.guaranteed_fen,
        lent_on=event.lent_on,
        ends_on=event.ends_on,
    )


@GuaranteeLedger.on(course.GuaranteeWarned)
def warned(row: GuaranteeLedger, event: course.GuaranteeWarned) -> GuaranteeLedger:
    return replace(row, warned=True)


@GuaranteeLedger.on(course.GuaranteeChecked)
def checked(row: GuaranteeLedger, event: course.GuaranteeChecked) -> GuaranteeLedger:
    return replace(row, warned=row.warned and not event.sound)


@GuaranteeLedger.on(course.GuaranteeExtended)
def extended(row: GuaranteeLedger, event: course.GuaranteeExtended) -> GuaranteeLedger:
    return replace(row, ends_on=event.ends_on)


@GuaranteeLedger.on(course.GuaranteeReleased)
def released(row: GuaranteeLedger, event: course.GuaranteeReleased) -> GuaranteeLedger:
    return replace(row, stage="released")


@GuaranteeLedger.on(course.CompensationPaid)
def compensated(row: GuaranteeLedger, event: course.CompensationPaid) -> GuaranteeLedger:
    return _owed(replace(row, compensated_fen=event.compensated_fen))


@GuaranteeLedger.on(course.RecoveryRecorded)
def recovered(row: GuaranteeLedger, event: course.RecoveryRecorded) -> GuaranteeLedger:
    interest = row.recovered_interest_fen + event.interest_fen
    return _owed(replace(row, recovered_fen=event.recovered_fen, recovered_interest_fen=interest))


@GuaranteeLedger.on(course.GuaranteeWrittenOff)
def written_off(row: GuaranteeLedger, event: course.GuaranteeWrittenOff) -> GuaranteeLedger:
    return _owed(replace(row, written_off_fen=row.written_off_fen + event.amount_fen))


@GuaranteeLedger.on(guarantees.GuaranteeOverdue)
def overdue(row: GuaranteeLedger, event: guarantees.GuaranteeOverdue) -> GuaranteeLedger:
    return replace(row, late=row.late + 1, warnings=(*row.warnings, event.key))


@GuaranteeLedger.on(guarantees.GuaranteeFlagCleared)
def flag_cleared(row: GuaranteeLedger, event: guarantees.GuaranteeFlagCleared) -> GuaranteeLedger:
    return replace(row, warnings=tuple(key for key in row.warnings if key != event.key))


def _owed(row: GuaranteeLedger) -> GuaranteeLedger:
    owed = row.compensated_fen - row.recovered_fen - row.written_off_fen
    return replace(row, owed_fen=owed, stage="compensated" if owed else "settled")
