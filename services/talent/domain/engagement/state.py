"""Engagement (`engagement-<id>`): experts asked at a key stage of a town's matter, RZ-2.5.g."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.talent.domain.engagement import rules
from shared.kernel.aggregate import Aggregate, refuse, to_named, to_party, to_town
from shared.schemas.copying import replace
from shared.schemas.talent import engagement as engagements

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class Opinion:
    given_on: date
    answered: bool = False
    answer_late: bool = False


@dataclass(frozen=True, slots=True)
class Engagement:
    """`experts` are those drawn who have not recused themselves; `recused` the others."""

    town: str = ""
    county: str = ""
    requested_by: str = ""
    request: engagements.ExpertsRequested | None = None
    experts: tuple[str, ...] = ()
    recused: frozenset[str] = frozenset()
    assigned_on: date | None = None
    opinions: Map[str, Opinion] = Map()
    rated: frozenset[str] = frozenset()
    draw_late: bool = False
    opinions_late: bool = False
    closed: bool = False
    flags: frozenset[str] = frozenset()

    @property
    def asked(self) -> engagements.ExpertsRequested:
        assert self.request is not None
        return self.request

    @property
    def missing(self) -> int:
        """Opinions that are still wanted."""
        return self.asked.wanted - len(self.opinions)


ENGAGEMENT = Aggregate(
    "engagement",
    Engagement(),
    key="engagement",
    title="专家意见",
    sight=[to_town(), to_party("requested_by"), to_named()],
)


@ENGAGEMENT.evolve
def evolve(engagement: Engagement, event: engagements.Event) -> Engagement:
    match event:
        case engagements.ExpertsRequested():
            return Engagement(
                town=event.town,
                county=event.county,
                requested_by=event.requested_by,
                request=event,
            )
        case engagements.ExpertsAssigned(experts=experts, assigned_on=assigned_on):
            drawn = (*engagement.experts, *experts)
            return replace(engagement, experts=drawn, assigned_on=assigned_on, opinions_late=False)
        case engagements.ConflictDeclared(expert=expert):
            left = tuple(one for one in engagement.experts if one != expert)
            return replace(engagement, experts=left, recused=engagement.recused | {expert})
        case engagements.ExpertOpinionGiven(expert=expert, given_on=given_on):
            given = engagement.opinions.set(expert, Opinion(given_on))
            return replace(engagement, opinions=given)
        case engagements.OpinionAnswered(expert=expert):
            answered = replace(engagement.opinions[expert], answered=True)
            return replace(engagement, opinions=engagement.opinions.set(expert, answered))
        case engagements.OpinionAnswerOverdue(expert=expert):
            late = replace(engagement.opinions[expert], answer_late=True)
            flagged = engagement.flags | {f"answer-{expert}"}
            opinions = engagement.opinions.set(expert, late)
            return replace(engagement, opinions=opinions, flags=flagged)
        case engagements.OpinionWaived():
            return engagement  # the closing that follows in the same append says it
        case engagements.EngagementClosed():
            return replace(engagement, closed=True)
        case engagements.ExpertRated(expert=expert):
            return replace(engagement, rated=engagement.rated | {expert})
        case engagements.ExpertExpenseRecorded():
            return engagement  # paid more than once: several journeys
        case engagements.ExpertDrawOverdue():
            return replace(engagement, draw_late=True, flags=engagement.flags | {"draw"})
        case engagements.ExpertOpinionOverdue():
            return replace(engagement, opinions_late=True, flags=engagement.flags | {"opinions"})
        case engagements.EngagementFlagCleared(key=key):
            return replace(engagement, flags=engagement.flags - {key})
    assert_never(event)


def require_open(engagement: Engagement) -> None:
    if engagement.closed:
        refuse(rules.STILL_OPEN)
