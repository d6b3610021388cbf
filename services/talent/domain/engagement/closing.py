"""A reasoned waiver, what experts were paid, and how they are rated (RZ-2.5.g)."""

from services.talent.domain.engagement import rules
from services.talent.domain.engagement.drawing import (
    OF_ASSIGNED,
    OPEN,
    REQUESTERS,
    require_assigned,
)
from services.talent.domain.engagement.opinions import closed
from services.talent.domain.engagement.state import CLAUSE, ENGAGEMENT, Engagement
from services.talent.domain.organisations import ORGANIZATION
from shared.kernel.aggregate import Context, Events, pick, refuse
from shared.schemas.talent import engagement as engagements


@ENGAGEMENT.command(title="不再等待专家意见", clause=CLAUSE, by=REQUESTERS, when=[OPEN])
def waive_opinion(
    engagement: Engagement, cmd: engagements.WaiveOpinion, context: Context
) -> Events:
    given = len(engagement.opinions)
    yield engagements.OpinionWaived.of(cmd, town=engagement.town, given=given)
    yield closed(cmd.engagement, engagement, context, waived=True)


@ENGAGEMENT.command(title="登记专家费用", clause=CLAUSE, by=[ORGANIZATION], picks=[OF_ASSIGNED])
def record_expert_expense(
    engagement: Engagement, cmd: engagements.RecordExpertExpense, context: Context
) -> Events:
    require_assigned(engagement, cmd.expert, context)
    yield engagements.ExpertExpenseRecorded.of(cmd, town=engagement.town)


def _require_rateable(engagement: Engagement, cmd: engagements.RateExpert, _: Context) -> None:
    rated = cmd.expert in engagement.rated or cmd.expert not in engagement.opinions
    if rated or cmd.points > 5:
        refuse(rules.ONE_TO_FIVE)


@ENGAGEMENT.command(
    title="评价专家",
    clause=CLAUSE,
    by=REQUESTERS,
    picks=[pick("expert", _require_rateable, {"points": 1})],
)
def rate_expert(engagement: Engagement, cmd: engagements.RateExpert, context: Context) -> Events:
    _require_rateable(engagement, cmd, context)
    yield engagements.ExpertRated.of(cmd, town=engagement.town)
