"""The rules of the green channel (RZ-2.1.b)."""

from shared.kernel.aggregate import Rule, RulesOf

CLAUSE = "RZ-2.1.b"

rule = RulesOf(CLAUSE)
CHANNEL_IS_OPEN = rule(
    "channel-is-open",
    zh="绿色通道只为在库项目开通",
    en="The green channel is for projects in the library.",
    pass_zh="该项目已出库，通道已关闭",
    pass_en="The project has left; its channel is closed.",
)
PERMIT_IS_LISTED = rule(
    "permit-is-listed",
    zh="许可事项须在该项目的许可清单内",
    en="The permit is one of those that the project needs.",
    pass_zh="清单为：{listed}；{permit} 不在其中",
    pass_en="The list is {listed}; {permit} is not on it.",
)
PERMIT_STATUS_ALLOWS = rule(
    "permit-status-allows",
    zh="该许可当前状态不能办理此项",
    en="The permit is not at the point for this.",
    pass_zh="现为“{status}”，须为：{needed}",
    pass_en="It must be one of: {needed_en}; it is: {status_en}.",
)
ANSWERED_BY_WHO_WAS_ASKED = rule(
    "answered-by-who-was-asked",
    zh="许可申请由收到申请的机关受理或答复；申请错了机关的，由其不予受理后另行申请",
    en="Who was asked for a permit answers; a request to the wrong organ is declined, then made anew.",
    pass_zh="申请的受理机关是 {asked}",
    pass_en="It was requested from {asked_en}.",
)
DECIDED_BY_WHO_ACCEPTED = rule(
    "decided-by-who-accepted",
    zh="许可由受理单位作出决定",
    en="Who accepted a permit decides it.",
    pass_zh="须由 {acceptor} 决定",
    pass_en="It is for {acceptor_en} to decide.",
)
ORGAN_MAY_ACCEPT = rule(
    "organ-may-accept",
    zh="许可向市行政审批服务局、本区县部门，或已承接该项权限的本镇申请",
    en="A permit is requested from the city's approval service, a department of the county, or the "
    "town that exercises the power.",
    pass_zh="{organisation} 不能受理",
    pass_en="{organisation} cannot accept it.",
)
SOMETHING_IS_NAMED = rule(
    "something-is-named",
    zh="补正内容和容缺材料须逐项列明，不得重复",
    en="What is missing is named, item by item, each once.",
    pass_zh="请列出每一项",
    pass_en="Name each item.",
)
NOTIFIED_AT_ONCE = rule(
    "notified-at-once",
    zh="须补正的全部内容应一次告知",
    en="All deficiencies are told at once.",
    pass_zh="已告知过，补正后请受理或作出决定",
    pass_en="They were told before; accept what was handed in.",
)
GAPS_ARE_FILLED_SOON = rule(
    "gaps-are-filled-soon",
    zh="容缺材料须在受理之后、规定期限之内补齐",
    en="Gaps are filled after the acceptance and within the limit set.",
    pass_zh="期限应晚于 {today}，不晚于 {latest}",
    pass_en="Choose a day after {today}, {latest} at the latest.",
)
GAP_IS_OPEN = rule(
    "gap-is-open",
    zh="只能补齐尚缺的材料",
    en="Only an open gap can be filled.",
    pass_zh="尚缺：{open}；{gap} 不在其中",
    pass_en="Open: {open}; {gap} is not among them.",
)
NO_GRANT_WITH_GAPS = rule(
    "no-grant-with-gaps",
    zh="容缺材料补齐前不得准予许可",
    en="Nothing is granted while a gap is open.",
    pass_zh="尚缺：{gaps}",
    pass_en="Fill these first: {gaps}.",
)
CLOCK_STOPS_FOR_CAUSE = rule(
    "clock-stops-for-cause",
    zh="只有听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审所需时间不计入期限（行政许可法第45条）",
    en="The clock stops only for the causes of the Administrative Licensing Law art. 45.",
    pass_zh="事由须为：{causes_zh}",
    pass_en="The cause must be one of: {causes}.",
)
CLOCK_RUNS = rule(
    "clock-runs",
    zh="计时停止期间不能办理此项",
    en="This waits until the clock runs again.",
    pass_zh="自 {paused_on} 起停止计时，请先恢复计时",
    pass_en="It stands still since {paused_on}; resume it first.",
)
CLOCK_STANDS_STILL = rule(
    "clock-stands-still",
    zh="只能恢复已停止的计时",
    en="Only a clock that stands still is resumed.",
    pass_zh="计时没有停止",
    pass_en="It is running.",
)
EXTENDED_ONCE = rule(
    "extended-once",
    zh="办理期限只能延长一次",
    en="A limit is extended once.",
    pass_zh="已延长过，请在期限内决定",
    pass_en="It was extended before; decide within it.",
)
EXTENDED_WITHIN_LIMIT = rule(
    "extended-within-limit",
    zh="延长须在期限届满前决定",
    en="An extension is decided before the limit passes.",
    pass_zh="期限已过，请尽快作出决定",
    pass_en="It has passed; decide now.",
)
NOT_BY_COMMITMENT = rule(
    "not-by-commitment",
    zh="直接涉及公共安全、生态环境、金融安全、身体健康或生命财产的，不适用告知承诺",
    en="No commitment will do where safety, ecology, finance, health or life are at stake.",
    pass_zh="涉及：{stake_zh}；请按一般程序审查决定",
    pass_en="At stake: {stake}; review and decide the ordinary way.",
)
COMMITMENT_AWAITS_CHECK = rule(
    "commitment-awaits-check",
    zh="只核查以告知承诺取得且尚未核查的许可",
    en="Only a grant on commitment that was not verified yet is verified.",
    pass_zh="该许可没有待核查的承诺",
    pass_en="There is none to verify here.",
)
DELIVERED_ONCE = rule(
    "delivered-once",
    zh="许可证件只送达一次",
    en="A permit is delivered once.",
    pass_zh="已送达",
    pass_en="It was delivered.",
)
CODE_BEFORE_PERMITS = Rule(
    "code-before-permits",
    "RZ-2.1.a",
    zh="办理许可前须有项目代码",
    en="A project needs its national code before any permit.",
    pass_zh="请先登记项目代码",
    pass_en="Record the code first.",
    relaxable=True,
)

power_rule = RulesOf("RZ-2.6.b")
POWER_LIES_WITH_TOWN = power_rule(
    "power-lies-with-town",
    zh="已下放并由镇承接的许可，新的申请向镇提出",
    en="A new request for what a county department passed down goes to the town.",
    pass_zh="请向 {town} 申请",
    pass_en="Request it from {town_en}.",
)

acceptance_rule = RulesOf("RZ-2.6.c")
TOWN_ONLY_ACCEPTS = acceptance_rule(
    "town-only-accepts",
    zh="只有受理权限的镇受理后转报，由区县部门决定",
    en="A town that only accepts passes the case on; the county department decides.",
    pass_zh="请受理后转报 {organ}",
    pass_en="Accept it, and pass it on to {organ_en}.",
)
MAY_NOT_NOTIFY = acceptance_rule(
    "may-not-notify",
    zh="清单未授权镇一次告知补正或不予受理的，由区县部门告知",
    en="A town that may not tell what is missing leaves that to the county department.",
    pass_zh="须由 {organ} 告知",
    pass_en="It is for {organ_en} to tell.",
)
CASE_IS_TRANSMITTED = acceptance_rule(
    "case-is-transmitted",
    zh="镇受理的申请，转报后方可由决定机关办理",
    en="What a town accepted is decided once it has been passed on.",
    pass_zh="请 {town} 先转报",
    pass_en="Have {town_en} pass it on first.",
)
TRANSMITTED_ONCE = acceptance_rule(
    "transmitted-once",
    zh="只有受理权限下受理的申请须转报，一次",
    en="A case that was only accepted is passed on, once.",
    pass_zh="已转报，或由镇自行决定",
    pass_en="It was, or the town decides it.",
)
