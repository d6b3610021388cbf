"""Experts are asked for, drawn by lot, and recuse themselves (RZ-2.5.g).

Deciding knows no chance: the lot comes in as a number that was drawn by hand before a witness, after
the request was made. Who stands first is the order of sha256(request, number, expert): whoever knows
the three finds the same, and nobody chooses whom he wants.
"""

from hashlib import sha256

from services.talent.domain.engagement import rules
from services.talent.domain.engagement.state import (
    CLAUSE,
    ENGAGEMENT,
    Engagement,
    require_open,
)
from services.talent.domain.expert_pool import EXPERT_POOL, ExpertPool
from services.talent.domain.organisations import HOUSING, HUMAN_RESOURCES, ORGANIZATION
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Context,
    Events,
    guard,
    holds,
    pick_id,
    refuse,
)
from shared.schemas.talent import engagement as engagements

OPEN = holds(require_open)
REQUESTERS = [TOWN, COUNTY, ORGANIZATION, HUMAN_RESOURCES, HOUSING]


@ENGAGEMENT.command(
    title="申请专家意见", clause=CLAUSE, by=REQUESTERS, creates=True,
    numbered="{town}-experts-{year}",
)  # fmt: skip
def request_experts(
    engagement: Engagement, cmd: engagements.RequestExperts, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.pilot or not cmd.fields:
        refuse(rules.ASKED_FOR_PILOT, town=cmd.town)
    yield engagements.ExpertsRequested.of(
        cmd,
        county=town.county,
        requested_by=context.actor.organisation,
        requested_on=context.today,
        wanted=context.parameter("talent.opinions"),
        draw_working_days=context.parameter("talent.draw_working_days"),
        opinion_working_days=context.parameter("talent.opinion_working_days"),
        answer_working_days=context.parameter("talent.opinion_answer_working_days"),
    )


@ENGAGEMENT.command(
    title="抽取专家", clause=CLAUSE, by=[ORGANIZATION], guards=[guard(EXPERT_POOL)], when=[OPEN]
)
def assign_experts(
    engagement: Engagement, cmd: engagements.AssignExperts, context: Context
) -> Events:
    """As many as are missing: all at first, later for who recused himself."""
    wanted = engagement.asked.wanted - len(engagement.experts)
    if wanted <= 0:
        refuse(rules.SEATS_ARE_FREE, assigned=len(engagement.experts))
    excluded = {one.expert for one in cmd.excluded} | engagement.recused | {*engagement.experts}
    pool = context.guard(ExpertPool, cmd.pool)
    among = sorted(
        id
        for id, expert in pool.experts.items()
        if id not in excluded
        and expert.fields & {*engagement.asked.fields}
        and expert.until >= context.today
        and expert.unit not in (engagement.town, engagement.county, engagement.requested_by)
    )
    if len(among) < wanted:
        refuse(rules.ENOUGH_EXPERTS, wanted=wanted, among=len(among))
    drawn = sorted(among, key=lambda id: _lot(cmd.engagement, cmd.draw_number, id))[:wanted]
    yield engagements.ExpertsAssigned.of(
        cmd,
        town=engagement.town,
        among=len(among),
        experts=tuple(drawn),
        assigned_on=context.today,
    )


def require_assigned(engagement: Engagement, expert: str, _: Context) -> None:
    if expert in engagement.recused:
        refuse(rules.NO_CONFLICT, expert=expert)
    if expert not in engagement.experts:
        refuse(rules.ASSIGNED, expert=expert)


def require_no_opinion(engagement: Engagement, expert: str, _: Context) -> None:
    if expert in engagement.opinions:
        refuse(rules.ONE_OPINION, expert=expert)


OF_ASSIGNED = pick_id("expert", require_assigned)
OF_SILENT = pick_id("expert", require_no_opinion)


@ENGAGEMENT.command(
    title="专家回避",
    clause=CLAUSE,
    by=[ORGANIZATION],
    when=[OPEN],
    picks=[OF_SILENT, OF_ASSIGNED],
)
def declare_conflict(
    engagement: Engagement, cmd: engagements.DeclareConflict, context: Context
) -> Events:
    require_no_opinion(engagement, cmd.expert, context)
    require_assigned(engagement, cmd.expert, context)
    left = len(engagement.experts) - 1
    yield engagements.ConflictDeclared.of(cmd, town=engagement.town, left=left)


def _lot(engagement: str, number: str, expert: str) -> bytes:
    return sha256(f"{engagement}\n{number}\n{expert}".encode()).digest()
