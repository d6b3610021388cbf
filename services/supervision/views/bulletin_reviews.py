"""通报复核: who asked for a review of a bulletin, why, by when it is decided, and how."""

from datetime import date, timedelta
from typing import Any

from services.supervision.domain.bulletin.state import BULLETIN
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId
from shared.schemas.supervision import bulletin_review


def _review(event: Any, _: object) -> str:
    return f"{event.bulletin}.{event.number}"


@view(
    "bulletin-reviews",
    title="通报复核",
    key="review",
    version=2,
    of=BULLETIN,
    carried={"audience": (), "parties": ("organisation", "decides")},
)
class BulletinReviews(Row):
    """`review` is `<bulletin>.<number>`."""

    review: str = column("通报与序号")
    bulletin: str = column("通报编号")
    edition: int = column("版次")
    organisation: OrganisationId = column("申请单位")
    decides: OrganisationId = column("决定单位")
    grounds: str = column("申请理由")
    requested_on: date | None = column("申请日期")
    due_on: date | None = column("决定期限")
    overdue: bool = column("逾期")
    open: bool = column("待决定")
    upheld: bool = column("成立")
    decided_on: date | None = column("决定日期")
    decider: str = column("决定人")
    reason: str = column("决定理由")
    document: str | None = column("文号")


@BulletinReviews.on(bulletin_review.BulletinReviewRequested, key=_review)
def requested(
    row: BulletinReviews, event: bulletin_review.BulletinReviewRequested
) -> BulletinReviews:
    return replace(
        row,
        bulletin=event.bulletin,
        edition=event.edition,
        organisation=event.organisation,
        decides=event.decides,
        grounds=event.grounds,
        requested_on=event.requested_on,
        due_on=event.requested_on + timedelta(days=event.decision_days),
        open=True,
    )


@BulletinReviews.on(bulletin_review.BulletinReviewOverdue, key=_review)
def overdue(row: BulletinReviews, event: bulletin_review.BulletinReviewOverdue) -> BulletinReviews:
    return replace(row, overdue=True)


@BulletinReviews.on(bulletin_review.BulletinReviewDecided, key=_review)
def decided(row: BulletinReviews, event: bulletin_review.BulletinReviewDecided) -> BulletinReviews:
    return replace(
        row,
        open=False,
        upheld=event.upheld,
        decided_on=event.decided_on,
        decider=event.decider,
        reason=event.reason,
        document=event.document,
    )
