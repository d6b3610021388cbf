"""ShortageList (`shortage-list-<list>`): in which fields talent is short, RZ-2.5.e."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.talent.domain.months import months_after
from services.talent.domain.organisations import HUMAN_RESOURCES
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
    elsewhere,
    guard,
    refuse,
    require_flag,
    to_everyone,
)
from shared.schemas.copying import replace
from shared.schemas.talent import shortage_list as lists

CLAUSE = "RZ-2.5.e"
NEXT = "next-list"

rule = RulesOf(CLAUSE)
FIELDS_COVERED = rule(
    "shortage-fields-covered",
    zh="目录涵盖规划、财经、教育、卫生、旅游等规定领域",
    en="The list covers the fields that the policy names.",
    pass_zh="尚缺：{missing}",
    pass_en="Missing: {missing}.",
)
ITEMS_ONCE = rule(
    "shortage-items-once",
    zh="目录编号不重复",
    en="An item stands once.",
    pass_zh="{item} 重复",
    pass_en="{item} stands twice.",
)
FOLLOWS_AN_EARLIER_LIST = rule(
    "shortage-list-follows-an-earlier",
    zh="所承接的上一年度目录须已发布、年度在前，且未被承接",
    en="The list that this one follows was published, for an earlier year, and is not followed yet.",
    pass_zh="{previous} 不是待承接的较早年度目录",
    pass_en="{previous} is no list of an earlier year that waits to be followed.",
)


@dataclass(frozen=True, slots=True)
class ShortageList:
    """The items of the last edition; the next year's list is due by `next_due_on`."""

    year: int = 0
    next_due_on: date | None = None
    followed: bool = False
    late: bool = False
    flags: frozenset[str] = frozenset()
    edition: int = 0
    items: frozenset[str] = frozenset()


SHORTAGE_LIST = Aggregate(
    "shortage-list",
    ShortageList(),
    key="shortage_list",
    title="急需紧缺人才目录",
    sight=[to_everyone()],
)


@SHORTAGE_LIST.evolve
def evolve(shortages: ShortageList, event: lists.Event) -> ShortageList:
    match event:
        case lists.ShortageListPublished():
            return replace(
                shortages, year=event.year, next_due_on=event.next_due_on, edition=event.edition,
                items=frozenset(one.item for one in event.items),
            )  # fmt: skip
        case lists.ShortageListFollowed():
            return replace(shortages, followed=True)
        case lists.ShortageListOverdue():
            return replace(shortages, late=True, flags=shortages.flags | {NEXT})
        case lists.ShortageListFlagCleared(key=key):
            return replace(shortages, flags=shortages.flags - {key})
    assert_never(event)


@SHORTAGE_LIST.command(
    title="发布急需紧缺人才目录", clause=CLAUSE, by=[HUMAN_RESOURCES], creates=None,
    numbered="shortage-{year}",
    guards=[guard(SHORTAGE_LIST, lambda _, cmd: [cmd.previous] if cmd.previous else [])],
)  # fmt: skip
def publish_shortage_list(
    shortages: ShortageList, cmd: lists.PublishShortageList, context: Context
) -> Events:
    seen: set[str] = set()
    for one in cmd.items:
        if one.item in seen:
            refuse(ITEMS_ONCE, item=one.item)
        seen.add(one.item)
    fields = context.parameter("talent.fields")
    if missing := [field for field in fields if field not in {one.field for one in cmd.items}]:
        refuse(FIELDS_COVERED, missing="、".join(missing))
    months = context.parameter("talent.shortage_list_by_month")
    yield lists.ShortageListPublished.of(
        cmd, edition=shortages.edition + 1, published_on=context.today,
        next_due_on=months_after(date(cmd.year, 12, 31), months),
    )  # fmt: skip
    if cmd.previous is not None:
        earlier = context.guard(ShortageList, cmd.previous)
        if not earlier.edition or earlier.followed or earlier.year >= cmd.year:
            refuse(FOLLOWS_AN_EARLIER_LIST, previous=cmd.previous)
        followed = lists.ShortageListFollowed(cmd.previous, by=cmd.shortage_list)
        yield from elsewhere(ShortageList, cmd.previous, [followed])


@SHORTAGE_LIST.deadlines
def deadlines(shortages: ShortageList) -> Iterable[Deadline]:
    limit = next_list(shortages)
    if limit is not None and not shortages.followed and not shortages.late:
        yield limit


@SHORTAGE_LIST.when_passed(clause=CLAUSE)
def next_list_is_late(shortages: ShortageList, passed: DeadlinePassed, _: Context) -> Events:
    if passed.key in {deadline.key for deadline in deadlines(shortages)}:
        year = shortages.year + 1
        yield lists.ShortageListOverdue(
            passed.stream_id, year=year, organisation=HUMAN_RESOURCES.id, due_on=passed.due_on,
            name=f"{year}年急需紧缺人才目录",
        )  # fmt: skip


@SHORTAGE_LIST.tasks
def tasks(shortages: ShortageList) -> Tasks:
    """Human resources makes the next year's list, which names this one as the one it follows."""
    limit = next_list(shortages)
    if shortages.followed or limit is None:
        yield Over("下一年度目录已发布")
    else:
        about = f"发布{shortages.year + 1}年急需紧缺人才目录"
        yield Task(NEXT, [HUMAN_RESOURCES], about, [publish_shortage_list], limit)


def next_list(shortages: ShortageList) -> Deadline | None:
    """The last day for the next year's list."""
    if shortages.next_due_on is None:
        return None
    end = date(shortages.year, 12, 31)
    return Deadline(NEXT, end, (shortages.next_due_on - end).days, "calendar", CLAUSE)


@SHORTAGE_LIST.command(title="解除人才目录预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_shortage_list_flag(
    shortages: ShortageList, cmd: lists.ClearShortageListFlag, _: Context
) -> Events:
    require_flag(shortages.flags, cmd.key)
    yield lists.ShortageListFlagCleared.of(cmd)
