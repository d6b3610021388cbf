"""The rules of guarantees, RZ-2.4.e."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.4.e"

rule = RulesOf(CLAUSE)
PILOT_TOWNS_BORROWER = rule(
    "pilot-towns-borrower",
    zh="为试点镇的经营主体推荐担保",
    en="A guarantee is recommended for a borrower of a pilot town.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
MODERATE_SCALE_FARMING = rule(
    "moderate-scale-farming",
    zh="担保用于适度规模农业产业经营主体的农业用途（财农〔2020〕15号）",
    en="It serves a moderate-scale farming operator and its farming.",
    pass_zh="主体类别“{kind_zh}”、行业“{industry_zh}”不在政策性农业担保范围",
    pass_en="{kind} in {industry} is outside agricultural guarantees.",
)
GUARANTOR_IS_MEANT = rule(
    "guarantor-is-meant",
    zh="担保由市县农担机构提供：按现行读法，或仅农担公司，或包括各政府性融资担保机构",
    en="Guarantees are given by the agricultural company, or, where read so, by every government-backed one.",
    pass_zh="{company} 不在其内（现行读法：{reading_zh}）",
    pass_en="{company} is not meant (the reading is {reading}).",
)
AMOUNT_WITHIN_POLICY = rule(
    "guarantee-amount-within-policy",
    zh="单户担保贷款在政策限额内（财农〔2020〕15号）",
    en="One client's guaranteed loan is within the policy's bounds.",
    pass_zh="须在 {least:money} 至 {most:money} 之间",
    pass_en="Between {least} and {most} fen.",
)
STAGE_OF_THE_GUARANTEE = rule(
    "stage-of-the-guarantee",
    zh="担保业务按环节办理",
    en="A guarantee goes step by step.",
    pass_zh="现为“{stage}”，须为“{needed}”",
    pass_en="It is {stage_en}; it must be {needed_en}.",
)
COMPANY_ACTS = rule(
    "guarantee-company-acts",
    zh="由受理的担保公司办理",
    en="The guarantee company that it was recommended to acts.",
    pass_zh="该业务属于 {company}",
    pass_en="It belongs to {company}.",
)
WITHIN_WHAT_WAS_ASKED = rule(
    "within-what-was-asked",
    zh="批准金额不超过申请金额",
    en="No more is approved than was asked for.",
    pass_zh="申请 {asked:money}",
    pass_en="{asked} fen were asked for.",
)
SHARE_IS_TAKEN = rule(
    "guarantee-share-is-taken",
    zh="担保公司分担比例大于零，其余由银行分担",
    en="The company takes a part of the risk; the bank bears the rest.",
    pass_zh="请填写 1 至 100 的比例，使担保责任不为零",
    pass_en="Give a share from 1 to 100 percent that comes to some money.",
)
FEE_WITHIN_POLICY = rule(
    "guarantee-fee-within-policy",
    zh="年担保费率不超过政策上限（财农〔2020〕15号）",
    en="The yearly fee stays within the policy's limit.",
    pass_zh="不超过万分之 {most}",
    pass_en="At most {most} hundredths of a percent.",
)
REVIEW_IN_TIME = rule(
    "guarantee-review-in-time",
    zh="不予担保的，限期内可申请复审一次",
    en="A refusal may be reviewed once, if asked for in time.",
    pass_zh="期限至 {until}；已复审的不再复审",
    pass_en="Until {until}; and once.",
)
LETTER_IS_AHEAD = rule(
    "guarantee-letter-is-ahead",
    zh="担保函有效期不早于今天",
    en="A letter holds for some time from today.",
    pass_zh="有效期须不早于 {today}",
    pass_en="Its last day is {today} or later.",
)
LENT_WITHIN_THE_LETTER = rule(
    "lent-within-the-letter",
    zh="放款不超过批准金额，且在担保函有效期内",
    en="The loan is no more than was approved, and made while the letter holds.",
    pass_zh="不超过 {most:money}，放款日期不晚于 {until}",
    pass_en="At most {most} fen, by {until}.",
)
DAYS_IN_ORDER = rule(
    "guarantee-days-in-order",
    zh="登记的日期不晚于今天，到期日期在放款之后",
    en="What is recorded has happened; a loan ends after it was made.",
    pass_zh="日期须在 {earliest} 至 {latest} 之间",
    pass_en="The day lies between {earliest} and {latest}.",
)
LENDER_RECORDS = rule(
    "guarantee-lender-records",
    zh="由贷款机构登记放款，未联网的由担保公司或金融主管部门代录",
    en="The lender records the loan; the company or local-finance enters it otherwise.",
    pass_zh="贷款机构为 {institution}",
    pass_en="The lender is {institution}.",
)
EXTENDED_LATER = rule(
    "guarantee-extended-later",
    zh="展期至原到期日期之后",
    en="An extension ends later than before.",
    pass_zh="现到期日期 {ends_on}",
    pass_en="It ends on {ends_on}.",
)
COMPENSATED_WITHIN_GUARANTEED = rule(
    "compensated-within-guaranteed",
    zh="代偿本金不超过担保责任（按分担比例）",
    en="No more principal is compensated than the company's share.",
    pass_zh="尚可代偿 {left:money}",
    pass_en="{left} fen are left.",
)
RECOVERED_WITHIN_COMPENSATED = rule(
    "recovered-within-compensated",
    zh="追回本金和核销合计不超过已代偿本金，利息另计",
    en="Principal recovered and written off stays within what was compensated; interest apart.",
    pass_zh="尚未追回 {left:money}",
    pass_en="{left} fen are owed.",
)
SOMETHING_IS_RECOVERED = rule(
    "something-is-recovered",
    zh="追偿须有本金或利息",
    en="A recovery brings principal or interest.",
    pass_zh="请填写追回的本金或利息",
    pass_en="Give principal or interest.",
)
