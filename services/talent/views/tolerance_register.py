"""容错登记簿: a body's own cases, without facts or names; nobody else sees one (RZ-3.2.d)."""

from datetime import date

from services.talent.domain.tolerance_case.state import TOLERANCE_CASE
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId
from shared.schemas.talent import tolerance_case as cases
from shared.schemas.talent.stages import CaseStage


@view("tolerance-register", title="容错登记簿", key="tolerance", version=1, of=TOLERANCE_CASE)
class ToleranceRegister(Row):
    tolerance: str = column("容错登记编号")
    body: OrganisationId = column("认定机关", "")
    subject: cases.CaseSubject = column("认定对象", "person")
    level: cases.CaseLevel = column("管理层级", "town")
    file_number: str = column("案卷号", "")
    status: CaseStage = column("状态", "applied")
    applied_on: date | None = column("申请日期", None)
    determined_on: date | None = column("认定日期", None)
    result: cases.ToleranceResult | None = column("认定结果", None)
    document: str | None = column("认定文号", None)
    correction_by: date | None = column("纠错期限", None)
    corrected_on: date | None = column("纠错验收日期", None)
    overdue_since: date | None = column("超期（时限最后一日）", None)
    overdue_step: cases.CaseStep | None = column("超期环节", None)


@ToleranceRegister.on(cases.ToleranceApplied)
def applied(row: ToleranceRegister, event: cases.ToleranceApplied) -> ToleranceRegister:
    return replace(
        row, body=event.body, subject=event.subject, level=event.level,
        file_number=event.file_number, applied_on=event.applied_on,
    )  # fmt: skip


@ToleranceRegister.on(cases.ToleranceAccepted)
def accepted(row: ToleranceRegister, event: cases.ToleranceAccepted) -> ToleranceRegister:
    return replace(_in_time(row), status="accepted" if event.accepted else "declined")


@ToleranceRegister.on(cases.ToleranceVerified)
def verified(row: ToleranceRegister, event: cases.ToleranceVerified) -> ToleranceRegister:
    return replace(_in_time(row), status="verified")


@ToleranceRegister.on(cases.ToleranceDetermined)
def determined(row: ToleranceRegister, event: cases.ToleranceDetermined) -> ToleranceRegister:
    return replace(
        _in_time(row), status="determined", result=event.result, document=event.document,
        determined_on=event.determined_on, correction_by=event.correction_by,
    )  # fmt: skip


@ToleranceRegister.on(cases.ToleranceTold)
def told(row: ToleranceRegister, event: cases.ToleranceTold) -> ToleranceRegister:
    return replace(_in_time(row), status="told")


@ToleranceRegister.on(cases.ToleranceReviewAsked)
def review_asked(row: ToleranceRegister, event: cases.ToleranceReviewAsked) -> ToleranceRegister:
    return replace(row, status="review")


@ToleranceRegister.on(cases.ToleranceReviewDecided)
def reviewed(row: ToleranceRegister, event: cases.ToleranceReviewDecided) -> ToleranceRegister:
    return replace(_in_time(row), status="told", result=event.result, document=event.document)


@ToleranceRegister.on(cases.CorrectionVerified)
def corrected(row: ToleranceRegister, event: cases.CorrectionVerified) -> ToleranceRegister:
    return replace(_in_time(row), corrected_on=event.verified_on)


@ToleranceRegister.on(cases.ToleranceCaseClosed)
def closed(row: ToleranceRegister, event: cases.ToleranceCaseClosed) -> ToleranceRegister:
    return replace(row, status="closed")


@ToleranceRegister.on(cases.ToleranceStepOverdue)
def late(row: ToleranceRegister, event: cases.ToleranceStepOverdue) -> ToleranceRegister:
    return replace(row, overdue_since=event.due_on, overdue_step=event.step)


def _in_time(row: ToleranceRegister) -> ToleranceRegister:
    return replace(row, overdue_since=None, overdue_step=None)
