"""The rules of financing demands, RZ-2.4.a."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.4.a"

rule = RulesOf(CLAUSE)
TOWN_OF_THE_DEMAND = rule(
    "town-of-the-demand",
    zh="融资需求由登记在册的镇登记",
    en="A demand is that of a registered town.",
    pass_zh="没有 {town} 镇",
    pass_en="There is no town {town}.",
)
DEMAND_IS_OPEN = rule(
    "financing-demand-is-open",
    zh="融资需求尚未撤回、办结",
    en="The demand is neither withdrawn nor closed.",
    pass_zh="现状：{stage}；请另行登记",
    pass_en="It is {stage_en}: register another one.",
)
DAY_HAS_COME = rule(
    "day-has-come",
    zh="登记的日期不晚于今天，也不早于其前一环节",
    en="What is recorded has happened, and not before the step that it follows.",
    pass_zh="日期须在 {earliest} 至 {latest} 之间",
    pass_en="The day lies between {earliest} and {latest}.",
)
CONSENT_STANDS = rule(
    "consent-stands",
    zh="借款人同意后，需求才能推送该机构并由其办理；同意到期或撤回即止",
    en="A demand reaches an institution by the borrower's consent, until it ends.",
    pass_zh="请先登记借款人对 {institution} 的有效同意",
    pass_en="Record the borrower's consent to {institution}.",
)
CONSENT_ENDS_ONCE = rule(
    "consent-ends-once",
    zh="只能撤回有效的同意",
    en="Only a standing consent is withdrawn.",
    pass_zh="对 {institution} 没有有效的同意",
    pass_en="None stands for {institution}.",
)
PUSHED_ONCE = rule(
    "pushed-once",
    zh="同一需求对同一机构推送一次",
    en="A demand is pushed once to an institution.",
    pass_zh="已推送 {institution}",
    pass_en="{institution} has it.",
)
WAS_PUSHED = rule(
    "was-pushed",
    zh="金融机构只办理推送给本机构的需求",
    en="An institution answers what was pushed to it, and nothing else.",
    pass_zh="该需求未推送 {institution}",
    pass_en="It was not pushed to {institution}.",
)
CONTACTED_ONCE = rule(
    "contacted-once",
    zh="首次对接登记一次",
    en="The first contact is recorded once.",
    pass_zh="{institution} 已对接",
    pass_en="{institution} has made it.",
)
DECISION_IS_WHOLE = rule(
    "decision-is-whole",
    zh="授信须载明额度、利率和有效期；不予授信须选列明的理由",
    en="Credit states its amount, rate and last day; a refusal, one of the listed reasons.",
    pass_zh="请填写额度、利率、有效期，或者只填写不予授信理由",
    pass_en="Give amount, rate and last day, or the reason alone.",
)
DECIDED_ONCE = rule(
    "credit-decided-once",
    zh="同一机构对同一需求决定一次",
    en="An institution decides once on a demand.",
    pass_zh="{institution} 已作决定",
    pass_en="{institution} has decided.",
)
LOAN_WITHIN_CREDIT = rule(
    "loan-within-credit",
    zh="放款不超过该机构的授信额度",
    en="What is lent stays within the credit granted.",
    pass_zh="尚可放款 {left:money}",
    pass_en="{left} fen are left.",
)
LOAN_WHILE_CREDIT_HOLDS = rule(
    "loan-while-credit-holds",
    zh="授信有效期内放款",
    en="A loan is made until the credit's last day.",
    pass_zh="有效期至 {until}",
    pass_en="It held until {until}.",
)
LOAN_IS_NEW = rule(
    "loan-is-new",
    zh="每笔放款登记一次",
    en="A loan is recorded once.",
    pass_zh="{loan} 已登记",
    pass_en="{loan} is recorded.",
)
NOTHING_IS_LENT = rule(
    "nothing-is-lent",
    zh="已放款的需求不再撤回或登记未达成",
    en="A demand on which something was lent is neither withdrawn nor unmet.",
    pass_zh="已放款 {lent:money}",
    pass_en="{lent} fen were lent.",
)
REFERRED_ONCE = rule(
    "referred-once",
    zh="同一需求转介担保一次",
    en="A demand is referred to the guarantee company once.",
    pass_zh="已转介 {guarantee}",
    pass_en="It went as {guarantee}.",
)
GUARANTEE_NUMBER_IS_FREE = rule(
    "guarantee-number-is-free",
    zh="转介使用新的担保申请编号",
    en="A referral takes an application number of its own.",
    pass_zh="{guarantee} 已使用",
    pass_en="{guarantee} is taken.",
)
