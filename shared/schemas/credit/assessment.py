"""金融机构年度考核: scheme, figures, verification, scores, objections, result (RZ-2.4.g)."""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.credit.stages import AssessmentGrade, AssessmentGroup, AssessmentMeasure
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountOrZero,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Percent,
    Reason,
    Text,
    Year,
    titled,
)

CLAUSE = "RZ-2.4.g"


@command_data
class AssessmentItem:
    """`pilot`: it counts what was done for the pilot towns."""

    item: Identifier
    measure: AssessmentMeasure
    weight: Percent
    pilot: Flag


@command_data
class GroupedInstitution:
    """Institutions are compared within their group."""

    institution: Identifier
    group: AssessmentGroup


@command_data
class InstitutionFigure:
    """A figure in the measure's own unit, and the log position up to which it was counted."""

    institution: Identifier
    item: Identifier
    figure: CountOrZero = titled("数值", unit="count")
    position: CountOrZero = titled("日志位置", unit="position")


@command_data
class InstitutionScore:
    institution: Identifier
    item: Identifier
    points: Percent = titled("得分（百分制）", unit="points")
    remark: Reason


@command_data
class RankedInstitution:
    """`points` out of a hundred, in thousandths; `rank` within the group."""

    institution: Identifier
    group: AssessmentGroup
    score_thousandths: CountOrZero = titled("综合得分（千分之一）", unit="thousandths")
    rank: Count = titled("组内名次", unit="ordinal")


@command_data
class SetAssessmentScheme:
    assessment: Identifier
    year: Year
    items: list[AssessmentItem]
    institutions: list[GroupedInstitution] = titled("参评机构")
    document: DocumentRef


@event("credit", clause=CLAUSE, title="制定考核方案")
class AssessmentSchemeSet(SetAssessmentScheme):
    """Every institution of the scheme may see what it is assessed by."""

    set_on: date


@command_data
class AskForFigures:
    """The figures that the log tells are counted; again, until they are frozen."""

    assessment: Identifier


@event("credit", clause=CLAUSE, title="要求统计考核数据")
class AssessmentFiguresAsked(AskForFigures):
    year: Year
    items: list[AssessmentItem]
    institutions: list[Identifier] = titled("参评机构")
    asked_on: date


@command_data
class TakeCountedFigures:
    """Of measures that the log tells, one ledger at a time; a scheme's own are entered when all are frozen."""

    assessment: Identifier
    figures: list[InstitutionFigure]


@event("credit", clause=CLAUSE, title="统计考核数据")
class AssessmentFiguresCounted(TakeCountedFigures):
    """Each with the log position up to which it was counted."""

    counted_on: date = titled("统计日期")


@command_data
class FreezeFigures:
    """From here on a figure changes by a correction alone. What was counted need not be given."""

    assessment: Identifier
    figures: list[InstitutionFigure]


@event("credit", clause=CLAUSE, title="锁定考核数据")
class AssessmentFiguresFrozen(FreezeFigures):
    frozen_on: date


@command_data
class VerifyFigures:
    assessment: Identifier
    agreed: Flag = titled("是否一致")
    remark: Reason


@event("credit", clause=CLAUSE, title="核实考核数据")
class AssessmentFiguresVerified(VerifyFigures):
    verified_by: OrganisationId
    verified_on: date


@command_data
class CorrectFigure:
    """Of a frozen figure: after an objection was upheld, or a regulator did not agree."""

    assessment: Identifier
    institution: Identifier
    item: Identifier
    figure: CountOrZero = titled("数值", unit="count")
    reason: Reason
    document: DocumentRef
    objection: Identifier | None = None


@event(
    "credit",
    clause=CLAUSE,
    title="更正考核数据",
    corrects=[corrects(AssessmentFiguresFrozen, again=["institution", "item"])],
)
class AssessmentFigureCorrected(CorrectFigure):
    """A new edition: it is verified, scored and publicised anew."""

    previous_figure: CountOrZero = titled("更正前数值", unit="count")
    edition: Count
    corrected_on: date


@command_data
class ScoreInstitutions:
    assessment: Identifier
    scores: list[InstitutionScore]


@event("credit", clause=CLAUSE, title="考核评分")
class InstitutionsScored(ScoreInstitutions):
    edition: Count
    ranking: list[RankedInstitution]
    scored_on: date


@command_data
class PubliciseScores:
    assessment: Identifier


@event("credit", clause=CLAUSE, title="公示考核得分")
class AssessmentScoresPublicised(PubliciseScores):
    edition: Count
    publicity_working_days: Days
    publicised_on: date


@event("credit", clause=CLAUSE, title="考核公示期满")
class ScorePublicityEnded:
    assessment: Identifier
    edition: Count
    last_day: date


@command_data
class LodgeScoreObjection:
    assessment: Identifier
    objection: Identifier
    institution: Identifier
    text: Text = titled("异议内容")


@event("credit", clause=CLAUSE, title="提出考核异议")
class ScoreObjectionLodged(LodgeScoreObjection):
    objection_working_days: Days
    lodged_on: date
    entered_by: OrganisationId


@command_data
class ResolveScoreObjection:
    """Upheld, the figure is corrected and the scores are made anew."""

    assessment: Identifier
    objection: Identifier
    upheld: Flag
    reason: Reason
    document: DocumentRef


@event("credit", clause=CLAUSE, title="处理考核异议")
class ScoreObjectionResolved(ResolveScoreObjection):
    institution: Identifier
    resolved_on: date


@event("credit", clause=CLAUSE, title="考核异议处理超期")
class ScoreObjectionOverdue:
    assessment: Identifier
    objection: Identifier
    organisation: OrganisationId
    key: Identifier
    due_on: date
    name: Name | None = titled("考核名称", None)


@command_data
class GradedInstitution:
    institution: Identifier
    grade: AssessmentGrade


@command_data
class ConfirmInstitutionAssessment:
    assessment: Identifier
    grades: list[GradedInstitution]
    document: DocumentRef


@event("credit", clause=CLAUSE, title="确认考核结果")
class InstitutionsAssessed(ConfirmInstitutionAssessment):
    year: Year
    edition: Count
    ranking: list[RankedInstitution]
    confirmed_on: date


@command_data
class ApplyResult:
    """What followed from it: deposits, awards, a talk."""

    assessment: Identifier
    institution: Identifier
    applied: Text = titled("结果运用")
    document: DocumentRef


@event("credit", clause=CLAUSE, title="运用考核结果")
class AssessmentResultApplied(ApplyResult):
    applied_on: date


@command_data
class ClearScoreFlag:
    assessment: Identifier
    key: Identifier
    issue: Identifier


@event("credit", clause="RZ-3.3.c", title="解除考核异议预警")
class ScoreFlagCleared(ClearScoreFlag):
    """The issue that the late answer raised was resolved."""


Event = (
    AssessmentSchemeSet | AssessmentFiguresAsked | AssessmentFiguresCounted | AssessmentFiguresFrozen | AssessmentFiguresVerified
    | AssessmentFigureCorrected | InstitutionsScored | AssessmentScoresPublicised
    | ScorePublicityEnded | ScoreObjectionLodged | ScoreObjectionResolved
    | ScoreObjectionOverdue | InstitutionsAssessed | AssessmentResultApplied
    | ScoreFlagCleared
)  # fmt: skip
