"""What talent's experts are asked, and say, about the scheme of a fund (RZ-2.5.g)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.finance import fund_keeping
from shared.schemas.talent import engagement as engagements


@reaction(engagements.ExpertsRequested)
def fund_waits_for_its_experts(
    event: engagements.ExpertsRequested, _: EventMeta
) -> Iterable[object]:
    if event.matter_kind == "fund":
        yield fund_keeping.AwaitFundExperts(event.matter, engagement=event.engagement)


@reaction(engagements.EngagementClosed)
def fund_has_heard_its_experts(
    event: engagements.EngagementClosed, _: EventMeta
) -> Iterable[object]:
    if event.matter_kind == "fund":
        yield fund_keeping.HearFundExperts(
            event.matter, engagement=event.engagement, waived=event.waived
        )
