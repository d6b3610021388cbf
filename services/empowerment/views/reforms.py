"""先行先试台账: each reform, its authority, its days, and what came of it (RZ-2.6.d)."""

from datetime import date

from services.empowerment.domain.pilot_reform.state import PILOT_REFORM
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.empowerment.stages import ReformStage
from shared.schemas.kinds import OrganisationId, TownId


@view("pilot-reforms", title="先行先试台账", key="reform", version=1, of=PILOT_REFORM)
class PilotReforms(Row):
    reform: str = column("改革编号")
    town: TownId = column("镇", "")
    title: str = column("改革事项", "")
    level: reforms.ReformLevel = column("批准层级", "county")
    status: ReformStage = column("状态", "proposed")
    provision: str | None = column("突破的规定", None)
    authorising_document: str | None = column("授权文件", None)
    lawful: bool | None = column("合法性审核", None)
    decided_by: str | None = column("批准机关", None)
    document: str | None = column("批准文号", None)
    since: date | None = column("试点起始日期", None)
    until: date | None = column("试点截止日期", None)
    reports: int = column("报告（次）", 0)
    reported_on: date | None = column("最近报告日期", None)
    result: reforms.ReformResult | None = column("评估结论", None)
    ended_on: date | None = column("终止日期", None)
    scope: str | None = column("推广范围", None)
    overdue_since: date | None = column("超期（时限最后一日）", None)
    overdue_step: reforms.ReformStep | None = column("超期环节", None)
    overdue_by: OrganisationId = column("超期单位", "")


REFORMS = totals(
    "pilot_reforms",
    "Reforms tried first in a town, by state",
    of=PilotReforms,
    by=("status", "town"),
)


@PilotReforms.on(reforms.ReformProposed)
def proposed(row: PilotReforms, event: reforms.ReformProposed) -> PilotReforms:
    return replace(
        row, town=event.town, title=event.title, level=event.level, provision=event.provision,
        authorising_document=event.authorising_document, since=event.since, until=event.until,
    )  # fmt: skip


@PilotReforms.on(reforms.ReformLegalityReviewed)
def reviewed(row: PilotReforms, event: reforms.ReformLegalityReviewed) -> PilotReforms:
    return replace(_in_time(row), lawful=event.lawful)


@PilotReforms.on(reforms.ReformApproved)
def approved(row: PilotReforms, event: reforms.ReformApproved) -> PilotReforms:
    return replace(row, status="running", decided_by=event.decided_by, document=event.document)


@PilotReforms.on(reforms.ReformRefused)
def refused(row: PilotReforms, event: reforms.ReformRefused) -> PilotReforms:
    return replace(_in_time(row), status="refused", document=event.document)


@PilotReforms.on(reforms.ReformReported)
def reported(row: PilotReforms, event: reforms.ReformReported) -> PilotReforms:
    return replace(_in_time(row), reports=event.number, reported_on=event.reported_on)


@PilotReforms.on(reforms.ReformExtended)
def extended(row: PilotReforms, event: reforms.ReformExtended) -> PilotReforms:
    return replace(row, until=event.until, result=None)


@PilotReforms.on(reforms.ReformEvaluated)
def evaluated(row: PilotReforms, event: reforms.ReformEvaluated) -> PilotReforms:
    return replace(_in_time(row), result=event.result)


@PilotReforms.on(reforms.ReformEnded)
def ended(row: PilotReforms, event: reforms.ReformEnded) -> PilotReforms:
    return replace(_in_time(row), status="ended", ended_on=event.ended_on)


@PilotReforms.on(reforms.ReformPromoted)
def promoted(row: PilotReforms, event: reforms.ReformPromoted) -> PilotReforms:
    return replace(row, status="promoted", scope=event.scope)


@PilotReforms.on(reforms.ReformStepOverdue)
def late(row: PilotReforms, event: reforms.ReformStepOverdue) -> PilotReforms:
    return replace(
        row, overdue_since=event.due_on, overdue_step=event.step, overdue_by=event.organisation
    )


def _in_time(row: PilotReforms) -> PilotReforms:
    return replace(row, overdue_since=None, overdue_step=None, overdue_by="")


@PilotReforms.on(reforms.PilotReformFlagCleared)
def flag_fell(row: PilotReforms, event: reforms.PilotReformFlagCleared) -> PilotReforms:
    return _in_time(row) if event.key == row.overdue_step else row
