"""优秀比例台账: each town's ratio, places and results by year and kind of body (RZ-3.2.b)."""

from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.talent import appraisal_quota as quotas
from shared.schemas.talent.stages import QuotaStage


@view("appraisal-quotas", title="优秀比例台账", key="quota", version=1, of=APPRAISAL_QUOTA)
class AppraisalQuotas(Row):
    quota: str = column("优秀比例编号")
    town: TownId = column("镇", "")
    body: quotas.AppraisalBody = column("考核类别", "organ")
    year: int = column("年度", 0)
    status: QuotaStage = column("状态", "requested")
    requested_percent: int = column("申请比例（%）", 0)
    approved_percent: int = column("核定比例（%）", 0)
    ground: quotas.RatioGround | None = column("提高比例的依据", None)
    source: quotas.RatioSource | None = column("名额来源", None)
    document: str | None = column("核定文号", None)
    headcount: int = column("应参加考核人数", 0)
    percent: int = column("适用比例（%）", 0)
    allowed: int = column("优秀名额（名）", 0)
    excellent: int = column("优秀（名）", 0)


@AppraisalQuotas.on(quotas.RatioRequested)
def requested(row: AppraisalQuotas, event: quotas.RatioRequested) -> AppraisalQuotas:
    return replace(
        row, town=event.town, body=event.body, year=event.year, status="requested",
        requested_percent=event.percent, ground=event.ground,
    )  # fmt: skip


@AppraisalQuotas.on(quotas.RatioApproved)
def approved(row: AppraisalQuotas, event: quotas.RatioApproved) -> AppraisalQuotas:
    return replace(
        row, status="approved", approved_percent=event.percent, source=event.source,
        document=event.document,
    )  # fmt: skip


@AppraisalQuotas.on(quotas.RatioRefused)
def refused(row: AppraisalQuotas, event: quotas.RatioRefused) -> AppraisalQuotas:
    return replace(row, status="refused")


@AppraisalQuotas.on(quotas.AppraisalPublicised)
def publicised(row: AppraisalQuotas, event: quotas.AppraisalPublicised) -> AppraisalQuotas:
    return replace(
        row, town=event.town, body=event.body, year=event.year, status="publicised",
        headcount=event.headcount, percent=event.percent, allowed=event.allowed,
        excellent=event.excellent,
    )  # fmt: skip


@AppraisalQuotas.on(quotas.AppraisalRecorded)
def recorded(row: AppraisalQuotas, event: quotas.AppraisalRecorded) -> AppraisalQuotas:
    return replace(row, status="recorded", excellent=event.excellent)
