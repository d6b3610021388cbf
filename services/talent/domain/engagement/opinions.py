"""Opinions, and what is made of each (RZ-2.5.g)."""

from services.talent.domain.engagement import rules
from services.talent.domain.engagement.drawing import OPEN, REQUESTERS, require_assigned
from services.talent.domain.engagement.state import CLAUSE, ENGAGEMENT, Engagement
from services.talent.domain.organisations import ORGANIZATION
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.talent import engagement as engagements


@ENGAGEMENT.command(title="登记专家意见", clause=CLAUSE, by=[ORGANIZATION], when=[OPEN])
def give_expert_opinion(
    engagement: Engagement, cmd: engagements.GiveExpertOpinion, context: Context
) -> Events:
    """The expert secretary enters it: experts are no organisations of the registry."""
    require_assigned(engagement, cmd.expert)
    if cmd.expert in engagement.opinions:
        refuse(rules.ONE_OPINION, expert=cmd.expert)
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


@ENGAGEMENT.command(title="答复专家意见", clause=CLAUSE, by=REQUESTERS, when=[OPEN])
def answer_opinion(
    engagement: Engagement, cmd: engagements.AnswerOpinion, context: Context
) -> Events:
    """The answer to the last one wanted closes the stage."""
    opinion = engagement.opinions.get(cmd.expert)
    if opinion is None or opinion.answered:
        refuse(rules.OPINION_GIVEN, expert=cmd.expert)
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
