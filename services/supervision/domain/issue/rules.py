"""The rules of handling a matter, RZ-3.3."""

from shared.kernel.aggregate import Rule, RulesOf

raising_rule = RulesOf("RZ-3.3.a")
TOWN_IS_KNOWN = raising_rule(
    "town-is-known",
    zh="事项须属于登记在册的试点镇",
    en="A matter belongs to a registered pilot town.",
    pass_zh="请核对镇“{town}”",
    pass_en="Check the town '{town}'.",
)
CLAUSE_IS_KNOWN = raising_rule(
    "clause-is-known",
    zh="事项须对应政策中的条款",
    en="A matter is about a sentence of the policy.",
    pass_zh="条款“{clause}”未登记，请核对或留空",
    pass_en="The clause '{clause}' is not registered: correct it, or leave it out.",
)
ONE_OPEN_ISSUE = raising_rule(
    "one-open-issue-per-cause",
    zh="同一事由同时只有一件未办结事项",
    en="A cause has one open issue at a time.",
    pass_zh="请先办结事项 {issue}",
    pass_en="Issue {issue} must be resolved first.",
)
SELF_RAISED_STAYS = raising_rule(
    "self-raised-stays",
    zh="系统自动生成的事项不得撤回",
    en="A matter that raised itself is not withdrawn.",
    pass_zh="须办结其事由，经回访后销号",
    pass_en="Its cause {cause} must be dealt with, and a visit closes it.",
)
MERGES_INTO_AN_OPEN_ONE = raising_rule(
    "merges-into-an-open-one",
    zh="事项只能并入同一镇的另一件未办结事项",
    en="A matter merges into another open matter of the same town.",
    pass_zh="“{into}”不符合，请另行指定",
    pass_en="'{into}' is none: name another.",
)

handling_rule = RulesOf("RZ-3.3.b")
HANDLER_IS_COMPETENT = handling_rule(
    "handler-is-competent",
    zh="承办单位须为市直部门、本镇所在区县或其部门",
    en="The handler is a city department, the town's county or a department of that county.",
    pass_zh="“{handler}”不在其列，请另行指定",
    pass_en="'{handler}' is none of these: name another.",
)
HANDLER_ACTS = handling_rule(
    "handler-acts",
    zh="办理环节由承办单位填报",
    en="Only the handler of a matter reports on it.",
    pass_zh="本事项的承办单位为“{handler}”",
    pass_en="The handler of this matter is '{handler}'.",
)
RIGHT_STEP = handling_rule(
    "right-step",
    zh="事项按提出、交办、方案、办理、申请销号、回访、销号或重办的次序办理，或经挂账、解释说明",
    en="A matter goes from raised through assigned, planned, handling, closure requested and "
    "visited to resolved or reopened, or by suspension or explanation.",
    pass_zh="目前为“{now_zh}”，本步骤须在“{needs_zh}”时进行",
    pass_en="It is now '{now}'; this step is for a matter that is '{needs}'.",
)
PLAN_IS_AHEAD = handling_rule(
    "plan-is-ahead",
    zh="办理时限须晚于方案提出之日和原时限",
    en="The due date lies after the day of the plan, and an extended one after the former.",
    pass_zh="办理时限最早为 {earliest}",
    pass_en="The earliest due date is {earliest}.",
)
WITHIN_CAP = handling_rule(
    "within-handling-cap",
    zh="办理时限不得超过上限",
    en="The due date lies within the cap.",
    pass_zh="办理时限最迟为 {latest}（{cap} 个自然日），再晚须由督办单位凭文号延长",
    pass_en="The latest due date is {latest} ({cap} calendar days); a supervisor extends it "
    "further, under a document.",
)
EXTENDED_IN_TIME = handling_rule(
    "extended-in-time",
    zh="承办单位须在时限届满前延长",
    en="The handler extends a limit before it has passed.",
    pass_zh="时限 {due_on} 已过，请由督办单位延长",
    pass_en="The limit passed on {due_on}: have a supervisor extend it.",
)
OVERRIDE_HAS_DOCUMENT = handling_rule(
    "override-has-document",
    zh="超过上限的延长须有文号",
    en="An extension beyond the cap cites a document.",
    pass_zh="请填写文号，或不晚于 {latest}",
    pass_en="Cite the document, or stay within {latest}.",
)
REVIEW_IS_NEAR = handling_rule(
    "review-is-near",
    zh="挂账事项须定期复查",
    en="A suspended matter is looked at again within the cap.",
    pass_zh="复查日期须在 {earliest} 至 {latest} 之间",
    pass_en="The review date lies between {earliest} and {latest}.",
)
EXPLANATION_IS_VISITED = handling_rule(
    "explanation-is-visited",
    zh="解释答复前须经帮包小组回访",
    en="The assistance group visits before a matter ends by explanation.",
    pass_zh="请帮包小组回访，并认为解释成立",
    pass_en="The group must visit, and find that the explanation holds.",
)
TOWN_IS_HEARD = handling_rule(
    "town-is-heard",
    zh="解释答复前须听取镇的意见",
    en="The town is heard before a matter ends by explanation.",
    pass_zh="请镇提出意见",
    pass_en="The town must give its view.",
)

visit_rule = RulesOf("RZ-3.3.c")
HANDLER_RECUSES = visit_rule(
    "handler-recuses",
    zh="回访人所在单位办理过本事项的，应当回避",
    en="A member of the group whose unit handled the matter recuses.",
    pass_zh="请由“{unit}”以外的成员回访",
    pass_en="A member from a unit other than '{unit}' must visit.",
)
VISIT_GROUP_IS_FORMED = visit_rule(
    "visit-group-is-formed",
    zh="按“回访另设小组”的读法，回访前须成立回访小组",
    en="Read as a group of its own, the visiting group is formed before it visits.",
    pass_zh="请先为 {town} 成立回访小组",
    pass_en="Form the visiting group of {town} first.",
)
VISITOR_IS_A_MEMBER = visit_rule(
    "visitor-is-a-member",
    zh="回访人须来自帮包小组成员单位",
    en="The visitor comes from a unit of the assistance group's members.",
    pass_zh="成员单位：{units}",
    pass_en="The members come from {units}.",
)

supervision_rule = RulesOf("RZ-3.3.e")
INSTRUCTED_STAYS = supervision_rule(
    "instructed-stays",
    zh="领导批示事项须办到底，不得撤回或合并",
    en="A matter that a leader gave instructions on is followed to its end.",
    pass_zh="已有批示 {number} 件，须办结并经回访",
    pass_en="It carries {number} instructions: it must be dealt with and visited.",
)
SUPERVISOR_ACTS = supervision_rule(
    "supervisor-acts",
    zh="由督办单位办理：市住建局、本区县，升级或指定后的督查单位；承办、会办单位不得自行督办",
    en="A supervisor acts: housing, the county, or who was designated or escalated to; never the "
    "handler or a co-handler.",
    pass_zh="本事项的承办单位为“{handler}”，请由督办单位办理",
    pass_en="The handler is '{handler}': have a supervisor do it.",
)
SUPERVISOR_STANDS_APART = supervision_rule(
    "supervisor-stands-apart",
    zh="督查单位须为市直部门或本区县，且不承办、会办本事项",
    en="A supervisor is a city department or the town's county, and does not handle the matter.",
    pass_zh="“{supervisor}”不符合，请另行指定",
    pass_en="'{supervisor}' is not: name another.",
)
PERIOD_IS_AHEAD = supervision_rule(
    "period-is-ahead",
    zh="督查期限须未届满，结束不早于开始",
    en="The period of supervision has not ended, nor ends before it begins.",
    pass_zh="结束日期最早为 {earliest}",
    pass_en="It ends on {earliest} at the earliest.",
)
INSTRUCTED_BY_TODAY = supervision_rule(
    "instructed-by-today",
    zh="批示日期不晚于登记当日",
    en="An instruction is recorded on or after its day.",
    pass_zh="批示日期最晚为 {today}",
    pass_en="Its day is {today} at the latest.",
)
INSTRUCTION_NAMES_ITS_MATTER = supervision_rule(
    "instruction-names-its-matter",
    zh="批示须对应一件事项：已立项的填其编号，未立项的填镇和标题",
    en="An instruction is on a matter: by its id, or by town and title of a new one.",
    pass_zh="请填写镇和标题",
    pass_en="Give the town and a title.",
)
RATED_ONCE = supervision_rule(
    "rated-once",
    zh="每件事项评价一次",
    en="A matter is rated once.",
    pass_zh="本事项已评价",
    pass_en="It has been rated.",
)
PRINCIPAL_REPLIES = Rule(
    "principal-replies",
    "RZ-3.3.d",
    zh="市直部门承办的事项须由其主要负责人答复",
    en="What a city department handles needs its principal's reply.",
    pass_zh="请“{department}”主要负责人先行答复",
    pass_en="The principal of '{department}' must reply first.",
)
