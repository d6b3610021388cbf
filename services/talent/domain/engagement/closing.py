"""A reasoned waiver, what experts were paid, and how they are rated (RZ-2.5.g)."""

from services.talent.domain.engagement import rules
from services.talent.domain.engagement.drawing import OPEN, REQUESTERS, require_assigned
from services.talent.domain.engagement.opinions import closed
from services.talent.domain.engagement.state import CLAUSE, ENGAGEMENT, Engagement
from services.talent.domain.organisations import ORGANIZATION
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.talent import engagement as engagements


@ENGAGEMENT.command(title="不再等待专家意见", clause=CLAUSE, by=REQUESTERS, when=[OPEN])
def waive_opinion(
    engagement: Engagement, cmd: engagements.WaiveOpinion, context: Context
) -> Events:
    given = len(engagement.opinions)
    yield engagements.OpinionWaived.of(cmd, town=engagement.town, given=given)
    yield closed(cmd.engagement, engagement, context, waived=True)


@ENGAGEMENT.command(title="登记专家费用", clause=CLAUSE, by=[ORGANIZATION])
def record_expert_expense(
    engagement: Engagement, cmd: engagements.RecordExpertExpense, context: Context
) -> Events:
    require_assigned(engagement, cmd.expert)
    yield engagements.ExpertExpenseRecorded.of(cmd, town=engagement.town)


@ENGAGEMENT.command(title="评价专家", clause=CLAUSE, by=REQUESTERS)
def rate_expert(engagement: Engagement, cmd: engagements.RateExpert, context: Context) -> Events:
    rated = cmd.expert in engagement.rated or cmd.expert not in engagement.opinions
    if rated or cmd.points > 5:
        refuse(rules.ONE_TO_FIVE)
    yield engagements.ExpertRated.of(cmd, town=engagement.town)
