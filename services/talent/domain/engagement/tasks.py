"""待办: who draws, who brings in the opinions, who answers them (RZ-2.5.g)."""

from services.talent.domain.engagement.closing import waive_opinion
from services.talent.domain.engagement.drawing import assign_experts, declare_conflict
from services.talent.domain.engagement.limits import answer_limit, draw_limit, opinion_limit
from services.talent.domain.engagement.opinions import answer_opinion, give_expert_opinion
from services.talent.domain.engagement.state import ENGAGEMENT, Engagement
from services.talent.domain.organisations import ORGANIZATION
from shared.kernel.aggregate import Over, Task, Tasks, organisation

SECRETARY = [ORGANIZATION]


@ENGAGEMENT.tasks
def tasks(engagement: Engagement) -> Tasks:
    if engagement.closed:
        yield Over("专家环节已完成")
        return
    drawn = len(engagement.experts)
    if engagement.assigned_on is None:
        limit = draw_limit(engagement)
        yield Task("draw", SECRETARY, "抽取专家", [assign_experts], limit)
    elif drawn < engagement.asked.wanted:
        limit = opinion_limit(engagement)
        yield Task("draw", SECRETARY, "补抽专家", [assign_experts, waive_opinion], limit)
    elif engagement.missing > 0:
        yield Task(
            "opinions", SECRETARY, "收取专家意见", [give_expert_opinion, declare_conflict],
            opinion_limit(engagement),
        )  # fmt: skip
    elif all(opinion.answered for opinion in engagement.opinions.values()):
        yield Over("专家意见均已答复")
    who = [organisation(engagement.requested_by)]
    for expert, opinion in engagement.opinions.items():
        if not opinion.answered:
            limit = answer_limit(engagement, expert, opinion)
            about = f"答复专家{opinion.given_on:%Y年%m月%d日}提出的意见"
            yield Task(f"answer-{expert}", who, about, [answer_opinion], limit)
