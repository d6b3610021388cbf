"""Verified figures are scored within groups, and the scores publicised (RZ-2.4.g)."""

from services.credit.domain.assessment import rules
from services.credit.domain.assessment.figures import require_every_cell
from services.credit.domain.assessment.state import ASSESSMENT, CLAUSE, Assessment, at_stage
from services.credit.domain.organisations import LOCAL_FINANCE
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit.stages import AssessmentGroup


def _regulators_agree(assessment: Assessment, _: Context) -> None:
    if assessment.disagreed:
        refuse(rules.REGULATOR_DISAGREES, organisation=assessment.disagreed)


@ASSESSMENT.command(
    title="考核评分",
    clause=CLAUSE,
    by=[LOCAL_FINANCE],
    when=[_regulators_agree, at_stage("verified")],
)
def score_institutions(
    assessment: Assessment, cmd: assessments.ScoreInstitutions, context: Context
) -> Events:
    """Points of a hundred for every item; the weighted sum ranks within the group."""
    require_every_cell(assessment, [(s.institution, s.item) for s in cmd.scores])
    yield assessments.InstitutionsScored.of(
        cmd, edition=assessment.edition, ranking=rank(assessment, cmd.scores),
        scored_on=context.today,
    )  # fmt: skip


@ASSESSMENT.command(
    title="公示考核得分", clause=CLAUSE, by=[LOCAL_FINANCE], when=[at_stage("scored")]
)
def publicise_scores(
    assessment: Assessment, cmd: assessments.PubliciseScores, context: Context
) -> Events:
    yield assessments.AssessmentScoresPublicised.of(
        cmd, edition=assessment.edition,
        publicity_working_days=context.parameter("credit.assessment_publicity_working_days"),
        publicised_on=context.today,
    )  # fmt: skip


def rank(
    assessment: Assessment, scores: list[assessments.InstitutionScore]
) -> list[assessments.RankedInstitution]:
    """By group, the highest first; equals share a rank."""
    weights = {item.item: item.weight for item in assessment.items}
    totals: dict[str, int] = dict.fromkeys(assessment.groups, 0)
    for score in scores:
        totals[score.institution] += score.points * weights[score.item] * 10
    return [
        assessments.RankedInstitution(
            institution, group=group, score_thousandths=totals[institution],
            rank=1 + sum(
                totals[other] > totals[institution]
                for other, its in assessment.groups.items()
                if its == group
            ),
        )
        for group, institution in sorted(
            ((_group(assessment, id), id) for id in totals), key=lambda one: (one[0], -totals[one[1]])
        )
    ]  # fmt: skip


def _group(assessment: Assessment, institution: str) -> AssessmentGroup:
    return assessment.groups[institution]
