"""The rules of the fee account, RZ-2.2.d. Amounts in the texts are in fen."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.2.d"

rule = RulesOf(CLAUSE)
TOWN_RETAINS_FEES = rule(
    "town-retains-fees",
    zh="配套费留用适用于试点镇",
    en="Fees stay in the pilot towns.",
    pass_zh="适用：{towns}；{town} 不在其中",
    pass_en="It holds for {towns}; not for {town}.",
)
RECEIPT_IS_NEW = rule(
    "receipt-is-new",
    zh="每张票据只登记一次",
    en="A receipt is recorded once.",
    pass_zh="{receipt} 已登记",
    pass_en="{receipt} is recorded already.",
)
RECEIPT_IS_RECORDED = rule(
    "receipt-is-recorded",
    zh="须先登记票据",
    en="The receipt is recorded first.",
    pass_zh="没有票据 {receipt}",
    pass_en="There is no receipt {receipt}.",
)
SHARES_MAKE_UP_THE_WHOLE = rule(
    "shares-make-up-the-whole",
    zh="各级分成每级一项，合计为100%",
    en="Each level has one share; together they are 100%.",
    pass_zh="现合计万分之 {total}",
    pass_en="They are {total} of 10,000 now.",
)
COMPONENTS_ARE_NAMED_ONCE = rule(
    "components-are-named-once",
    zh="收费构成至少一项，名称不重复",
    en="A receipt has components, each named once.",
    pass_zh="请核对：{names}",
    pass_en="Check: {names}.",
)
COLLECTED_BEFORE_RECORDED = rule(
    "collected-before-recorded",
    zh="收缴日期不晚于登记当日",
    en="A fee is collected before it is recorded.",
    pass_zh="{collected_on} 尚未到",
    pass_en="{collected_on} has not come yet.",
)
COLLECTOR_IS_OF_THE_PLACE = rule(
    "collector-is-of-the-place",
    zh="收缴单位为市税务局、市财政局、本区县或其部门",
    en="The collector is the city's tax or finance bureau, the town's county or one of its"
    " departments.",
    pass_zh="{collector} 不是",
    pass_en="{collector} is none of them.",
)
OWNER_HANDS_OVER = rule(
    "owner-hands-over",
    zh="配套费在国库，由各级分成所在国库的财政部门划转，收缴单位不划转",
    en="The fee lies in the treasury: the finance department that keeps a level's treasury hands"
    " its share over, not who collected it.",
    pass_zh="由这些单位划转：{owners}",
    pass_en="These hand over: {owners}.",
)
REFUND_FOLLOWS_ITS_COLLECTOR = rule(
    "refund-follows-its-collector",
    zh="退付由该票据的收缴单位办理",
    en="A refund is made by who collected the receipt.",
    pass_zh="收缴单位为 {collector}",
    pass_en="The collector is {collector}.",
)
COLLECTOR_CORRECTS = rule(
    "collector-corrects",
    zh="票据由其收缴单位或市财政局更正、冲销",
    en="A receipt is corrected or cancelled by its collector or the city's finance bureau.",
    pass_zh="收缴单位为 {collector}",
    pass_en="The collector is {collector}.",
)
EXEMPTION_IS_DOCUMENTED = rule(
    "exemption-is-documented",
    zh="国家或省指定用途的构成须注明指定用途的文号，其他构成不注明",
    en="A component that the nation or the province designated names the document; others none.",
    pass_zh="请填写或删除“{component}”的指定用途文号",
    pass_en="Give, or take out, the designating document of {component}.",
)
SHARES_ARE_PUBLISHED = rule(
    "shares-are-published",
    zh="各级分成按收缴日施行的规定，须先公布",
    en="The levels' shares are those in force on the day of collection; they are published first.",
    pass_zh="请市财政局公布 {town} 在 {day} 施行的分成规定",
    pass_en="Have the finance bureau publish the shares of {town} for {day}.",
)
SHARES_FOLLOW_THE_RULE = rule(
    "shares-follow-the-rule",
    zh="填写的各级分成须与收缴日施行的规定一致，可不填写",
    en="Shares that are given agree with those in force on the day of collection, or are left out.",
    pass_zh="按 {document}：{shares}",
    pass_en="By {document}: {shares}.",
)
SHARES_CORRECTED_WITH_REASON = rule(
    "shares-corrected-with-reason",
    zh="同一施行日期的分成规定只能注明理由后更正",
    en="Shares published for a day are corrected with a reason.",
    pass_zh="{day} 起施行的规定为 {document}，请填写更正理由",
    pass_en="Those of {day} are in {document}; give the reason.",
)
LEVELS_ARE_THE_RECEIPTS = rule(
    "parts-are-named-once",
    zh="更正划转须逐级填写该票据有分成的级次，每级一项",
    en="A correction of hand-overs names levels that share in the receipt, each once.",
    pass_zh="请核对：{levels_zh}；有分成的级次为：{known_zh}",
    pass_en="Check {levels}; the receipt's levels are {known}.",
)
WITHIN_RETENTION = rule(
    "within-retention",
    zh="划转不超过该票据尚欠镇的留用额",
    en="What is handed over stays within what the receipt still owes the town.",
    pass_zh="尚欠 {available:money}，多出 {needs:money}",
    pass_en="{available} fen are owed; {needs} fen are too many.",
)
FEES_ARE_FOR_INFRASTRUCTURE = rule(
    "fees-are-for-infrastructure",
    zh="配套费专用于城镇基础设施",
    en="The fee is for the town's infrastructure.",
    pass_zh="用途须为城镇基础设施",
    pass_en="Its use must be `infrastructure`.",
)
WITHIN_WHAT_WAS_PAID = rule(
    "within-what-was-paid",
    zh="退付不超过该构成已缴未退的金额",
    en="A refund stays within what was paid for the component and not refunded.",
    pass_zh="{component} 可退 {available:money}",
    pass_en="{available} fen of {component} can be refunded.",
)
