"""A list is approved by the county's government, published, and filed with the city (RZ-2.6.a)."""

from services.empowerment.domain.organisations import COUNTY_STAFFING
from services.empowerment.domain.power_list import rules
from services.empowerment.domain.power_list.requirements import require_stage, towns_of
from services.empowerment.domain.power_list.state import CLAUSE, POWER_LIST, PowerList
from shared.kernel.aggregate import COUNTY, Context, Events, holds, refuse
from shared.schemas.empowerment import power_list as powers


@POWER_LIST.command(
    title="批准赋权事项清单", clause=CLAUSE, by=[COUNTY], when=[holds(require_stage, "circulated")]
)
def approve_power_list(list: PowerList, cmd: powers.ApprovePowerList, context: Context) -> Events:
    if not list.draft:
        refuse(rules.LIST_HAS_ITEMS)
    unheard = [t for t in towns_of(list) if t not in list.opinions and t not in list.silent]
    if unheard:
        refuse(rules.TOWNS_ARE_HEARD, towns="、".join(unheard))
    objecting = sorted(town for town, opinion in list.opinions.items() if opinion.blocks)
    if objecting:
        refuse(rules.OBJECTIONS_ARE_ANSWERED, towns="、".join(objecting))
    if list.legality is None or not list.legality.lawful:
        refuse(rules.LEGALITY_IS_CONFIRMED)
    yield powers.PowerListApproved.of(
        cmd,
        edition=list.edition,
        approved_on=context.today,
        publication_working_days=context.parameter("empowerment.publication_working_days"),
    )


@POWER_LIST.command(
    title="公布赋权事项清单",
    clause=CLAUSE,
    by=[COUNTY_STAFFING, COUNTY],
    when=[holds(require_stage, "approved")],
)
def publish_power_list(list: PowerList, cmd: powers.PublishPowerList, context: Context) -> Events:
    yield powers.PowerListPublished.of(
        cmd,
        edition=list.edition,
        items=tuple(sorted(list.draft)),
        published_on=context.today,
        filing_working_days=context.parameter("empowerment.filing_working_days"),
    )


@POWER_LIST.command(
    title="清单报市备案",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_stage, "published")],
)
def file_power_list(list: PowerList, cmd: powers.FilePowerList, context: Context) -> Events:
    """With the city's 编办."""
    if list.filed:
        refuse(rules.FILED_ONCE)
    yield powers.PowerListFiled.of(cmd, edition=list.edition, filed_on=context.today)
