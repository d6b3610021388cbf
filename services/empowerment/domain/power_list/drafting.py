"""The county's 编办 drafts an edition: its items, and the support that goes with each (RZ-2.6.a)."""

from datetime import timedelta

from services.empowerment.domain.organisations import COUNTY_STAFFING
from services.empowerment.domain.power_list import rules
from services.empowerment.domain.power_list.item_rules import check_item, pilot_towns
from services.empowerment.domain.power_list.requirements import (
    require_draft,
    require_stage,
    towns_of,
)
from services.empowerment.domain.power_list.state import CLAUSE, POWER_LIST, PowerList
from shared.kernel.aggregate import Context, Events, holds, pick, refuse
from shared.schemas.empowerment import power_list as powers


@POWER_LIST.command(title="起草赋权事项清单", clause=CLAUSE, by=[COUNTY_STAFFING], creates=None)
def draft_power_list(list: PowerList, cmd: powers.DraftPowerList, context: Context) -> Events:
    """The next edition, once the one before is published; its items are added to that one's."""
    require_stage(list, "none", "published")
    if not pilot_towns(cmd.county, context):
        refuse(rules.COUNTY_HAS_PILOT_TOWN, county=cmd.county)
    yield powers.PowerListDrafted.of(
        cmd,
        edition=list.edition + 1,
        drafted_by=context.actor.organisation,
        drafted_on=context.today,
    )


@POWER_LIST.command(
    title="列入清单事项", clause=CLAUSE, by=[COUNTY_STAFFING], when=[holds(require_draft)]
)
def list_power_item(list: PowerList, cmd: powers.ListPowerItem, context: Context) -> Events:
    """A new item, a change of one in the draft, or of a published one."""
    check_item(cmd, context)
    yield powers.PowerItemListed.of(cmd, edition=list.edition, listed_on=context.today)


def _require_drafted(
    list: PowerList, cmd: powers.DropPowerItem | powers.PromiseSupport, _: Context
) -> None:
    if cmd.item not in list.draft:
        refuse(rules.ITEM_IS_DRAFTED, item=cmd.item)


@POWER_LIST.command(
    title="移出清单事项",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_draft)],
    picks=[pick("item", _require_drafted)],
)
def drop_power_item(list: PowerList, cmd: powers.DropPowerItem, context: Context) -> Events:
    _require_drafted(list, cmd, context)
    yield powers.PowerItemDropped.of(cmd, edition=list.edition, dropped_on=context.today)


@POWER_LIST.command(
    title="明确配套保障",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_draft)],
    picks=[pick("item", _require_drafted)],
)
def promise_support(list: PowerList, cmd: powers.PromiseSupport, context: Context) -> Events:
    """Training, staff or money, by whom and by when (山东省乡镇条例§13)."""
    _require_drafted(list, cmd, context)
    most = context.parameter("empowerment.support_most_calendar_days")
    earliest, latest = (context.today + timedelta(days=days) for days in (1, most))
    if not earliest <= cmd.due_on <= latest:
        refuse(rules.SUPPORT_IS_AHEAD, earliest=earliest, latest=latest)
    yield powers.SupportPromised.of(cmd, edition=list.edition)


@POWER_LIST.command(
    title="清单征求意见",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_stage, "drafting")],
)
def circulate_power_list(
    list: PowerList, cmd: powers.CirculatePowerList, context: Context
) -> Events:
    """To the towns concerned, and to the county's justice bureau."""
    if not list.draft:
        refuse(rules.LIST_HAS_ITEMS)
    yield powers.PowerListCirculated.of(
        cmd,
        edition=list.edition,
        towns=towns_of(list),
        circulated_on=context.today,
        opinion_working_days=context.parameter("empowerment.town_opinion_working_days"),
        legality_working_days=context.parameter("empowerment.legality_working_days"),
    )
