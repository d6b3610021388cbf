"""Opinions, and what is made of each (RZ-2.5.g)."""

from services.talent.domain.engagement import rules
from services.talent.domain.engagement.drawing import (
    OF_ASSIGNED,
    OF_SILENT,
    OPEN,
    REQUESTERS,
    require_assigned,
    require_no_opinion,
)
from services.talent.domain.engagement.state import CLAUSE, ENGAGEMENT, Engagement
from services.talent.domain.organisations import ORGANIZATION
from shared.kernel.aggregate import Context, Events, pick_id, refuse
from shared.schemas.talent import engagement as engagements


@ENGAGEMENT.command(
    title="登记专家意见",
    clause=CLAUSE,
    by=[ORGANIZATION],
    when=[OPEN],
    picks=[OF_ASSIGNED, OF_SILENT],
)
def give_expert_opinion(
    engagement: Engagement, cmd: engagements.GiveExpertOpinion, context: Context
) -> Events:
    """The expert secretary enters it: experts are no organisations of the registry."""
    require_assigned(engagement, cmd.expert, context)
    require_no_opinion(engagement, cmd.expert, context)
    asked = engagement.asked
    yield engagements.ExpertOpinionGiven.of(
        cmd,
        town=engagement.town,
        matter_kind=asked.matter_kind,
        matter=asked.matter,
        stage=asked.stage,
        given=len(engagement.opinions) + 1,
        wanted=asked.wanted,
        given_on=context.today,
    )


def _require_unanswered(engagement: Engagement, expert: str, _: Context) -> None:
    opinion = engagement.opinions.get(expert)
    if opinion is None or opinion.answered:
        refuse(rules.OPINION_GIVEN, expert=expert)


@ENGAGEMENT.command(
    title="答复专家意见",
    clause=CLAUSE,
    by=REQUESTERS,
    when=[OPEN],
    picks=[pick_id("expert", _require_unanswered)],
)
def answer_opinion(
    engagement: Engagement, cmd: engagements.AnswerOpinion, context: Context
) -> Events:
    """The answer to the last one wanted closes the stage."""
    _require_unanswered(engagement, cmd.expert, context)
    if cmd.answer != "adopted" and cmd.reason is None:
        refuse(rules.REASON_UNLESS_ADOPTED)
    yield engagements.OpinionAnswered.of(cmd, town=engagement.town, answered_on=context.today)
    others = [o for expert, o in engagement.opinions.items() if expert != cmd.expert]
    if engagement.missing <= 0 and all(other.answered for other in others):
        yield closed(cmd.engagement, engagement, context, waived=False)


def closed(
    id: str, engagement: Engagement, context: Context, *, waived: bool
) -> engagements.EngagementClosed:
    asked = engagement.asked
    return engagements.EngagementClosed(
        id,
        town=engagement.town,
        matter_kind=asked.matter_kind,
        matter=asked.matter,
        stage=asked.stage,
        opinions=len(engagement.opinions),
        waived=waived,
        closed_on=context.today,
    )
