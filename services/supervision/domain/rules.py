"""The rules of handling a matter, RZ-3.3."""

from shared.aggregate import Rule

TOWN_IS_KNOWN = Rule(
    "town-is-known",
    "RZ-3.3.a",
    zh="事项须属于登记在册的试点镇",
    en="A matter belongs to a registered pilot town.",
    pass_zh="请核对镇“{town}”",
    pass_en="Check the town '{town}'.",
)
CLAUSE_IS_KNOWN = Rule(
    "clause-is-known",
    "RZ-3.3.a",
    zh="事项须对应政策中的条款",
    en="A matter is about a sentence of the policy.",
    pass_zh="条款“{clause}”未登记，请核对或留空",
    pass_en="The clause '{clause}' is not registered: correct it, or leave it out.",
)
ONE_OPEN_ISSUE = Rule(
    "one-open-issue-per-cause",
    "RZ-3.3.a",
    zh="同一事由同时只有一件未办结事项",
    en="A cause has one open issue at a time.",
    pass_zh="请先办结事项 {issue}",
    pass_en="Issue {issue} must be resolved first.",
)
HANDLER_IS_COMPETENT = Rule(
    "handler-is-competent",
    "RZ-3.3.b",
    zh="承办单位须为市直部门、本镇所在区县或其部门",
    en="The handler is a city department, the town's county or a department of that county.",
    pass_zh="“{handler}”不在其列，请另行指定",
    pass_en="'{handler}' is none of these: name another.",
)
HANDLER_ACTS = Rule(
    "handler-acts",
    "RZ-3.3.b",
    zh="办理环节由承办单位填报",
    en="Only the handler of a matter reports on it.",
    pass_zh="本事项的承办单位为“{handler}”",
    pass_en="The handler of this matter is '{handler}'.",
)
RIGHT_STEP = Rule(
    "right-step",
    "RZ-3.3.b",
    zh="事项须按提出、交办、方案、办理、申请销号、回访、销号或重办的次序办理",
    en="A matter goes from raised through assigned, planned, handling, closure requested and "
    "visited to resolved or reopened.",
    pass_zh="目前为“{now_zh}”，本步骤须在“{needs_zh}”时进行",
    pass_en="It is now '{now}'; this step is for a matter that is '{needs}'.",
)
PLAN_IS_AHEAD = Rule(
    "plan-is-ahead",
    "RZ-3.3.b",
    zh="办理时限须晚于方案提出之日",
    en="The due date lies after the day of the plan.",
    pass_zh="办理时限最早为 {earliest}",
    pass_en="The earliest due date is {earliest}.",
)
WITHIN_CAP = Rule(
    "within-handling-cap",
    "RZ-3.3.b",
    zh="办理时限不得超过上限",
    en="The due date lies within the cap.",
    pass_zh="办理时限最迟为 {latest}（{cap} 个自然日）",
    pass_en="The latest due date is {latest} ({cap} calendar days).",
)
HANDLER_RECUSES = Rule(
    "handler-recuses",
    "RZ-3.3.c",
    zh="回访人所在单位办理过本事项的，应当回避",
    en="A member of the group whose unit handled the matter recuses.",
    pass_zh="请由“{unit}”以外的成员回访",
    pass_en="A member from a unit other than '{unit}' must visit.",
)
SELF_RAISED_STAYS = Rule(
    "self-raised-stays",
    "RZ-3.3.a",
    zh="系统自动生成的事项不得撤回",
    en="A matter that raised itself is not withdrawn.",
    pass_zh="须办结其事由 {cause}，经回访后销号",
    pass_en="Its cause {cause} must be dealt with, and a visit closes it.",
)
