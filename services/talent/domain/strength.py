"""Strength (`strength-<town>`): who works in a town, by kind of post, RZ-2.5.a.

Over strength is only what a basis of the list explains, and for so long as it says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.talent.domain.months import months_after
from services.talent.domain.organisations import COUNTY_STAFFING, STAFFING
from shared.kernel.aggregate import (
    SYSTEM,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    refuse,
    require_flag,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.talent import strength as strengths

CLAUSE = "RZ-2.5.a"

rule = RulesOf(CLAUSE)
TOWN_IS_KNOWN = rule(
    "strength-of-a-town",
    zh="镇须在登记册中",
    en="The town stands in the registry.",
    pass_zh="登记册中没有 {town}",
    pass_en="The registry has no {town}.",
)
RECORDED_FORWARD = rule(
    "strength-recorded-forward",
    zh="登记日期不晚于当日，不早于上次登记",
    en="Strength is recorded as of a day that has come, and not of one before the last.",
    pass_zh="日期须在 {earliest} 至 {today} 之间",
    pass_en="As of a day between {earliest} and {today}.",
)
WITHIN_ESTABLISHMENT = rule(
    "within-establishment",
    zh="实有不超核定编制；超编须有列明的依据和消化期限",
    en="Staff is within the establishment, but for a listed basis and a day by which it is again.",
    pass_zh="超出 {over} 名：请填写超编依据（军转安置、机构改革划转、政策性安置）和 {as_of} 之后、"
    "不晚于 {latest} 的消化期限",
    pass_en="{over} too many: give a basis of the list, and a day after {as_of}, by {latest}, by"
    " which they go.",
)
NOTHING_TO_DIGEST = rule(
    "nothing-to-digest",
    zh="未超编的不填超编依据和消化期限",
    en="Where nobody is too many there is no basis to give.",
    pass_zh="请留空超编依据和消化期限",
    pass_en="Leave out the basis and the day.",
)
CONTRACT_HAS_NO_POSTS = rule(
    "contract-staff-has-no-posts",
    zh="编外人员没有编制，不与编制内人数混算",
    en="Contract staff has no establishment, and is not counted with who has.",
    pass_zh="编外人员的核定编制填 0",
    pass_en="Give 0 approved posts for contract staff.",
)


@dataclass(frozen=True, slots=True)
class Strength:
    """The last record of each kind, and those of which it was told that they are overdue."""

    town: str = ""
    county: str = ""
    records: Map[str, strengths.StrengthRecorded] = Map()
    overdue: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()


STRENGTH = Aggregate(
    "strength", Strength(), key="town", title="镇级力量", sight=[to_town(), to_named()]
)


@STRENGTH.evolve
def evolve(strength: Strength, event: strengths.Event) -> Strength:
    match event:
        case strengths.StrengthRecorded(posts=posts):
            records = strength.records.set(posts, event)
            overdue = strength.overdue - {posts}
            return Strength(event.town, event.county, records, overdue, strength.flags)
        case strengths.ApprovedPostsRaised(posts=posts, number=number):
            town = replace(strength, town=event.town)
            last = strength.records.get(posts)
            return _raised(town, last, number) if last else town
        case strengths.OverStrengthOverdue(posts=posts):
            flagged = strength.flags | {f"over-strength-{posts}"}
            return replace(strength, overdue=strength.overdue | {posts}, flags=flagged)
        case strengths.StrengthFlagCleared(key=key):
            return replace(strength, flags=strength.flags - {key})
    assert_never(event)


def _raised(strength: Strength, last: strengths.StrengthRecorded, number: int) -> Strength:
    """Who has a post by now need not be digested."""
    approved = last.approved + number
    fits = last.actual <= approved
    basis, by = (None, None) if fits else (last.over_basis, last.digested_by)
    now = replace(last, approved=approved, over_basis=basis, digested_by=by)
    return replace(strength, records=strength.records.set(last.posts, now))


@STRENGTH.deadlines
def deadlines(strength: Strength) -> Iterable[Deadline]:
    for posts, record in strength.records.items():
        if record.digested_by is not None and posts not in strength.overdue:
            yield digestion(record, record.digested_by)


@STRENGTH.when_passed(clause=CLAUSE)
def time_is_over(strength: Strength, passed: DeadlinePassed, context: Context) -> Events:
    for record in strength.records.values():
        until = record.digested_by
        if until is not None and digestion(record, until).key == passed.key:
            yield strengths.OverStrengthOverdue(
                strength.town,
                posts=record.posts,
                over=record.actual - record.approved,
                organisation=f"{strength.county}-staffing",
                due_on=passed.due_on,
            )


@STRENGTH.command(title="登记镇级力量", clause=CLAUSE, by=[STAFFING, COUNTY_STAFFING], creates=None)
def record_strength(strength: Strength, cmd: strengths.RecordStrength, context: Context) -> Events:
    town = context.town(cmd.town)
    if town is None:
        refuse(TOWN_IS_KNOWN, town=cmd.town)
    last = strength.records.get(cmd.posts)
    earliest = last.as_of if last else date(2000, 1, 1)
    if not earliest <= cmd.as_of <= context.today:
        refuse(RECORDED_FORWARD, earliest=earliest, today=context.today)
    if cmd.posts == "contract":
        if cmd.approved:
            refuse(CONTRACT_HAS_NO_POSTS)
    else:
        _check_establishment(cmd, context)
    yield strengths.StrengthRecorded.of(cmd, county=town.county)


@STRENGTH.tasks
def tasks(strength: Strength) -> Tasks:
    over = [r for r in strength.records.values() if r.digested_by is not None]
    for record in over:
        assert record.digested_by is not None
        limit = digestion(record, record.digested_by)
        yield Task(limit.key, [COUNTY_STAFFING], "消化超编人员并登记", [record_strength], limit)
    if not over:
        yield Over("在编制之内")


def digestion(record: strengths.StrengthRecorded, until: date) -> Deadline:
    """By when who is too many has found another place."""
    days = (until - record.as_of).days
    return Deadline(f"digestion-{record.posts}-{until}", record.as_of, days, "calendar", CLAUSE)


def _check_establishment(cmd: strengths.RecordStrength, context: Context) -> None:
    over, by = cmd.actual - cmd.approved, cmd.digested_by
    if over > 0:
        latest = months_after(cmd.as_of, context.parameter("talent.digestion_months"))
        if cmd.over_basis is None or by is None or not cmd.as_of < by <= latest:
            refuse(WITHIN_ESTABLISHMENT, over=over, as_of=cmd.as_of, latest=latest)
    if over <= 0 and (cmd.over_basis is not None or cmd.digested_by is not None):
        refuse(NOTHING_TO_DIGEST)


@STRENGTH.command(title="解除镇级力量预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_strength_flag(
    strength: Strength, cmd: strengths.ClearStrengthFlag, context: Context
) -> Events:
    require_flag(strength.flags, cmd.key)
    yield strengths.StrengthFlagCleared.of(cmd, flags_left=len(strength.flags) - 1)
