"""金融机构考核台账: each institution's year, with score, rank and grade (RZ-2.4.g)."""

from datetime import date
from typing import Any

from services.credit.domain.assessment.state import ASSESSMENT
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit.stages import AssessmentGrade, AssessmentGroup


def scheme_keys(event: assessments.AssessmentSchemeSet, _: EventMeta) -> list[str]:
    return [f"{event.assessment}.{one.institution}" for one in event.institutions]


def ranked_keys(event: Any, _: EventMeta) -> list[str]:
    return [f"{event.assessment}.{one.institution}" for one in event.ranking]


def own_key(event: Any, _: EventMeta) -> str:
    return f"{event.assessment}.{event.institution}"


@view(
    "institution-assessments",
    title="金融机构考核台账",
    key="assessment_institution",
    version=1,
    of=ASSESSMENT,
)
class InstitutionAssessments(Row):
    assessment_institution: str = column("考核与机构")
    assessment: str = column("考核编号")
    year: int = column("年度")
    institution: str = column("金融机构")
    group: AssessmentGroup = column("考核分组")
    edition: int = column("数据版次")
    score_thousandths: int = column("综合得分（千分之一）")
    rank: int = column("组内名次")
    grade: AssessmentGrade | None = column("等次", None)
    objections: int = column("异议数")
    corrections: int = column("更正数")
    applied: str = column("结果运用")
    confirmed_on: date | None = column("确认日期", None)
    document: str = column("文号")


@InstitutionAssessments.on(assessments.AssessmentSchemeSet, key=scheme_keys)
def scheme_set(
    row: InstitutionAssessments, event: assessments.AssessmentSchemeSet
) -> InstitutionAssessments:
    one = next(
        o
        for o in event.institutions
        if f"{event.assessment}.{o.institution}" == row.assessment_institution
    )
    return replace(
        row,
        assessment=event.assessment,
        year=event.year,
        institution=one.institution,
        group=one.group,
    )


@InstitutionAssessments.on(assessments.InstitutionsScored, key=ranked_keys)
def scored(
    row: InstitutionAssessments, event: assessments.InstitutionsScored
) -> InstitutionAssessments:
    one = next(o for o in event.ranking if o.institution == row.institution)
    return replace(
        row,
        edition=event.edition,
        score_thousandths=one.score_thousandths,
        rank=one.rank,
    )


@InstitutionAssessments.on(assessments.ScoreObjectionLodged, key=own_key)
def objected(
    row: InstitutionAssessments, event: assessments.ScoreObjectionLodged
) -> InstitutionAssessments:
    return replace(row, objections=row.objections + 1)


@InstitutionAssessments.on(assessments.AssessmentFigureCorrected, key=own_key)
def corrected(
    row: InstitutionAssessments, event: assessments.AssessmentFigureCorrected
) -> InstitutionAssessments:
    return replace(row, corrections=row.corrections + 1)


@InstitutionAssessments.on(assessments.InstitutionsAssessed, key=ranked_keys)
def assessed(
    row: InstitutionAssessments, event: assessments.InstitutionsAssessed
) -> InstitutionAssessments:
    grade = next(g.grade for g in event.grades if g.institution == row.institution)
    return replace(row, grade=grade, confirmed_on=event.confirmed_on, document=event.document)


@InstitutionAssessments.on(assessments.AssessmentResultApplied, key=own_key)
def applied(
    row: InstitutionAssessments, event: assessments.AssessmentResultApplied
) -> InstitutionAssessments:
    return replace(row, applied=event.applied)
