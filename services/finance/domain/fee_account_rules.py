"""The rules of the fee account, RZ-2.2.d. Amounts in the texts are in fen."""

from shared.aggregate import Rule

CLAUSE = "RZ-2.2.d"

TOWN_RETAINS_FEES = Rule(
    "town-retains-fees",
    CLAUSE,
    zh="配套费留用适用于试点镇",
    en="Fees stay in the pilot towns.",
    pass_zh="适用：{towns}；{town} 不在其中",
    pass_en="It holds for {towns}; not for {town}.",
)
RECEIPT_IS_NEW = Rule(
    "receipt-is-new",
    CLAUSE,
    zh="每张票据只登记一次",
    en="A receipt is recorded once.",
    pass_zh="{receipt} 已登记",
    pass_en="{receipt} is recorded already.",
)
RECEIPT_IS_RECORDED = Rule(
    "receipt-is-recorded",
    CLAUSE,
    zh="须先登记票据",
    en="The receipt is recorded first.",
    pass_zh="没有票据 {receipt}",
    pass_en="There is no receipt {receipt}.",
)
SHARES_MAKE_UP_THE_WHOLE = Rule(
    "shares-make-up-the-whole",
    CLAUSE,
    zh="各级分成每级一项，合计为100%",
    en="Each level has one share; together they are 100%.",
    pass_zh="现合计万分之 {total}",
    pass_en="They are {total} of 10,000 now.",
)
COMPONENTS_ARE_NAMED_ONCE = Rule(
    "components-are-named-once",
    CLAUSE,
    zh="收费构成至少一项，名称不重复",
    en="A receipt has components, each named once.",
    pass_zh="请核对：{names}",
    pass_en="Check: {names}.",
)
COLLECTED_BEFORE_RECORDED = Rule(
    "collected-before-recorded",
    CLAUSE,
    zh="收缴日期不晚于登记当日",
    en="A fee is collected before it is recorded.",
    pass_zh="{collected_on} 尚未到",
    pass_en="{collected_on} has not come yet.",
)
COLLECTOR_IS_OF_THE_PLACE = Rule(
    "collector-is-of-the-place",
    CLAUSE,
    zh="收缴单位为市财政局、本区县或其部门",
    en="The collector is the city's finance bureau, the town's county or one of its departments.",
    pass_zh="{collector} 不是",
    pass_en="{collector} is none of them.",
)
COLLECTOR_HANDS_OVER = Rule(
    "collector-hands-over",
    CLAUSE,
    zh="由收缴单位或市财政局划转",
    en="The collector, or the city's finance bureau, hands the fee over.",
    pass_zh="收缴单位为 {collector}",
    pass_en="The collector is {collector}.",
)
WITHIN_RETENTION = Rule(
    "within-retention",
    CLAUSE,
    zh="划转不超过该票据尚欠镇的留用额",
    en="What is handed over stays within what the receipt still owes the town.",
    pass_zh="尚欠 {available} 分，多出 {needs} 分",
    pass_en="{available} fen are owed; {needs} fen are too many.",
)
FEES_ARE_FOR_INFRASTRUCTURE = Rule(
    "fees-are-for-infrastructure",
    CLAUSE,
    zh="配套费专用于城镇基础设施",
    en="The fee is for the town's infrastructure.",
    pass_zh="用途须为 infrastructure",
    pass_en="Its use must be `infrastructure`.",
)
WITHIN_WHAT_WAS_PAID = Rule(
    "within-what-was-paid",
    CLAUSE,
    zh="退付不超过该构成已缴未退的金额",
    en="A refund stays within what was paid for the component and not refunded.",
    pass_zh="{component} 可退 {available} 分",
    pass_en="{available} fen of {component} can be refunded.",
)
FLAG_STANDS = Rule(
    "fee-flag-stands",
    "RZ-3.3.c",
    zh="只能解除尚存的预警",
    en="Only a standing flag can be cleared.",
    pass_zh="{key} 没有预警",
    pass_en="{key} carries none.",
)
