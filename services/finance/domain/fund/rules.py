"""The rules of the fund chain, RZ-2.2.c. Amounts in the texts are in fen."""

from shared.kernel.aggregate import Rule, RulesOf

CLAUSE = "RZ-2.2.c"

rule = RulesOf(CLAUSE)
COUNTY_FUND_NAMES_ITS_COUNTY = rule(
    "county-fund-names-its-county",
    zh="区县资金须注明登记在册的区县，其他资金不注明区县",
    en="A county's fund names a registered county; any other fund names none.",
    pass_zh="来源为 county 时请填写区县，否则请留空（现为 {county}）",
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
GENERAL_ENDS_AT_ALLOCATION = rule(
    "general-ends-at-allocation",
    zh="一般性转移支付到下达为止，由受款方统筹使用",
    en="A general transfer ends with its allocation; the receiver disposes of it.",
    pass_zh="支出承诺请使用专项资金，{fund} 为一般性转移支付",
    pass_en="Commit money of a special fund; {fund} is a general transfer.",
)
TOWN_OF_THE_PROJECT = rule(
    "town-of-the-project",
    zh="镇须为该笔资金所下达项目的镇",
    en="The town is the one whose project received the money.",
    pass_zh="该项目属于 {town}",
    pass_en="The project belongs to {town}.",
)
WITHIN_APPROPRIATION = rule(
    "within-appropriation",
    zh="下达不超过预算安排",
    en="Allocations stay within the appropriation.",
    pass_zh="尚可下达 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be allocated; {needs} fen are missing.",
)
WITHIN_ALLOCATION = rule(
    "within-allocation",
    zh="支出承诺不超过下达",
    en="Commitments stay within what the project was allocated.",
    pass_zh="尚可承诺 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be committed; {needs} fen are missing.",
)
WITHIN_COMMITMENT = rule(
    "within-commitment",
    zh="计量验收不超过支出承诺",
    en="Verified work stays within the commitments.",
    pass_zh="尚可验收 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be verified; {needs} fen are missing.",
)
WITHIN_VERIFICATION = rule(
    "within-verification",
    zh="拨付不超过计量验收（预付款已抵扣）",
    en="Payments stay within the verified work, advances set off.",
    pass_zh="尚可拨付 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be paid; {needs} fen are missing.",
)
ONLY_UNCOMMITTED_RETURNS = rule(
    "only-uncommitted-returns",
    zh="只收回未作支出承诺的资金",
    en="Only money that is not committed is recalled.",
    pass_zh="可收回 {available} 分，还差 {needs} 分",
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
TWO_APPROVERS = rule(
    "two-approvers",
    zh="同一项目（镇）当日合计超过 {threshold} 分的资金须由两人分别审批",
    en="What one project or town has above {threshold} fen on a day is approved by two people.",
    pass_zh="请另一人先审批同一事项、同一金额（第一审批人：{first}）",
    pass_en="Let another person approve the same act and amount first (first approver: {first}).",
)
ONE_APPROVER_IS_ENOUGH = rule(
    "one-approver-is-enough",
    zh="当日合计未超过限额的资金无须第一审批",
    en="What stays within the threshold on a day needs no first approval.",
    pass_zh="当日合计 {threshold} 分及以下可直接办理",
    pass_en="Up to {threshold} fen on one day act at once.",
)
SURPLUS_IS_NOT_USED = rule(
    "surplus-is-not-used",
    zh="连续两年（至下一年度终了）未用完的资金为结余资金，不再下达和承诺（预算法§42）",
    en="What is not used up by the end of the year after its own is surplus: neither allocated nor"
    " committed (Budget Law art. 42).",
    pass_zh="该资金最迟用至 {last} 年，请使用以后年度的资金",
    pass_en="It could be used until {last}; use money of a later year.",
)
CARRIED_OVER_FIRST = rule(
    "carried-over-first",
    zh="上一年预算的资金办理结转后，方可在下一年使用（预算法§42）",
    en="Money of the last year's budget is used in the next once it was carried over (Budget Law"
    " art. 42).",
    pass_zh="请先将资金结转至 {year} 年",
    pass_en="Carry it over into {year} first.",
)
CARRIED_IN_TIME = rule(
    "carried-in-time",
    zh="资金结转至下一年使用，之后作为结余资金管理（预算法§42）",
    en="Money is carried over into the next year; then it is surplus (Budget Law art. 42).",
    pass_zh="最多结转至 {last} 年，并在该年内办理",
    pass_en="It can be carried into {last} at the latest, and within it.",
)
YEAR_BY_YEAR = rule(
    "year-by-year",
    zh="资金逐年结转",
    en="Money is carried over year by year.",
    pass_zh="下一次结转至 {next} 年",
    pass_en="The next year is {next}.",
)
YEAR_HAS_ENDED = rule(
    "year-has-ended",
    zh="年度终了后才能结转",
    en="Money is carried over once its year has ended.",
    pass_zh="请在 {year} 年终了后办理",
    pass_en="Wait for the end of {year}.",
)
ONLY_AGRICULTURAL_FUNDS_POOL = rule(
    "only-agricultural-funds-pool",
    zh="涉农资金统筹只在不同的涉农资金之间进行",
    en="Pooling is between two different agricultural funds.",
    pass_zh="{fund} 和 {from_fund} 须均登记为涉农资金",
    pass_en="{fund} and {from_fund} must both be registered as agricultural.",
)
POOLED_BY_ITS_KEEPER = rule(
    "pooled-by-its-keeper",
    zh="资金由其所属财政统筹",
    en="A fund is pooled by who keeps it.",
    pass_zh="转出资金属于 {keeper}",
    pass_en="The fund that gives belongs to {keeper}.",
)
POOLED_KEEPS_KIND_AND_YEAR = rule(
    "pooled-keeps-kind-and-year",
    zh="统筹不改变资金性质，也不延长使用年限：转入同一性质、同年度或更早年度的资金",
    en="Pooling keeps the kind of the money and makes none younger: into a fund of the same kind,"
    " of the same year or an older one.",
    pass_zh="转出资金为 {year} 年、性质 {kind}；较早的资金可作为转入方",
    pass_en="The money that goes is of {year}, {kind}; let the older fund be the one that receives.",
)
HOLDER_DISPOSES = rule(
    "holder-disposes",
    zh="资金由掌握它的财政部门下达、拨付和收回；镇在下放的权限内行使",
    en="Money is allocated, paid and recalled by the finance department that holds it; by a town"
    " within the authority delegated to it.",
    pass_zh="请由 {holder} 办理；镇须填写本镇和下放事项，资金须为区县掌握",
    pass_en="Let {holder} act; a town names itself and the matter, of money that a county holds.",
)
CITY_PASSES_DOWN = rule(
    "city-passes-down",
    zh="市级掌握的资金下达到登记在册的区县",
    en="Money that the city holds goes down to a registered county.",
    pass_zh="请填写区县（现为 {county}），并从市级掌握的资金下达",
    pass_en="Name a county (now {county}), and pass down a fund that the city holds.",
)
PASSED_INTO_ITS_OWN = rule(
    "passed-into-its-own",
    zh="下达区县的资金记入该区县承接这项资金的台账",
    en="What goes down is booked in the county's fund for this money.",
    pass_zh="{into_fund} 已用于其他资金，请换一个区县资金编号",
    pass_en="{into_fund} is another fund; give the county's fund another id.",
)
ONLY_RECEIVED_MONEY_GOES_BACK = rule(
    "only-received-money-goes-back",
    zh="只有上级下达的资金可以上缴",
    en="Only what came from above is handed back.",
    pass_zh="{fund} 不是上级下达的资金",
    pass_en="{fund} did not come from above.",
)
MONEY_COMES_FROM_ABOVE = rule(
    "money-comes-from-above",
    zh="承接上级资金的台账只由上级下达增加",
    en="A fund that holds money from above grows by what is passed down.",
    pass_zh="请由上级从 {upper} 下达",
    pass_en="Have it passed down from {upper}.",
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
    pass_zh="{fund} 来源为 {source}，请改填另一个日期",
    pass_en="The source of {fund} is {source}; give the other day.",
)
KEY_SUPPORT_IS_FOR_PILOTS = rule(
    "key-support-is-for-pilots",
    zh="重点扶持只给试点镇的项目",
    en="Key support is for projects of pilot towns.",
    pass_zh="项目 {project} 不在试点镇",
    pass_en="Project {project} is in no pilot town.",
)
WITHIN_ADVANCE_LIMIT = rule(
    "within-advance-limit",
    zh="预付不超过支出承诺的 {percent}%，也不超过未完成的工作量",
    en="Advances stay within {percent}% of the commitment, and within the work still to come.",
    pass_zh="尚可预付 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be advanced; {needs} fen are missing.",
)
DELIVERED_BEFORE_VERIFIED = rule(
    "delivered-before-verified",
    zh="交付日期不晚于验收当日",
    en="Work is delivered before it is verified.",
    pass_zh="{delivered_on} 尚未到",
    pass_en="{delivered_on} has not come yet.",
)
PAYMENT_WITHIN_THE_LAWS_LIMIT = rule(
    "payment-within-the-laws-limit",
    zh="合同约定的付款期限不得超过法定上限（保障中小企业款项支付条例）",
    en="A contract's payment limit stays within the law's longest.",
    pass_zh="最长 {longest} 天，合同为 {days} 天",
    pass_en="{longest} days at most; the contract has {days}.",
)

authority_rule = RulesOf("RZ-2.2.b")
AUTHORITY_OVER_ITS_OWN = authority_rule(
    "authority-over-its-own",
    zh="镇在下放的权限内只处理本镇项目的资金",
    en="Within its authority a town disposes of its own projects' money.",
    pass_zh="项目须为 {town} 的项目",
    pass_en="The project is one of {town}'s.",
)
AUTHORITY_IS_IN_FORCE = authority_rule(
    "authority-is-in-force",
    zh="镇只行使区县已下放、已施行且未收回的资金管理权限",
    en="A town uses authority that was delegated, has begun and was not withdrawn.",
    pass_zh="现行有效的下放事项：{matters}；请填写其中一项",
    pass_en="The matters in force are {matters}; name one.",
)
WITHIN_AUTHORITY = authority_rule(
    "within-authority",
    zh="同一项目当日合计不超过下放的限额",
    en="What a project has on a day stays within the limit delegated.",
    pass_zh="限额 {limit} 分，当日尚可办理 {available} 分，还差 {needs} 分；超出部分请区县财政局办理",
    pass_en="The limit is {limit} fen; {available} are left today, {needs} are missing. Let the"
    " county's finance department act on more.",
)
WITHIN_CAPACITY = Rule(
    "within-capacity",
    "design",
    zh="单项资金预算安排不超过台账容量",
    en="What one fund is appropriated stays within what the ledger can count.",
    pass_zh="最多还可安排 {available} 分",
    pass_en="At most {available} fen more can be appropriated.",
)
CODE_BEFORE_MONEY = Rule(
    "code-before-money",
    "RZ-2.1.a",
    zh="安排项目资金前须有投资项目统一代码",
    en="A project needs its national code before any project money.",
    pass_zh="请项目 {project} 所在镇先登记项目代码",
    pass_en="Have the town of project {project} record the code first.",
)
FLAG_STANDS = Rule(
    "fund-flag-stands",
    "RZ-3.3.c",
    zh="只能解除尚存的预警",
    en="Only a standing flag can be cleared.",
    pass_zh="{key} 没有预警",
    pass_en="{key} carries none.",
)
