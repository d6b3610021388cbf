"""ShortageList (`shortage-list-<list>`): in which fields talent is short, RZ-2.5.e."""

from dataclasses import dataclass

from services.talent.domain.organisations import HUMAN_RESOURCES
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    refuse,
    to_everyone,
)
from shared.schemas.talent import shortage_list as lists

CLAUSE = "RZ-2.5.e"

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


@dataclass(frozen=True, slots=True)
class ShortageList:
    """The items of the last edition."""

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
    return ShortageList(event.edition, frozenset(one.item for one in event.items))


SHORTAGE_LIST.asks_nobody("按年度发布")


@SHORTAGE_LIST.command(
    title="发布急需紧缺人才目录", clause=CLAUSE, by=[HUMAN_RESOURCES], creates=None,
    numbered="shortage-{year}",
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
    yield lists.ShortageListPublished.of(
        cmd, edition=shortages.edition + 1, published_on=context.today
    )
