"""What the experts that talent drew have to say of a plan or an assessment (RZ-2.5.g, RZ-1.a)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.programme import cultivation_plan, town_assessment
from shared.schemas.talent import engagement as engagements


@reaction(engagements.EngagementClosed)
def assessment_has_heard_its_experts(
    event: engagements.EngagementClosed, _: EventMeta
) -> Iterable[object]:
    """Each opinion was answered, or talent waits for them no longer: the assessment goes on."""
    if event.matter_kind == "assessment":
        yield town_assessment.NoteAssessmentOpinion(
            event.matter, engagement=event.engagement, waived=event.waived
        )


@reaction(engagements.EngagementClosed)
def plan_has_heard_its_experts(
    event: engagements.EngagementClosed, _: EventMeta
) -> Iterable[object]:
    """A scheme that bears its town's id is the town's plan; another is not ours."""
    if event.matter_kind == "scheme" and event.matter == event.town:
        yield cultivation_plan.NotePlanOpinion(
            event.town, engagement=event.engagement, waived=event.waived
        )
