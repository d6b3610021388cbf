"""通报台账: each bulletin, its scope and edition, and where its reviews stand."""

from datetime import date, timedelta
from typing import Any

from services.supervision.domain.bulletin.state import BULLETIN
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, OrganisationId
from shared.schemas.supervision import bulletin as bulletins
from shared.schemas.supervision import bulletin_review
from shared.schemas.supervision.stages import BulletinStage


@view(
    "bulletins",
    title="通报台账",
    key="bulletin",
    version=3,
    of=BULLETIN,
    carried={"parties": ("issuer",)},
)
class Bulletins(Row):
    """`editions` keep every text and every figure that was told."""

    bulletin: str = column("通报编号")
    county: CountyId = column("区县")
    issuer: OrganisationId = column("通报单位")
    title: str = column("标题")
    since: date | None = column("起始日期")
    until: date | None = column("截止日期")
    status: BulletinStage = column("状态")
    scope: bulletins.BulletinScope = column("通报范围")
    audience: bulletins.BulletinScope = column("可见范围")
    edition: int = column("版次")
    published_on: date | None = column("印发日期")
    review_until: date | None = column("复核申请截止")
    open_reviews: int = column("待决定复核")
    approval_ref: str | None = column("乡镇排名批准文号")
    document: str | None = column("文号")
    summary: str = column("通报内容")
    editions: list[dict[str, Any]] = column("历次印发", factory=list)


@Bulletins.on(bulletins.BulletinDrafted)
def drafted(row: Bulletins, event: bulletins.BulletinDrafted) -> Bulletins:
    return replace(
        row,
        county=event.county or "",
        issuer=event.issuer,
        title=event.title,
        since=event.since,
        until=event.until,
        status="drafted",
        approval_ref=event.approval_ref,
        summary=event.summary,
    )


@Bulletins.on(bulletins.BulletinPublished)
def published(row: Bulletins, event: bulletins.BulletinPublished) -> Bulletins:
    return _told(replace(row, status="published", document=event.document), event)


@Bulletins.on(bulletin_review.BulletinCorrected)
def corrected(row: Bulletins, event: bulletin_review.BulletinCorrected) -> Bulletins:
    return _told(replace(row, status="corrected"), event)


@Bulletins.on(bulletin_review.BulletinReviewRequested)
def review_requested(row: Bulletins, event: bulletin_review.BulletinReviewRequested) -> Bulletins:
    return replace(row, open_reviews=row.open_reviews + 1)


@Bulletins.on(bulletin_review.BulletinReviewDecided)
def review_decided(row: Bulletins, event: bulletin_review.BulletinReviewDecided) -> Bulletins:
    return replace(row, open_reviews=row.open_reviews - 1)


def _told(
    row: Bulletins, event: bulletins.BulletinPublished | bulletin_review.BulletinCorrected
) -> Bulletins:
    told = {
        "edition": event.edition,
        "published_on": event.published_on.isoformat(),
        "summary": event.summary,
    }
    return replace(
        row,
        edition=event.edition,
        scope=event.scope,
        audience=event.scope,
        summary=event.summary,
        published_on=event.published_on,
        review_until=event.published_on + timedelta(days=event.review_days),
        editions=[*row.editions, told],
    )
