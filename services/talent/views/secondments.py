"""挂职台账: every secondment from the town's request to its end (RZ-2.5.b)."""

from datetime import date

from services.talent.domain.secondment.state import SECONDMENT
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    OrganisationId,
    PersonalName,
    PersonId,
    TownId,
    Year,
)
from shared.schemas.talent import secondment as secondments
from shared.schemas.talent.stages import SecondmentStage


@view("secondments", title="挂职台账", key="secondment", version=2, of=SECONDMENT)
class Secondments(Row):
    secondment: str = column("挂职编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    guided_by: OrganisationId = column("区县组织部门")
    post: str = column("挂职岗位")
    stage: SecondmentStage = column("状态")
    requested_on: date | None = column("需求日期", None)
    sender: OrganisationId = column("选派单位", "")
    person: PersonId = column("人员编号", "")
    name: PersonalName = column("姓名", "")
    started_on: date | None = column("开始日期", None)
    until: date | None = column("截止日期", None)
    decided_by: OrganisationId = column("决定单位", "")
    document: DocumentRef = column("任职文号", "")
    extensions: int = column("延期次数", 0)
    ending: bool = column("即将期满", False)
    overdue: bool = column("期满未处理", False)
    appraised_year: Year | None = column("最近考核年度", None)
    grade: secondments.AppraisalGrade = column("最近考核等次", "")
    ended_on: date | None = column("结束日期", None)
    end: secondments.SecondmentEnd = column("结束方式", "")


SECONDED_FIGURE = figure(
    "secondments", "选派挂职", of=Secondments, by=("town", "stage"), counts="人次",
)  # fmt: skip

SECONDED = totals(
    "secondments", "Secondments by stage and town", of=Secondments, by=("stage", "town")
)
DUE = totals(
    "secondments_due",
    "Secondments that end soon or, overdue, have not been dealt with at their end",
    of=Secondments,
    by=("town", "overdue"),
    where={"ending": (True,)},
)


@Secondments.on(secondments.SecondeeRequested)
def requested(row: Secondments, event: secondments.SecondeeRequested) -> Secondments:
    return replace(
        row,
        town=event.town,
        county=event.county,
        guided_by=event.guided_by,
        post=event.post,
        stage="requested",
        requested_on=event.requested_on,
    )


@Secondments.on(secondments.SecondeeNominated)
def nominated(row: Secondments, event: secondments.SecondeeNominated) -> Secondments:
    return replace(row, stage="nominated", sender=event.sender)


@Secondments.on(secondments.SecondeeDeclined)
def declined(row: Secondments, event: secondments.SecondeeDeclined) -> Secondments:
    return replace(row, stage="declined", decided_by=event.decided_by)


@Secondments.on(secondments.SecondmentStarted)
def started(row: Secondments, event: secondments.SecondmentStarted) -> Secondments:
    return replace(
        row,
        stage="started",
        person=event.person,
        name=event.name,
        post=event.post,
        started_on=event.started_on,
        until=event.until,
        decided_by=event.decided_by,
        document=event.document,
    )


@Secondments.on(secondments.SecondmentRegistered)
def registered(row: Secondments, event: secondments.SecondmentRegistered) -> Secondments:
    return replace(
        row,
        town=event.town,
        county=event.county,
        guided_by=event.guided_by,
        post=event.post,
        stage="started",
        sender=event.sender,
        person=event.person,
        name=event.name,
        started_on=event.started_on,
        until=event.until,
        decided_by=event.decided_by,
        document=event.document,
    )


@Secondments.on(secondments.SecondmentExtended)
def extended(row: Secondments, event: secondments.SecondmentExtended) -> Secondments:
    return replace(
        row,
        until=event.until,
        decided_by=event.decided_by,
        extensions=row.extensions + 1,
        ending=False,
        overdue=False,
    )


@Secondments.on(secondments.SecondeeAppraised)
def appraised(row: Secondments, event: secondments.SecondeeAppraised) -> Secondments:
    return replace(row, appraised_year=event.year, grade=event.grade)


@Secondments.on(secondments.SecondmentEnded)
def ended(row: Secondments, event: secondments.SecondmentEnded) -> Secondments:
    return replace(
        row, stage="ended", ended_on=event.ended_on, end=event.end, ending=False, overdue=False
    )


@Secondments.on(secondments.SecondmentEnding)
def ending(row: Secondments, event: secondments.SecondmentEnding) -> Secondments:
    return replace(row, ending=True)


@Secondments.on(secondments.SecondmentDue)
def due(row: Secondments, event: secondments.SecondmentDue) -> Secondments:
    return replace(row, overdue=True)


@Secondments.on(secondments.SecondmentFlagCleared)
def flag_fell(row: Secondments, event: secondments.SecondmentFlagCleared) -> Secondments:
    return replace(row, overdue=False) if event.key == "end" else row
