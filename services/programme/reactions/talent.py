"""What follows here from talent: experts' opinions (RZ-2.5.g), innovations that worked (RZ-3.2.c).

A plan or an assessment that went on without its experts has nothing to note any more.
"""

from collections.abc import Iterable

from services.programme.views.cultivation_plans import CultivationPlans
from services.programme.views.town_assessments import TownAssessments
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Rows, reaction
from shared.schemas.programme import cultivation_plan, practice, town_assessment
from shared.schemas.talent import engagement as engagements
from shared.schemas.talent import innovation_filing as filings


@reaction(engagements.EngagementClosed, needs=TownAssessments)
def assessment_has_heard_its_experts(
    event: engagements.EngagementClosed, _: EventMeta, assessments: Rows[TownAssessments]
) -> Iterable[object]:
    """Each opinion was answered, or talent waits for them no longer: the assessment goes on."""
    if event.matter_kind == "assessment":
        for row in assessments.find(assessment=event.matter, opinion="awaited"):
            yield town_assessment.NoteAssessmentOpinion(
                row.assessment, engagement=event.engagement, waived=event.waived
            )


@reaction(engagements.EngagementClosed, needs=CultivationPlans)
def plan_has_heard_its_experts(
    event: engagements.EngagementClosed, _: EventMeta, plans: Rows[CultivationPlans]
) -> Iterable[object]:
    """A scheme that bears its town's id is the town's plan; another is not ours."""
    if event.matter_kind == "scheme" and event.matter == event.town:
        for row in plans.find(town=event.town, stage="adopted", opinion="awaited"):
            yield cultivation_plan.NotePlanOpinion(
                row.town, engagement=event.engagement, waived=event.waived
            )


@reaction(filings.InnovationConcluded)
def innovation_that_worked_is_a_practice_in_draft(
    event: filings.InnovationConcluded, _: EventMeta
) -> Iterable[object]:
    """RZ-1.c: what did not work is filed with its findings, and no practice."""
    if event.result != "failed":
        yield practice.DraftPractice(
            event.filing, town=event.town, title=event.title, summary=event.findings,
            filing=event.filing,
        )  # fmt: skip
