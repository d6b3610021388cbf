"""The rules of government bonds, RZ-2.2.g. Amounts in the texts are in fen."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.2.g"

rule = RulesOf(CLAUSE)
ONLY_THE_PROVINCE_ISSUES = rule(
    "only-the-province-issues",
    zh="政府债券由省级发行并转贷，市、县、镇均不得发行（预算法§35）",
    en="The province issues government bonds and on-lends them; no city, county or town does"
    " (Budget Law art. 35).",
    pass_zh="发行层级须为省级，现为“{issuer_zh}”",
    pass_en="The issuer must be `province`; it is {issuer}.",
)
CAPITAL_SPENDING_ONLY = rule(
    "capital-spending-only",
    zh="债券资金只用于公益性资本支出，不得用于经常性支出（预算法§35）",
    en="Bond proceeds pay for capital spending, never for operating cost (Budget Law art. 35).",
    pass_zh="支出性质须为资本性支出",
    pass_en="The spending must be `capital`.",
)
PUBLIC_WELFARE_ONLY = rule(
    "public-welfare-only",
    zh="债券资金只用于公益性项目（社会事业、基础设施）",
    en="Bond proceeds are for public-welfare projects: social undertakings and infrastructure.",
    pass_zh="项目 {project} 为“{kind_zh}”",
    pass_en="Project {project} is of kind {kind}.",
)
TERMS_ARE_KNOWN = rule(
    "terms-are-known",
    zh="专项债券须有利率和期限，才能核对项目收益是否覆盖本息",
    en="A special bond has its rate and term, so that principal and interest can be covered.",
    pass_zh="请填写或核定债券 {bond} 的年利率和期限",
    pass_en="Record rate and term of {bond}.",
)
TERMS_CORRECTED_WITH_REASON = rule(
    "terms-corrected-with-reason",
    zh="已核定的利率和期限只能注明理由后更正",
    en="Rate and term that were recorded are corrected with a reason.",
    pass_zh="原为万分之 {rate}、{years} 年，请填写更正理由",
    pass_en="They were {rate} of 10,000 and {years} years; give the reason.",
)
REVENUE_PLAN_IS_RECORDED = rule(
    "revenue-plan-is-recorded",
    zh="专项债券须先登记项目收益计划；填写的收益须与登记的一致，可不填写",
    en="A special bond needs the project's recorded revenue plan; given here, it agrees with it.",
    pass_zh="项目 {project} 登记的收益为 {plan:money}",
    pass_en="The recorded revenue of {project} is {plan} fen.",
)
REVENUE_COVERS_A_SPECIAL_BOND = rule(
    "revenue-covers-a-special-bond",
    zh="项目收益须覆盖其全部融资（各专项债券和其他融资）的本息",
    en="The project's revenue covers principal and interest of all its financing.",
    pass_zh="收益 {plan:money}，须不少于 {needs:money}",
    pass_en="The plan is {plan} fen; it must be {needs} or more.",
)
WITHIN_PROCEEDS = rule(
    "within-proceeds",
    zh="安排不超过债券资金",
    en="Allocations stay within the proceeds.",
    pass_zh="尚可安排 {available:money}，还差 {needs:money}",
    pass_en="{available} fen can still be allocated; {needs} fen are missing.",
)
WITHIN_UNSPENT = rule(
    "within-unspent-proceeds",
    zh="支出、收回和用途调整不超过项目未支出的债券资金",
    en="What is spent, returned or re-assigned stays within what the project has not spent.",
    pass_zh="未支出 {available:money}，多出 {needs:money}",
    pass_en="{available} fen are unspent; {needs} fen are too many.",
)
ANOTHER_PROJECT = rule(
    "another-project",
    zh="用途调整须调整到另一个项目",
    en="Proceeds are re-assigned to another project.",
    pass_zh="新项目不得为 {project}",
    pass_en="Name another one than {project}.",
)
HOLDER_DISPOSES_OF_THE_BOND = rule(
    "holder-disposes-of-the-bond",
    zh="债券资金由借入它的财政部门安排、支出和收回：转贷区县的由区县财政局办理",
    en="Bond money is disposed of by the finance department that borrowed it: a county's of what"
    " was on-lent to it.",
    pass_zh="请由 {holder} 办理",
    pass_en="Let {holder} act.",
)
CITY_ON_LENDS = rule(
    "city-on-lends",
    zh="市级借入的债券资金转贷登记在册的区县，转贷资金不得再转贷",
    en="The city on-lends what it borrowed to a registered county, which on-lends no further.",
    pass_zh="请填写区县（现为 {county}），并从市级债券转贷",
    pass_en="Name a county (now {county}), and on-lend a bond of the city.",
)
AN_AGREEMENT_IS_A_BOND = rule(
    "an-agreement-is-a-bond",
    zh="每份转贷协议单独登记一个区县债券编号",
    en="Each agreement to on-lend is registered under an id of its own.",
    pass_zh="{into_bond} 已登记，请换一个编号",
    pass_en="{into_bond} is taken; give another id.",
)
ON_LENT_MONEY_SERVES_ITS_COUNTY = rule(
    "on-lent-money-serves-its-county",
    zh="转贷区县的债券资金只用于该区县的项目",
    en="What was on-lent to a county pays for the county's own projects.",
    pass_zh="资金属 {bond_county}，项目 {project} 属 {project_county}",
    pass_en="The money is {bond_county}'s, project {project} is of {project_county}.",
)
RECEIVED_BY_NOW = rule(
    "on-lent-money-received-by-now",
    zh="收到日期不得晚于办理当日",
    en="Money is received by the day on which that is recorded.",
    pass_zh="收到日期 {day} 尚未到",
    pass_en="{day} is still to come.",
)
TWO_APPROVE_BOND_USE = rule(
    "two-approve-bond-use",
    zh="同一项目当日合计超过限额的债券资金须两人审批",
    en="Two people approve bond money above the limit, counted by project and day.",
    pass_zh="超过 {threshold:money}，请由另一人先行审批（第一审批人：{first}）",
    pass_en="Above {threshold} fen another person approves first (now: {first}).",
)
ONE_APPROVER_FOR_THE_BOND = rule(
    "one-approver-for-the-bond",
    zh="未超过限额的无需第一审批",
    en="What does not exceed the limit needs no first approval.",
    pass_zh="限额为 {threshold:money}",
    pass_en="The limit is {threshold} fen.",
)
