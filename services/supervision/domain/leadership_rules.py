"""The rules of leadership 组织领导, RZ-3.1."""

from shared.kernel.aggregate import Rule, RulesOf

link_rule = RulesOf("RZ-3.1.a")
TOWN_IS_PILOT = link_rule(
    "town-is-pilot",
    zh="联系、帮包的对象为试点镇",
    en="Leaders and groups are linked to pilot towns.",
    pass_zh="“{town}”不是试点镇",
    pass_en="'{town}' is no pilot town.",
)
CITY_LEADERS_BY_HOUSING = link_rule(
    "city-leaders-by-housing",
    zh="市级领导的联系由市住建局登记，县级领导的由市住建局或本区县登记",
    en="City leaders are linked by housing, county leaders by housing or their county.",
    pass_zh="请由市住建局登记",
    pass_en="Have housing record it.",
)
LINK_IS_LIVE = link_rule(
    "link-is-live",
    zh="联系须未解除",
    en="The leader is still linked.",
    pass_zh="已于 {relieved_on} 解除",
    pass_en="The link ended on {relieved_on}.",
)
VISIT_IS_WITHIN_THE_LINK = link_rule(
    "visit-is-within-the-link",
    zh="走访日期须在联系之后，不晚于登记当日",
    en="A leader's visit lies between the link and today.",
    pass_zh="走访日期须在 {earliest} 至 {latest} 之间",
    pass_en="The day of the visit lies between {earliest} and {latest}.",
)
GROUP_HAS_MEMBERS = link_rule(
    "group-has-members",
    zh="帮包小组至少一名成员，成员不重复",
    en="A group has members, each named once.",
    pass_zh="请核对：{persons}",
    pass_en="Check: {persons}.",
)
MEMBERS_COME_FROM_UNITS = link_rule(
    "members-come-from-units",
    zh="成员所在单位须为登记在册的单位",
    en="A member works for a registered organisation.",
    pass_zh="“{unit}”未登记",
    pass_en="'{unit}' is not registered.",
)
MEMBER_IS_KNOWN = link_rule(
    "member-is-known",
    zh="退出的须为小组成员",
    en="Only a member leaves the group.",
    pass_zh="“{persons}”不是成员",
    pass_en="Not members: {persons}.",
)

plan_rule = RulesOf("RZ-3.1.b")
COUNTY_HAS_A_PILOT = plan_rule(
    "county-has-a-pilot",
    zh="工作方案由有试点镇的区县制定",
    en="A county with a pilot town adopts a plan.",
    pass_zh="“{county}”没有试点镇",
    pass_en="'{county}' has no pilot town.",
)
PLAN_HAS_MEASURES = plan_rule(
    "plan-has-measures",
    zh="工作方案须有统筹措施，并写明实施至何日",
    en="A county's plan has measures, and a day ahead until which it holds.",
    pass_zh="请补充措施，实施期最早至 {earliest}",
    pass_en="Add measures, and a day from {earliest} on.",
)
MONTH_HAS_BEGUN = Rule(
    "month-has-begun",
    "RZ-3.1.c",
    zh="报告的月份须已开始",
    en="A month is reported once it has begun.",
    pass_zh="最晚为 {latest}",
    pass_en="The latest month is {latest}.",
)
