"""The rules of the fund chain, RZ-2.2.c. Amounts in the texts are in fen."""

from shared.aggregate import Rule

CLAUSE = "RZ-2.2.c"

COUNTY_FUND_NAMES_ITS_COUNTY = Rule(
    "county-fund-names-its-county",
    CLAUSE,
    zh="区县资金须注明登记在册的区县，其他资金不注明区县",
    en="A county's fund names a registered county; any other fund names none.",
    pass_zh="来源为 county 时请填写区县，否则请留空（现为 {county}）",
    pass_en="Name the county if the source is `county`, else leave it out (now {county}).",
)
WITHIN_CAPACITY = Rule(
    "within-capacity",
    "design",
    zh="单项资金预算安排不超过台账容量",
    en="What one fund is appropriated stays within what the ledger can count.",
    pass_zh="最多还可安排 {available} 分",
    pass_en="At most {available} fen more can be appropriated.",
)
PROJECT_IS_LIVE = Rule(
    "project-is-live",
    CLAUSE,
    zh="资金跟着项目走：项目资金只给在库项目",
    en="Money follows projects: only a project that is admitted and live receives any.",
    pass_zh="项目 {project} 须已入库且未出库",
    pass_en="Project {project} must be admitted and not have left.",
)
COUNTY_SERVES_ITS_OWN = Rule(
    "county-serves-its-own",
    CLAUSE,
    zh="区县资金只用于本区县的项目",
    en="A county's fund serves projects of that county.",
    pass_zh="该资金属于 {fund_county}，项目属于 {project_county}",
    pass_en="The fund is {fund_county}'s, the project is in {project_county}.",
)
GENERAL_ENDS_AT_ALLOCATION = Rule(
    "general-ends-at-allocation",
    CLAUSE,
    zh="一般性转移支付到下达为止，由受款方统筹使用",
    en="A general transfer ends with its allocation; the receiver disposes of it.",
    pass_zh="支出承诺请使用专项资金，{fund} 为一般性转移支付",
    pass_en="Commit money of a special fund; {fund} is a general transfer.",
)
TOWN_OF_THE_PROJECT = Rule(
    "town-of-the-project",
    CLAUSE,
    zh="镇须为该笔资金所下达项目的镇",
    en="The town is the one whose project received the money.",
    pass_zh="该项目属于 {town}",
    pass_en="The project belongs to {town}.",
)
WITHIN_APPROPRIATION = Rule(
    "within-appropriation",
    CLAUSE,
    zh="下达不超过预算安排",
    en="Allocations stay within the appropriation.",
    pass_zh="尚可下达 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be allocated; {needs} fen are missing.",
)
WITHIN_ALLOCATION = Rule(
    "within-allocation",
    CLAUSE,
    zh="支出承诺不超过下达",
    en="Commitments stay within what the project was allocated.",
    pass_zh="尚可承诺 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be committed; {needs} fen are missing.",
)
WITHIN_COMMITMENT = Rule(
    "within-commitment",
    CLAUSE,
    zh="计量验收不超过支出承诺",
    en="Verified work stays within the commitments.",
    pass_zh="尚可验收 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be verified; {needs} fen are missing.",
)
WITHIN_VERIFICATION = Rule(
    "within-verification",
    CLAUSE,
    zh="拨付不超过计量验收",
    en="Payments stay within the verified work.",
    pass_zh="尚可拨付 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can still be paid; {needs} fen are missing.",
)
ONLY_UNCOMMITTED_RETURNS = Rule(
    "only-uncommitted-returns",
    CLAUSE,
    zh="只收回未作支出承诺的资金",
    en="Only money that is not committed is recalled.",
    pass_zh="可收回 {available} 分，还差 {needs} 分",
    pass_en="{available} fen can be recalled; {needs} fen are missing.",
)
