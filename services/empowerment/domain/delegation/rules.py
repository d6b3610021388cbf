"""The rules of a power that passes to a town, and back (RZ-2.6.b)."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-2.6.b")
DELEGATION_IS_NAMED = rule(
    "delegation-is-named",
    zh="一个事项在一个镇只有一件下放，编号为“事项-镇”",
    en="A power is delegated to a town once: its id is '<item>-<town>'.",
    pass_zh="编号应为 {id}",
    pass_en="Its id is {id}.",
)
TOWN_OF_THE_COUNTY = rule(
    "town-of-the-county",
    zh="事权由本区县下放到本区县的镇",
    en="A county delegates to its own towns.",
    pass_zh="{town} 属于 {county}",
    pass_en="{town} is of {county}.",
)
ITEM_IS_PUBLISHED = rule(
    "item-is-published",
    zh="下放事项须在已公布的赋权事项清单内，并列明该镇",
    en="What is delegated stands on the published list, for that town.",
    pass_zh="清单中没有 {town} 的事项 {item}，请先列入并公布",
    pass_en="The list has no {item} for {town}: list and publish it first.",
)
ORGAN_ACTS = rule(
    "organ-acts",
    zh="由事项原属的区县部门办理",
    en="The county department whose power it is acts.",
    pass_zh="须由 {organ} 办理",
    pass_en="It is for {organ_en}.",
)
STAGE_ALLOWS = rule(
    "delegation-stage-allows",
    zh="下放按评估、下放、承接、行使、暂停或收回的次序办理",
    en="A power is assessed, delegated, taken up, exercised, suspended or withdrawn.",
    pass_zh="现为“{now}”，须为：{needs}",
    pass_en="It is now '{now_en}'; this is for '{needs_en}'.",
)
CAPACITY_SUFFICES = rule(
    "capacity-suffices",
    zh="镇具备承接能力方可下放、承接或恢复行使",
    en="A power passes to a town that has what it needs, and comes back to it then.",
    pass_zh="尚缺：{lacking}",
    pass_en="It lacks {lacking_en}.",
)
AGREEMENT_IS_WRITTEN = rule(
    "agreement-is-written",
    zh="委托须有书面协议和期限",
    en="Entrusting needs a written agreement and its term.",
    pass_zh="请填写委托协议文号和委托期限，期限晚于 {today}，不晚于 {latest}",
    pass_en="Give the agreement and a term after {today}, up to {latest}.",
)
ONLY_ENTRUSTED_ENDS = rule(
    "only-entrusted-ends",
    zh="只有委托有协议和期限",
    en="Only what is entrusted has an agreement and a term.",
    pass_zh="请留空协议文号和期限",
    pass_en="Leave both out.",
)
ANNOUNCED_BEFORE_USE = rule(
    "announced-before-use",
    zh="委托须公告后方可行使（行政许可法第24条）",
    en="What is entrusted is announced before it is used (Administrative Licensing Law art. 24).",
    pass_zh="请先公告委托",
    pass_en="Announce it first.",
)
ANNOUNCED_ONCE = rule(
    "announced-once",
    zh="只有委托须公告，公告一次，日期不晚于当日",
    en="Only entrusting is announced, once, by today.",
    pass_zh="已公告、无须公告或日期晚于 {today}",
    pass_en="It was announced, needs none, or the day is after {today}.",
)
HANDOVER_IS_COMPLETE = rule(
    "handover-is-complete",
    zh="承接前须完成交接：交接书、流程、培训、印章、账号",
    en="Before a power is taken up its handover is complete: agreement, process, training, seal, "
    "account.",
    pass_zh="请先完成交接，培训不晚于 {today}",
    pass_en="Complete the handover first, with the training by {today}.",
)
EFFECTIVE_FROM_TODAY = rule(
    "effective-from-today",
    zh="收回自当日或以后生效，不溯及既往",
    en="A withdrawal takes effect today or later, never backwards.",
    pass_zh="生效日期最早为 {today}",
    pass_en="The earliest day is {today}.",
)
EXTENDED_FURTHER = rule(
    "extended-further",
    zh="续签的期限须晚于原期限",
    en="An extended term ends after the former one.",
    pass_zh="期限须晚于 {after}，不晚于 {latest}",
    pass_en="Choose a day after {after}, up to {latest}.",
)
REQUEST_IS_OPEN = rule(
    "withdrawal-request-is-open",
    zh="镇的收回申请逐件答复",
    en="A town's request to take a power back is answered, and then may be made anew.",
    pass_zh="{state}",
    pass_en="{state_en}.",
)
TRIAL_IS_RUNNING = rule(
    "trial-is-running",
    zh="试运行只转正一次",
    en="A trial is concluded once.",
    pass_zh="已转正",
    pass_en="It was.",
)
LATE_WITHIN_HANDLED = rule(
    "late-within-handled",
    zh="超期件数不得多于办理件数",
    en="No more cases were late than were handled.",
    pass_zh="办理 {handled} 件",
    pass_en="{handled} were handled.",
)
EVALUATOR_IS_COMPETENT = rule(
    "evaluator-is-competent",
    zh="运行评估由原属部门或区县编办组织",
    en="The county department whose power it is evaluates, or the county's staffing office.",
    pass_zh="请由 {organ} 或 {staffing} 评估",
    pass_en="Have {organ} or {staffing} evaluate it.",
)
DISPUTE_IS_NEW = rule(
    "dispute-is-new",
    zh="每件复议诉讼登记一次，日期不晚于当日",
    en="A dispute is recorded once, by today.",
    pass_zh="{dispute} 已登记，或日期晚于 {today}",
    pass_en="{dispute} was recorded, or its day is after {today}.",
)
SUPPORT_IS_OWED = rule(
    "support-is-owed",
    zh="只落实事项中明确且尚未落实的保障",
    en="A support that was promised and has not come is delivered.",
    pass_zh="尚未落实：{owed}",
    pass_en="Owed: {owed}.",
)
PROVIDER_DELIVERS = rule(
    "provider-delivers",
    zh="由负责单位登记保障落实",
    en="Who promised a support delivers it.",
    pass_zh="须由 {provider} 登记",
    pass_en="It is for {provider_en}.",
)
OFFICERS_ARE_IN_POST = rule(
    "licensed-officers-are-in-post",
    zh="持证执法人员须为在编人员，不超过登记的镇级力量（行政处罚法第四十二条）",
    en="Licensed officers hold posts of the town: no more than its recorded strength.",
    pass_zh="登记在编 {in_post} 名，填报 {named} 名：请核实人数，或先登记镇级力量",
    pass_en="{in_post} hold posts, {named} are named: check, or have the strength recorded first.",
)
