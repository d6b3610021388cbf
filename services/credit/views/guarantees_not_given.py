"""应担未担清单: eligible applications that are not guaranteed, waiting or refused, and why (RZ-2.4.e)."""

from datetime import date

from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit.stages import GuaranteeStage, Industry, RiskReason
from shared.schemas.kinds import TownId


@view(
    "guarantees-not-given",
    title="应担未担清单",
    key="guarantee",
    version=1,
    of=GUARANTEE_BUSINESS,
)
class GuaranteesNotGiven(Row):
    """One leaves the list when it is approved, or withdrawn by its town."""

    guarantee: str = column("担保编号")
    town: TownId = column("镇")
    borrower: str = column("经营主体代号")
    industry: Industry = column("行业")
    institution: str = column("贷款机构")
    company: str = column("担保公司")
    amount_fen: int = column("申请担保贷款（分）")
    stage: GuaranteeStage = column("进度")
    risk: RiskReason | None = column("不予担保的风险理由", None)
    remark: str = column("说明")
    late: bool = column("超期")
    reviewed: bool = column("已复审")
    recommended_on: date | None = column("推荐日期", None)
    refused_on: date | None = column("不予担保日期", None)


@GuaranteesNotGiven.on(guarantees.GuaranteeRecommended)
def recommended(
    row: GuaranteesNotGiven, event: guarantees.GuaranteeRecommended
) -> GuaranteesNotGiven:
    return replace(
        row,
        town=event.town,
        borrower=event.borrower,
        industry=event.industry,
        institution=event.institution,
        company=event.company,
        amount_fen=event.amount_fen,
        stage="recommended",
        recommended_on=event.recommended_on,
    )


@GuaranteesNotGiven.on(guarantees.GuaranteeAccepted)
def accepted(row: GuaranteesNotGiven, event: guarantees.GuaranteeAccepted) -> GuaranteesNotGiven:
    return replace(row, stage="accepted")


@GuaranteesNotGiven.on(guarantees.GuaranteeRefused)
def refused(row: GuaranteesNotGiven, event: guarantees.GuaranteeRefused) -> GuaranteesNotGiven:
    return replace(
        row,
        stage="refused",
        risk=event.risk,
        remark=event.remark,
        refused_on=event.decided_on,
    )


@GuaranteesNotGiven.on(guarantees.GuaranteeReviewDecided)
def reviewed(
    row: GuaranteesNotGiven, event: guarantees.GuaranteeReviewDecided
) -> GuaranteesNotGiven:
    row = replace(row, reviewed=True)
    return replace(row, stage="investigated", risk=None) if event.upheld else row


@GuaranteesNotGiven.on(guarantees.GuaranteeOverdue)
def overdue(row: GuaranteesNotGiven, event: guarantees.GuaranteeOverdue) -> GuaranteesNotGiven:
    return replace(row, late=True)


@GuaranteesNotGiven.on(guarantees.GuaranteeApproved, guarantees.GuaranteeApplicationWithdrawn)
def no_longer(
    row: GuaranteesNotGiven,
    event: guarantees.GuaranteeApproved | guarantees.GuaranteeApplicationWithdrawn,
) -> None:
    return None
