"""The rules of loan reports, RZ-2.4.h."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.4.h"

rule = RulesOf(CLAUSE)
REPORTS_ASKED_ONCE = rule(
    "loan-reports-asked-once",
    zh="每个机构的报送要求登记一次",
    en="Reports are asked of an institution once.",
    pass_zh="已要求自 {since} 起报送",
    pass_en="They are, since {since}.",
)
QUARTER_IS_OVER = rule(
    "quarter-is-over",
    zh="季度终了后报送，自要求的季度起",
    en="A quarter is reported when it is over, from the one asked for on.",
    pass_zh="现可报送 {first} 至 {last}",
    pass_en="From {first} to {last}.",
)
REPORTED_ONCE = rule(
    "quarter-reported-once",
    zh="每季度报送一次，更改用更正",
    en="A quarter is reported once, then corrected.",
    pass_zh="{period} 已报送，请用更正",
    pass_en="{period} is reported: correct it.",
)
CORRECTS_A_REPORT = rule(
    "corrects-a-report",
    zh="只能更正已报送的季度",
    en="What was reported is corrected.",
    pass_zh="{period} 尚未报送",
    pass_en="{period} is not reported.",
)
TOWNS_OF_THE_REPORT = rule(
    "towns-of-the-report",
    zh="按登记在册的镇报送，每镇一行",
    en="A report has one line for each registered town.",
    pass_zh="请核对：{towns}",
    pass_en="Look at {towns}.",
)
ITEMS_WITHIN_TOTAL = rule(
    "items-within-total",
    zh="各“其中”项不超过贷款余额",
    en="Every item stays within the balance.",
    pass_zh="{town} 的余额 {total:money}，某项为 {item:money}",
    pass_en="{town}: the balance is {total} fen, an item {item}.",
)
KEY_PROJECT_IS_IN_THE_LIBRARY = rule(
    "key-project-is-in-the-library",
    zh="重点项目贷款须对应入库项目，合计不超过重点项目贷款",
    en="A key project's loan names a project of the library; together within that item.",
    pass_zh="请核对 {town} 的重点项目：{projects}",
    pass_en="Look at {projects} of {town}.",
)
