"""担保覆盖率: approved against decided, by town, in count and amount (RZ-2.4.e)."""

from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import guarantee_course as course
from shared.schemas.kinds import TownId


@view(
    "guarantee-coverage",
    title="担保覆盖率",
    key="town",
    version=1,
    of=GUARANTEE_BUSINESS,
    carried={"institution": (), "company": ()},
)
class GuaranteeCoverage(Row):
    """coverage = approved ÷ (approved + refused); what waits, or was withdrawn, is apart."""

    town: TownId = column("镇")
    recommended: int = column("申请件数")
    approved: int = column("批准件数")
    refused: int = column("不予担保件数")
    withdrawn: int = column("撤回件数")
    approved_fen: int = column("批准担保贷款（分）")
    refused_fen: int = column("不予担保金额（分）")
    lent_fen: int = column("放款（分）")
    by_count: int = column("覆盖率（件数，万分之一）")
    by_amount: int = column("覆盖率（金额，万分之一）")


@GuaranteeCoverage.on(guarantees.GuaranteeRecommended)
def recommended(
    row: GuaranteeCoverage, event: guarantees.GuaranteeRecommended
) -> GuaranteeCoverage:
    return replace(row, recommended=row.recommended + 1)


@GuaranteeCoverage.on(guarantees.GuaranteeApproved)
def approved(row: GuaranteeCoverage, event: guarantees.GuaranteeApproved) -> GuaranteeCoverage:
    return _covered(
        replace(row, approved=row.approved + 1, approved_fen=row.approved_fen + event.amount_fen)
    )


@GuaranteeCoverage.on(guarantees.GuaranteeRefused)
def refused(row: GuaranteeCoverage, event: guarantees.GuaranteeRefused) -> GuaranteeCoverage:
    return _covered(
        replace(row, refused=row.refused + 1, refused_fen=row.refused_fen + event.amount_fen)
    )


@GuaranteeCoverage.on(guarantees.GuaranteeReviewDecided)
def reviewed(row: GuaranteeCoverage, event: guarantees.GuaranteeReviewDecided) -> GuaranteeCoverage:
    """A refusal that did not stand is none."""
    if not event.upheld:
        return row
    return _covered(
        replace(row, refused=row.refused - 1, refused_fen=row.refused_fen - event.amount_fen)
    )


@GuaranteeCoverage.on(guarantees.GuaranteeApplicationWithdrawn)
def withdrawn(
    row: GuaranteeCoverage, event: guarantees.GuaranteeApplicationWithdrawn
) -> GuaranteeCoverage:
    return replace(row, withdrawn=row.withdrawn + 1)


@GuaranteeCoverage.on(course.GuaranteeDisbursed)
def disbursed(row: GuaranteeCoverage, event: course.GuaranteeDisbursed) -> GuaranteeCoverage:
    return replace(row, lent_fen=row.lent_fen + event.amount_fen)


def _covered(row: GuaranteeCoverage) -> GuaranteeCoverage:
    return replace(
        row,
        by_count=_share(row.approved, row.approved + row.refused),
        by_amount=_share(row.approved_fen, row.approved_fen + row.refused_fen),
    )


def _share(part: int, whole: int) -> int:
    return part * 10_000 // whole if whole else 0
