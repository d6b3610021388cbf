"""第一书记台账: who is first secretary of which village, until when (RZ-2.5.c)."""

from datetime import date

from services.talent.domain.first_secretary.state import FIRST_SECRETARY
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    OrganisationId,
    PersonalName,
    PersonId,
    TownId,
)
from shared.schemas.talent import first_secretary as secretaries
from shared.schemas.talent import secondment as secondments


@view("first-secretaries", title="第一书记台账", key="village", version=1, of=FIRST_SECRETARY)
class FirstSecretaries(Row):
    village: str = column("村编号")
    village_name: str = column("村")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    person: PersonId = column("人员编号")
    name: PersonalName = column("姓名")
    sender: OrganisationId = column("选派单位")
    level: secretaries.SenderLevel = column("选派层级")
    team: int = column("工作队人数", 0)
    started_on: date | None = column("到任日期", None)
    until: date | None = column("任期届满", None)
    decided_by: OrganisationId = column("决定单位")
    document: DocumentRef = column("文号")
    deviation: str = column("未按次序的理由", "")
    ending: bool = column("即将期满", False)
    planned_on: date | None = column("计划轮换日期", None)
    overdue: bool = column("期满未轮换", False)
    rotations: int = column("轮换次数", 0)
    appraised_year: int | None = column("最近考核年度", None)
    grade: secondments.AppraisalGrade = column("最近考核等次", "")
    recalled_on: date | None = column("召回日期", None)


ROTATIONS_DUE = totals(
    "first_secretaries_due",
    "First secretaries whose term ends soon or, overdue, has ended without a rotation",
    of=FirstSecretaries,
    by=("town", "overdue"),
    where={"ending": (True,)},
)


@FirstSecretaries.on(secretaries.SecretaryDispatched)
def dispatched(row: FirstSecretaries, event: secretaries.SecretaryDispatched) -> FirstSecretaries:
    named = replace(row, village_name=event.village_name, town=event.town, county=event.county)
    return replace(_in_office(named, event), deviation=event.deviation or "")


@FirstSecretaries.on(secretaries.SecretaryRotated)
def rotated(row: FirstSecretaries, event: secretaries.SecretaryRotated) -> FirstSecretaries:
    return _in_office(replace(row, rotations=row.rotations + 1), event)


@FirstSecretaries.on(secretaries.RotationPlanned)
def planned(row: FirstSecretaries, event: secretaries.RotationPlanned) -> FirstSecretaries:
    return replace(row, planned_on=event.planned_on)


@FirstSecretaries.on(secretaries.SecretaryRecalled)
def recalled(row: FirstSecretaries, event: secretaries.SecretaryRecalled) -> FirstSecretaries:
    return replace(
        row, person="", name="", recalled_on=event.recalled_on, decided_by=event.decided_by,
        ending=False, overdue=False, planned_on=None, until=None,
    )  # fmt: skip


@FirstSecretaries.on(secretaries.SecretaryAppraised)
def appraised(row: FirstSecretaries, event: secretaries.SecretaryAppraised) -> FirstSecretaries:
    return replace(row, appraised_year=event.year, grade=event.grade)


@FirstSecretaries.on(secretaries.SecretaryTermEnding)
def ending(row: FirstSecretaries, event: secretaries.SecretaryTermEnding) -> FirstSecretaries:
    return replace(row, ending=True)


@FirstSecretaries.on(secretaries.RotationOverdue)
def overdue(row: FirstSecretaries, event: secretaries.RotationOverdue) -> FirstSecretaries:
    return replace(row, overdue=True)


def _in_office(
    row: FirstSecretaries, event: secretaries.SecretaryDispatched | secretaries.SecretaryRotated
) -> FirstSecretaries:
    return replace(
        row,
        person=event.person,
        name=event.name,
        sender=event.sender,
        level=event.level,
        team=event.team,
        started_on=event.started_on,
        until=event.until,
        decided_by=event.decided_by,
        document=event.document,
        ending=False,
        planned_on=None,
        overdue=False,
        appraised_year=None,
        grade="",
        recalled_on=None,
    )


@FirstSecretaries.on(secretaries.FirstSecretaryFlagCleared)
def flag_fell(
    row: FirstSecretaries, event: secretaries.FirstSecretaryFlagCleared
) -> FirstSecretaries:
    return replace(row, overdue=False)
