"""The rules of the fund chain, RZ-2.2.c. Amounts in the texts are in fen."""

from shared.kernel.aggregate import Rule, RulesOf

CLAUSE = "RZ-2.2.c"

rule = RulesOf(CLAUSE)
COUNTY_FUND_NAMES_ITS_COUNTY = rule(
    "county-fund-names-its-county",
    zh="区县资金须注明登记在册的区县，其他资金不注明区县",
    en="A county's fund names a registered county; any other fund names none.",
    pass_zh="来源为区县的请填写区县，否则请留空（现为 {county}）",
    pass_en="Name the county if the source is `county`, else leave it out (now {county}).",
)
PROJECT_IS_LIVE = rule(
    "project-is-live",
    zh="资金跟着项目走：项目资金只给在库项目",
    en="Money follows projects: only a project that is admitted and live receives any.",
    pass_zh="项目 {project} 须已入库且未出库",
    pass_en="Project {project} must be admitted and not have left.",
)
ADJUSTMENT_IS_CONFIRMED = rule(
    "adjustment-is-confirmed",
    zh="项目选址、规模或概算调整后，须经确认才能安排新的资金",
    en="After its site, scale or estimate changed, a project gets new money once confirmed.",
    pass_zh="请先恢复项目 {project} 的资金资格",
    pass_en="Resume the eligibility of project {project} first.",
)
COUNTY_SERVES_ITS_OWN = rule(
    "county-serves-its-own",
    zh="区县资金只用于本区县的项目",
    en="A county's fund serves projects of that county.",
    pass_zh="该资金属于 {fund_county}，项目属于 {project_county}",
    pass_en="The fund is {fund_county}'s, the project is in {project_county}.",
)
WITHIN_APPROPRIATION = rule(
    "within-appropriation",
    zh="下达不超过预算安排",
    en="Allocations stay within the appropriation.",
    pass_zh="尚可下达 {available:money}，还差 {needs:money}",
    pass_en="{available} fen can still be allocated; {needs} fen are missing.",
)
ONLY_UNCOMMITTED_RETURNS = rule(
    "only-uncommitted-returns",
    zh="只收回未作支出承诺的资金",
    en="Only money that is not committed is recalled.",
    pass_zh="可收回 {available:money}，还差 {needs:money}",
    pass_en="{available} fen can be recalled; {needs} fen are missing.",
)
NO_MATCHING_FUNDS = rule(
    "no-matching-funds",
    zh="专项转移支付不得要求配套资金，国务院规定共同承担的事项除外（预算法§16）",
    en="A special transfer demands no matching funds but for what the State Council shares"
    " (Budget Law art. 16).",
    pass_zh="请取消 {percent}% 的配套要求，或注明国务院文号",
    pass_en="Drop the {percent}% of matching funds, or cite the State Council's document.",
)
GENERAL_GOES_TO_A_TOWN = rule(
    "general-goes-to-a-town",
    zh="一般性转移支付下达到镇，不指定项目",
    en="A general transfer goes to a town and names no project.",
    pass_zh="{fund} 请填写接收镇，项目留空",
    pass_en="For {fund} name the receiving town and no project.",
)
SPECIAL_NAMES_A_PROJECT = rule(
    "special-names-a-project",
    zh="要素跟着项目走：专项资金须注明项目",
    en="Money follows projects: special money names one.",
    pass_zh="{fund} 请填写项目编号",
    pass_en="For {fund} name the project.",
)
EXCEPTION_IS_DOCUMENTED = rule(
    "exception-is-documented",
    zh="前期工作资金须注明接收镇、用途、理由和文号",
    en="Money for work before admission names its town, purpose, reason and document.",
    pass_zh="项目 {project} 尚未入库，请补齐",
    pass_en="Project {project} is not admitted yet; fill them in.",
)
TOWN_IS_REGISTERED = rule(
    "town-is-registered",
    zh="接收镇须为登记在册的镇",
    en="The receiving town is a registered one.",
    pass_zh="没有 {town} 镇",
    pass_en="There is no town {town}.",
)
FUND_IS_REGISTERED = rule(
    "fund-is-registered",
    zh="资金须已登记",
    en="Money comes from a registered fund.",
    pass_zh="请先登记资金 {fund}",
    pass_en="Register the fund {fund} first.",
)
DATED_BY_NOW = rule(
    "dated-by-now",
    zh="预算批准和收到资金的日期不得晚于今日",
    en="The budget was approved, or the money received, by today.",
    pass_zh="{day} 尚未到",
    pass_en="{day} has not come yet.",
)
CLOCK_OF_ITS_LEVEL = rule(
    "clock-of-its-level",
    zh="本级预算安排的资金自预算批准起算，上级转来的资金自收到起算（预算法§52）",
    en="The limit runs from the approval of the level's own budget, and of money passed on from"
    " its receipt (Budget Law art. 52).",
    pass_zh="{fund} 来源为“{source_zh}”，请改填另一个日期",
    pass_en="The source of {fund} is {source}; give the other day.",
)

WITHIN_CAPACITY = Rule(
    "within-capacity",
    "design",
    zh="单项资金预算安排不超过台账容量",
    en="What one fund is appropriated stays within what the ledger can count.",
    pass_zh="最多还可安排 {available:money}",
    pass_en="At most {available} fen more can be appropriated.",
)
CODE_BEFORE_MONEY = Rule(
    "code-before-money",
    "RZ-2.1.a",
    zh="安排项目资金前须有投资项目统一代码",
    en="A project needs its national code before any project money.",
    pass_zh="请项目 {project} 所在镇先登记项目代码",
    pass_en="Have the town of project {project} record the code first.",
    relaxable=True,
)
