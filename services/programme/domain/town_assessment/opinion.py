"""An assessment waits for its experts: recorded, told of by talent, or waived (RZ-1.a, RZ-2.5.g)."""

from services.programme.domain.opinions import require_awaited
from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_assessment.rules import CLAUSE
from services.programme.domain.town_assessment.state import (
    TOWN_ASSESSMENT,
    TownAssessment,
    require_stage,
)
from shared.kernel.aggregate import COUNTY, SYSTEM, Context, Events, holds
from shared.schemas.programme import town_assessment


def _opinion_awaited(known: TownAssessment, _: Context) -> None:
    require_awaited(known.opinion)


@TOWN_ASSESSMENT.command(
    title="登记专家对评估的意见",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    when=[holds(require_stage, "submitted", "reviewed"), _opinion_awaited],
)
def record_assessment_opinion(
    known: TownAssessment, cmd: town_assessment.RecordAssessmentOpinion, context: Context
) -> Events:
    yield town_assessment.AssessmentOpinionRecorded.of(
        cmd, town=known.town, organisation=context.actor.organisation, recorded_on=context.today
    )


@TOWN_ASSESSMENT.command(title="专家对评估的意见已出具", clause=CLAUSE, by=[SYSTEM])
def note_assessment_opinion(
    known: TownAssessment, cmd: town_assessment.NoteAssessmentOpinion, context: Context
) -> Events:
    """Once it has gone on without, there is nothing to note."""
    if known.opinion.awaited:
        yield town_assessment.AssessmentOpinionNoted.of(cmd, town=known.town)


@TOWN_ASSESSMENT.command(
    title="免除专家对评估的意见",
    clause=CLAUSE,
    by=[HOUSING],
    when=[holds(require_stage, "submitted", "reviewed"), _opinion_awaited],
)
def waive_assessment_opinion(
    known: TownAssessment, cmd: town_assessment.WaiveAssessmentOpinion, context: Context
) -> Events:
    yield town_assessment.AssessmentOpinionWaived.of(
        cmd, town=known.town, organisation=context.actor.organisation
    )
