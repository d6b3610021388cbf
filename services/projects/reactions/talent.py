"""What talent's experts are asked, and say, about a project (RZ-2.5.g)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.projects import project_admission
from shared.schemas.talent import engagement as engagements


@reaction(engagements.ExpertsRequested)
def project_waits_for_its_experts(
    event: engagements.ExpertsRequested, _: EventMeta
) -> Iterable[object]:
    if event.matter_kind == "project":
        yield project_admission.AwaitProjectExperts(event.matter, engagement=event.engagement)


@reaction(engagements.EngagementClosed)
def project_has_heard_its_experts(
    event: engagements.EngagementClosed, _: EventMeta
) -> Iterable[object]:
    if event.matter_kind == "project":
        yield project_admission.HearProjectExperts(
            event.matter, engagement=event.engagement, waived=event.waived
        )
