"""创新备案台账: what towns try, filed before or after the act, answered or not (RZ-3.2.c)."""

from datetime import date

from services.talent.domain.innovation_filing.state import INNOVATION_FILING
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.talent import innovation_filing as filings
from shared.schemas.talent.stages import FilingStage


@view("innovation-filings", title="创新备案台账", key="filing", version=1, of=INNOVATION_FILING)
class InnovationFilings(Row):
    filing: str = column("备案编号")
    town: TownId = column("镇", "")
    title: str = column("创新事项", "")
    reform: str | None = column("改革编号", None)
    status: FilingStage = column("状态", "opened")
    timing: filings.FilingTiming | None = column("备案时间", None)
    acted_on: date | None = column("实施日期", None)
    until: date | None = column("期限", None)
    receiver: OrganisationId = column("备案机关", "")
    filed_on: date | None = column("提交日期", None)
    document: str | None = column("备案号", None)
    unanswered_since: date | None = column("未按时答复（时限最后一日）", None)
    reason: str | None = column("退回理由", None)
    result: filings.InnovationResult | None = column("创新结果", None)


@InnovationFilings.on(filings.InnovationFilingOpened)
def opened(row: InnovationFilings, event: filings.InnovationFilingOpened) -> InnovationFilings:
    return replace(row, town=event.town, title=event.title, reform=event.reform)


@InnovationFilings.on(filings.InnovationFiled)
def filed(row: InnovationFilings, event: filings.InnovationFiled) -> InnovationFilings:
    return replace(
        row, town=event.town, title=event.title, status="filed", timing=event.timing,
        acted_on=event.acted_on, until=event.until, receiver=event.receiver,
        filed_on=event.filed_on, reason=None,
    )  # fmt: skip


@InnovationFilings.on(filings.FilingReturned)
def returned(row: InnovationFilings, event: filings.FilingReturned) -> InnovationFilings:
    return replace(row, status="returned", reason=event.reason, unanswered_since=None)


@InnovationFilings.on(filings.FilingAccepted)
def accepted(row: InnovationFilings, event: filings.FilingAccepted) -> InnovationFilings:
    return replace(row, status="accepted", document=event.document, unanswered_since=None)


@InnovationFilings.on(filings.FilingAmended)
def amended(row: InnovationFilings, event: filings.FilingAmended) -> InnovationFilings:
    return replace(row, until=event.until)


@InnovationFilings.on(filings.InnovationConcluded)
def concluded(row: InnovationFilings, event: filings.InnovationConcluded) -> InnovationFilings:
    return replace(row, status="concluded", result=event.result)


@InnovationFilings.on(filings.FilingUnanswered)
def unanswered(row: InnovationFilings, event: filings.FilingUnanswered) -> InnovationFilings:
    return replace(row, unanswered_since=event.due_on)


@InnovationFilings.on(filings.InnovationFilingFlagCleared)
def flag_fell(
    row: InnovationFilings, event: filings.InnovationFilingFlagCleared
) -> InnovationFilings:
    return replace(row, unanswered_since=None)
