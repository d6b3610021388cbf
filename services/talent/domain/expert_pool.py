"""ExpertPool (`expert-pool-<pool>`): the experts of the city, by field, RZ-2.5.g.

One stream, because a draw is made among all who are in it at that moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.talent.domain.months import months_after
from services.talent.domain.organisations import ORGANIZATION
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    Wait,
    pick,
    refuse,
    to_organisation,
)
from shared.schemas.copying import replace
from shared.schemas.talent import expert_pool as pools
from shared.schemas.talent.stages import TalentField
from shared.schemas.words import words_of

CLAUSE = "RZ-2.5.g"

rule = RulesOf(CLAUSE)
ADMITTED_ONCE = rule(
    "expert-admitted-once",
    zh="专家编号和人员在库中不重复",
    en="An expert's number and person stand once in the pool.",
    pass_zh="{expert} 或 {person} 已在库；续聘请用续聘命令",
    pass_en="{expert} or {person} is in the pool: renew instead.",
)
HAS_FIELD = rule(
    "expert-has-a-field",
    zh="专家至少有一个专业领域",
    en="An expert has a field.",
    pass_zh="请填写专业领域",
    pass_en="Give a field.",
)
WITHIN_TERM = rule(
    "expert-within-term",
    zh="聘期不超过规定年数，截止晚于开始",
    en="An expert serves so many years at most, and ends after he began.",
    pass_zh="截止日期须晚于 {earliest}，不晚于 {latest}",
    pass_en="Until after {earliest}, on {latest} at the latest.",
)
IN_THE_POOL = rule(
    "expert-in-the-pool",
    zh="专家须在库",
    en="The expert is in the pool.",
    pass_zh="{expert} 不在库",
    pass_en="{expert} is not in the pool.",
)
REMOVED_BY_TODAY = rule(
    "expert-removed-by-today",
    zh="出库日期不晚于当日",
    en="An expert leaves on a day that has come.",
    pass_zh="不得晚于 {today}",
    pass_en="Not after {today}.",
)


@dataclass(frozen=True, slots=True)
class Expert:
    person: str
    fields: frozenset[str]
    unit: str
    since: date
    until: date
    expired: bool = False


@dataclass(frozen=True, slots=True)
class ExpertPool:
    experts: Map[str, Expert] = Map()

    def covers(self, field: str, day: date) -> bool:
        return any(field in e.fields and e.until >= day for e in self.experts.values())


EXPERT_POOL = Aggregate(
    "expert-pool",
    ExpertPool(),
    key="pool",
    title="对口专家库",
    sight=[to_organisation("organization")],
)


@EXPERT_POOL.evolve
def evolve(pool: ExpertPool, event: pools.Event) -> ExpertPool:
    match event:
        case pools.ExpertAdmitted():
            fields, unit = frozenset(event.fields), event.unit or ""
            made = Expert(event.person, fields, unit, event.since, event.until)
            return ExpertPool(pool.experts.set(event.expert, made))
        case pools.ExpertRenewed(expert=expert, until=until):
            renewed = replace(pool.experts[expert], until=until, expired=False)
            return ExpertPool(pool.experts.set(expert, renewed))
        case pools.ExpertRemoved(expert=expert):
            return ExpertPool(pool.experts.delete(expert))
        case pools.ExpertTermOver(expert=expert):
            expired = replace(pool.experts[expert], expired=True)
            return ExpertPool(pool.experts.set(expert, expired))
        case pools.FieldUncovered():
            return pool  # who is in the pool tells
    assert_never(event)


@EXPERT_POOL.command(title="专家入库", clause=CLAUSE, by=[ORGANIZATION], creates=None)
def admit_expert(pool: ExpertPool, cmd: pools.AdmitExpert, context: Context) -> Events:
    persons = {expert.person for expert in pool.experts.values()}
    if cmd.expert in pool.experts or cmd.person in persons:
        refuse(ADMITTED_ONCE, expert=cmd.expert, person=cmd.person)
    if not cmd.fields:
        refuse(HAS_FIELD)
    _check_term(cmd.since, cmd.until, context)
    yield pools.ExpertAdmitted.of(cmd)


def _in_the_pool(
    pool: ExpertPool, cmd: pools.RenewExpert | pools.RemoveExpert, _: Context
) -> Expert:
    if cmd.expert not in pool.experts:
        refuse(IN_THE_POOL, expert=cmd.expert)
    return pool.experts[cmd.expert]


@EXPERT_POOL.command(
    title="专家续聘", clause=CLAUSE, by=[ORGANIZATION], picks=[pick("expert", _in_the_pool)]
)
def renew_expert(pool: ExpertPool, cmd: pools.RenewExpert, context: Context) -> Events:
    expert = _in_the_pool(pool, cmd, context)
    _check_term(expert.until, cmd.until, context)
    yield pools.ExpertRenewed.of(cmd, previous_until=expert.until)


@EXPERT_POOL.command(
    title="专家出库", clause=CLAUSE, by=[ORGANIZATION], picks=[pick("expert", _in_the_pool)]
)
def remove_expert(pool: ExpertPool, cmd: pools.RemoveExpert, context: Context) -> Events:
    expert = _in_the_pool(pool, cmd, context)
    if cmd.removed_on > context.today:
        refuse(REMOVED_BY_TODAY, today=context.today)
    yield pools.ExpertRemoved.of(cmd)
    left = ExpertPool(pool.experts.delete(cmd.expert))
    yield from _uncovered(cmd.pool, pool, left, expert, cmd.removed_on, context)


@EXPERT_POOL.deadlines
def deadlines(pool: ExpertPool) -> Iterable[Deadline]:
    for id, expert in pool.experts.items():
        if not expert.expired:
            yield term(id, expert)


@EXPERT_POOL.when_passed(clause=CLAUSE)
def time_is_over(pool: ExpertPool, passed: DeadlinePassed, context: Context) -> Events:
    for id, expert in pool.experts.items():
        if term(id, expert).key == passed.key and not expert.expired:
            yield pools.ExpertTermOver(passed.stream_id, expert=id, due_on=passed.due_on)
            left = ExpertPool(pool.experts.delete(id))
            yield from _uncovered(passed.stream_id, pool, left, expert, expert.until, context)


@EXPERT_POOL.tasks
def tasks(pool: ExpertPool) -> Tasks:
    for id, expert in pool.experts.items():
        if expert.expired:
            about, limit = f"{_fields(expert)}专家聘期届满，续聘或出库", term(id, expert)
            yield Task(f"term-{id}", [ORGANIZATION], about, [renew_expert, remove_expert], limit)
        else:
            yield Wait(f"{_fields(expert)}专家聘期内", term(id, expert))
    if not pool.experts:
        yield Over("库中无人")


def _fields(expert: Expert) -> str:
    """What an expert is one of: names are sealed, and a number tells nobody anything."""
    words = words_of(TalentField)
    return "、".join(words.get(field, "其他领域") for field in sorted(expert.fields))


def term(id: str, expert: Expert) -> Deadline:
    """The last day of an expert's term."""
    days = (expert.until - expert.since).days
    return Deadline(f"term-{id}-{expert.until}", expert.since, days, "calendar", CLAUSE)


def _uncovered(
    id: str, pool: ExpertPool, left: ExpertPool, gone: Expert, day: date, context: Context
) -> Events:
    for field in context.parameter("talent.fields"):
        if field in gone.fields and pool.covers(field, day) and not left.covers(field, day):
            yield pools.FieldUncovered(id, field=field, since=day)


def _check_term(earliest: date, until: date, context: Context) -> None:
    latest = months_after(earliest, 12 * context.parameter("talent.expert_years"))
    if not earliest < until <= latest:
        refuse(WITHIN_TERM, earliest=earliest, latest=latest)
