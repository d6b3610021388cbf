"""PostDemand (`post-demand-<demand>`): what a town needs next year, answered: met, part, or no and why.

RZ-2.5.d. By 31 October; a late one is taken and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.talent.domain.organisations import (
    COUNTY_HUMAN_RESOURCES,
    COUNTY_ORGANIZATION,
    HUMAN_RESOURCES,
    ORGANIZATION,
)
from shared.kernel.aggregate import (
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    holds,
    refuse,
    require_flag,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.talent import post_demand as demands

CLAUSE = "RZ-2.5.d"
ANSWER_BY = [COUNTY_HUMAN_RESOURCES, COUNTY_ORGANIZATION, HUMAN_RESOURCES, ORGANIZATION]

rule = RulesOf(CLAUSE)
DEMANDED_BY_TOWN = rule(
    "demanded-by-a-town",
    zh="由登记册中的镇提出，面向本年度以后",
    en="A town of the registry demands, for this year or a later one.",
    pass_zh="{town} {year} 年度的需求不可提出",
    pass_en="{town} demands nothing for {year}.",
)
ANSWERED_ONCE = rule(
    "demand-answered-once",
    zh="每项需求答复一次",
    en="A demand is answered once.",
    pass_zh="该需求已答复",
    pass_en="It has been answered.",
)
ANSWER_ADDS_UP = rule(
    "demand-answer-adds-up",
    zh="满足的数量等于需求；部分满足的少于需求、多于零；不予安排的为零",
    en="Met is as many as were asked for, part is fewer and some, no is none.",
    pass_zh="需求 {number} 名，答复为“{answer_zh}”，安排数不应是 {granted}",
    pass_en="{number} were asked for: {granted} is not {answer}.",
)
REFUSED_WITH_REASON = rule(
    "demand-refused-with-reason",
    zh="未全部满足的须说明理由",
    en="Where not all is met it is said why.",
    pass_zh="请填写理由",
    pass_en="Give the reason.",
)
ANSWERS_ZH = {"met": "满足", "part": "部分满足", "no": "不予安排"}


@dataclass(frozen=True, slots=True)
class PostDemand:
    town: str = ""
    county: str = ""
    number: int = 0
    speciality: str = ""
    submitted_on: date | None = None
    answer_working_days: int = 0
    overdue: bool = False
    answered: bool = False
    flags: frozenset[str] = frozenset()


POST_DEMAND = Aggregate(
    "post-demand", PostDemand(), key="demand", title="用人需求", sight=[to_town(), to_named()]
)


@POST_DEMAND.evolve
def evolve(demand: PostDemand, event: demands.Event) -> PostDemand:
    match event:
        case demands.PostDemandSubmitted():
            return PostDemand(
                town=event.town,
                county=event.county,
                number=event.number,
                speciality=event.speciality,
                submitted_on=event.submitted_on,
                answer_working_days=event.answer_working_days,
            )
        case demands.PostDemandAnswered():
            return replace(demand, answered=True)
        case demands.PostDemandOverdue():
            return replace(demand, overdue=True, flags=demand.flags | {"answer"})
        case demands.PostDemandFlagCleared(key=key):
            return replace(demand, flags=demand.flags - {key})
    assert_never(event)


def _unanswered(demand: PostDemand) -> None:
    if demand.answered:
        refuse(ANSWERED_ONCE)


@POST_DEMAND.command(
    title="提出用人需求",
    clause=CLAUSE,
    by=[TOWN],
    creates=True,
    numbered="{town}-post-demand-{year}",
)
def submit_post_demand(
    demand: PostDemand, cmd: demands.SubmitPostDemand, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or cmd.year < context.today.year:
        refuse(DEMANDED_BY_TOWN, town=cmd.town, year=cmd.year)
    month = context.parameter("talent.demand_by_month")
    yield demands.PostDemandSubmitted.of(
        cmd,
        county=town.county,
        submitted_on=context.today,
        late=(context.today.year, context.today.month) > (cmd.year - 1, month),
        answer_working_days=context.parameter("talent.demand_answer_working_days"),
    )


@POST_DEMAND.command(title="答复用人需求", clause=CLAUSE, by=ANSWER_BY, when=[holds(_unanswered)])
def answer_post_demand(
    demand: PostDemand, cmd: demands.AnswerPostDemand, context: Context
) -> Events:
    fits = {
        "met": cmd.granted == demand.number,
        "part": 0 < cmd.granted < demand.number,
        "no": cmd.granted == 0,
    }
    if not fits[cmd.answer]:
        refuse(
            ANSWER_ADDS_UP,
            number=demand.number,
            answer=cmd.answer,
            answer_zh=ANSWERS_ZH[cmd.answer],
            granted=cmd.granted,
        )
    if cmd.answer != "met" and cmd.reason is None:
        refuse(REFUSED_WITH_REASON)
    yield demands.PostDemandAnswered.of(
        cmd, town=demand.town, number=demand.number, answered_on=context.today
    )


@POST_DEMAND.deadlines
def deadlines(demand: PostDemand) -> Iterable[Deadline]:
    if not demand.answered and not demand.overdue:
        yield answer_limit(demand)


@POST_DEMAND.when_passed(clause=CLAUSE)
def time_is_over(demand: PostDemand, passed: DeadlinePassed, context: Context) -> Events:
    if not demand.answered:
        yield demands.PostDemandOverdue(
            passed.stream_id,
            town=demand.town,
            organisation=f"{demand.county}-human-resources",
            due_on=passed.due_on,
            name=demand.speciality,
        )


@POST_DEMAND.tasks
def tasks(demand: PostDemand) -> Tasks:
    if demand.answered:
        yield Over("已答复")
    else:
        limit = answer_limit(demand)
        yield Task("answer", ANSWER_BY, "答复镇用人需求", [answer_post_demand], limit)


def answer_limit(demand: PostDemand) -> Deadline:
    """Within which the town is told."""
    assert demand.submitted_on is not None
    days = demand.answer_working_days
    return Deadline("answer", demand.submitted_on, days, "working", CLAUSE)


@POST_DEMAND.command(title="解除用人需求预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_post_demand_flag(
    demand: PostDemand, cmd: demands.ClearPostDemandFlag, context: Context
) -> Events:
    require_flag(demand.flags, cmd.key)
    yield demands.PostDemandFlagCleared.of(cmd, town=demand.town)
