"""GuidanceFund (`guidance-fund-<town>`): 创业投资引导基金 of a qualified town, RZ-2.2.h.

The criteria are versioned data: a parameter. Money in fen.
"""

from dataclasses import dataclass
from typing import assert_never

from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import (
    COUNTY,
    Aggregate,
    Context,
    Events,
    RulesOf,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.finance import guidance_fund

CLAUSE = "RZ-2.2.h"

rule = RulesOf(CLAUSE)
TOWN_IS_REGISTERED = rule(
    "guidance-town-is-registered",
    zh="须为登记在册的镇",
    en="The town is a registered one.",
    pass_zh="没有 {town} 镇",
    pass_en="There is no town {town}.",
)
EVERY_CRITERION_IS_ANSWERED = rule(
    "every-criterion-is-answered",
    zh="现行每项条件各答复一次",
    en="Every criterion in force is answered once.",
    pass_zh="{version} 版条件为：{criteria}",
    pass_en="Version {version} has: {criteria}.",
)
TOWN_QUALIFIES = rule(
    "town-qualifies",
    zh="按现行条件评估合格的镇才能设立引导基金",
    en="Only a town that meets the criteria in force sets up a guidance fund.",
    pass_zh="请先按 {version} 版条件评估合格（现：{assessed}）",
    pass_en="Have it assessed and met under version {version} first (now: {assessed}).",
)
NO_GOVERNMENT_GUARANTEE = rule(
    "no-government-guarantee",
    zh="政府不得为引导基金担保、承诺回购或保底（预算法§35）",
    en="No government guarantees the fund, promises to buy back or assures returns"
    " (Budget Law art. 35).",
    pass_zh="请取消政府担保",
    pass_en="Drop the government's guarantee.",
)
GOVERNMENT_PART_WITHIN_SIZE = rule(
    "government-part-within-size",
    zh="财政出资不超过基金规模",
    en="The government's part stays within the fund's size.",
    pass_zh="规模 {size:money}",
    pass_en="The size is {size} fen.",
)
FUND_IS_NEW = rule(
    "guidance-fund-is-new",
    zh="引导基金编号在本镇不重复",
    en="A guidance fund has an id of its own in the town.",
    pass_zh="{fund} 已登记",
    pass_en="{fund} is registered.",
)


@dataclass(frozen=True, slots=True)
class GuidanceFunds:
    """`qualified_under` is the version of the criteria that the town met last, or empty."""

    town: str = ""
    assessed_under: str = ""
    qualified_under: str = ""
    funds: frozenset[str] = frozenset()


GUIDANCE_FUND = Aggregate(
    "guidance-fund",
    GuidanceFunds(),
    key="town",
    title="引导基金",
    sight=[to_town(), to_named()],
)


@GUIDANCE_FUND.evolve
def evolve(funds: GuidanceFunds, event: guidance_fund.Event) -> GuidanceFunds:
    match event:
        case guidance_fund.TownConditionsAssessed(
            town=town, criteria_version=version, qualifies=qualifies
        ):
            return replace(
                funds,
                town=town,
                assessed_under=version,
                qualified_under=version if qualifies else "",
            )
        case guidance_fund.GuidanceFundRegistered(fund=fund):
            return replace(funds, funds=funds.funds | {fund})
    assert_never(event)


GUIDANCE_FUND.asks_nobody("具备条件的镇自愿设立")


@GUIDANCE_FUND.command(title="评估设立条件", clause=CLAUSE, by=[FINANCE, COUNTY], creates=None)
def assess_town_conditions(
    funds: GuidanceFunds, cmd: guidance_fund.AssessTownConditions, context: Context
) -> Events:
    if context.town(cmd.town) is None:
        refuse(TOWN_IS_REGISTERED, town=cmd.town)
    version, criteria = _in_force(context)
    if sorted(c.criterion for c in cmd.conditions) != sorted(criteria):
        refuse(EVERY_CRITERION_IS_ANSWERED, version=version, criteria="、".join(criteria))
    qualifies = all(condition.met for condition in cmd.conditions)
    return [
        guidance_fund.TownConditionsAssessed.of(
            cmd, criteria_version=version, qualifies=qualifies, assessed_on=context.today
        )
    ]


@GUIDANCE_FUND.command(title="登记引导基金", clause=CLAUSE, by=[FINANCE, COUNTY], creates=None)
def register_guidance_fund(
    funds: GuidanceFunds, cmd: guidance_fund.RegisterGuidanceFund, context: Context
) -> Events:
    version, _ = _in_force(context)
    if cmd.government_guarantee:
        refuse(NO_GOVERNMENT_GUARANTEE)
    if funds.qualified_under != version:
        refuse(TOWN_QUALIFIES, version=version, assessed=funds.assessed_under or "—")
    if cmd.government_fen > cmd.size_fen:
        refuse(GOVERNMENT_PART_WITHIN_SIZE, size=cmd.size_fen)
    if cmd.fund in funds.funds:
        refuse(FUND_IS_NEW, fund=cmd.fund)
    return [guidance_fund.GuidanceFundRegistered.of(cmd, criteria_version=version)]


def _in_force(context: Context) -> tuple[str, list[str]]:
    criteria = context.parameter("finance.guidance_fund_criteria")
    return criteria["version"], criteria["criteria"]
