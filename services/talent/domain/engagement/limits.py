"""The time limits of asking experts: the draw, the opinions, each answer (RZ-2.5.g)."""

from collections.abc import Iterable

from services.talent.domain.engagement.state import CLAUSE, ENGAGEMENT, Engagement, Opinion
from services.talent.domain.organisations import late_one
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.talent import engagement as engagements
from shared.schemas.words import words_of

SECRETARY = "organization"


@ENGAGEMENT.deadlines
def deadlines(engagement: Engagement) -> Iterable[Deadline]:
    if engagement.closed or engagement.request is None:
        return
    if engagement.assigned_on is None:
        if not engagement.draw_late:
            yield draw_limit(engagement)
    elif engagement.missing > 0 and not engagement.opinions_late:
        yield opinion_limit(engagement)
    for expert, opinion in engagement.opinions.items():
        if not opinion.answered and not opinion.answer_late:
            yield answer_limit(engagement, expert, opinion)


@ENGAGEMENT.when_passed(clause=CLAUSE)
def time_is_over(engagement: Engagement, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(engagement)}:
        return
    id, town, due_on = passed.stream_id, engagement.town, passed.due_on
    name = what_it_is_called(engagement, context)
    if passed.key == "draw":
        yield engagements.ExpertDrawOverdue(
            id, town=town, organisation=SECRETARY, due_on=due_on, name=name
        )
    elif passed.key.startswith("opinions"):
        yield engagements.ExpertOpinionOverdue(
            id, town=town, missing=engagement.missing, organisation=SECRETARY, due_on=due_on,
            name=name,
        )  # fmt: skip
    else:
        yield engagements.OpinionAnswerOverdue(
            id,
            expert=passed.key.removeprefix("answer-"),
            town=town,
            organisation=late_one(
                engagement.requested_by, engagement.county, engagement.county, context.registry
            ),
            due_on=due_on,
            name=name,
        )


def what_it_is_called(engagement: Engagement, context: Context) -> str:
    """The town, and the stage of what matter of it: the matter itself is another service's."""
    asked = engagement.asked
    town = context.registry.name_of(asked.town, context.today)
    of = words_of(engagements.MatterKind)[asked.matter_kind]
    at = words_of(engagements.ExpertStage)[asked.stage]
    return f"{town}{at}" if of in at else f"{town}{of}{at}"


def draw_limit(engagement: Engagement) -> Deadline:
    """Within which experts are drawn."""
    asked = engagement.asked
    return Deadline("draw", asked.requested_on, asked.draw_working_days, "working", CLAUSE)


def opinion_limit(engagement: Engagement) -> Deadline:
    """Within which the opinions are there; a new draw starts it anew."""
    on = engagement.assigned_on
    assert on is not None
    days = engagement.asked.opinion_working_days
    return Deadline(f"opinions-{on}", on, days, "working", CLAUSE)


def answer_limit(engagement: Engagement, expert: str, opinion: Opinion) -> Deadline:
    """Within which an opinion is answered."""
    days = engagement.asked.answer_working_days
    return Deadline(f"answer-{expert}", opinion.given_on, days, "working", CLAUSE)


@ENGAGEMENT.command(title="解除专家意见预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_engagement_flag(
    engagement: Engagement, cmd: engagements.ClearEngagementFlag, context: Context
) -> Events:
    require_flag(engagement.flags, cmd.key)
    yield engagements.EngagementFlagCleared.of(
        cmd, town=engagement.town, flags_left=len(engagement.flags) - 1
    )
