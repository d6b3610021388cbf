"""The rules of first secretaries, RZ-2.5.c; the term of two years is the policy's of 2021."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.5.c"

rule = RulesOf(CLAUSE)
TOWN_HAS_VILLAGE = rule(
    "secretary-for-a-village-of-a-town",
    zh="村所在镇须在登记册中",
    en="The village lies in a town of the registry.",
    pass_zh="登记册中没有 {town}",
    pass_en="The registry has no {town}.",
)
SENT_BY_LEVEL = rule(
    "secretary-sent-by-its-level",
    zh="市派、县派的选派单位为市、县（区）直部门",
    en="Who is sent by city or county comes from a department there.",
    pass_zh="{sender} 不是市、县（区）直部门",
    pass_en="{sender} is no department of the city or a county.",
)
RANKED_OR_REASONED = rule(
    "village-ranked-or-reasoned",
    zh="按排序选派；村不在排序中的须说明理由",
    en="Villages are served as ranked; of one that is not, it is said why.",
    pass_zh="请填写 {village} 所在的排序，或说明理由",
    pass_en="Name the ranking that {village} stands in, or say why.",
)
ONE_A_VILLAGE = rule(
    "one-secretary-a-village",
    zh="一村一名第一书记",
    en="A village has one first secretary.",
    pass_zh="在任者任期至 {until}，期满前后请办理轮换",
    pass_en="There is one until {until}: rotate.",
)
IN_OFFICE = rule(
    "secretary-in-office",
    zh="须有在任第一书记",
    en="Somebody is in office.",
    pass_zh="该村目前没有第一书记，请办理选派",
    pass_en="Nobody is in office there: dispatch somebody.",
)
TWO_YEARS = rule(
    "secretary-term",
    zh="任期不少于规定年数，也不超过最长年数",
    en="The term is so many years at least, and at most.",
    pass_zh="任期须到 {earliest} 至 {latest} 之间",
    pass_en="The term ends between {earliest} and {latest}.",
)
HANDED_OVER = rule(
    "secretary-hand-over",
    zh="轮换时新老交接重叠不超过规定天数，到任不晚于原任期届满",
    en="Who follows arrives before the term is over, and not more than so many days before.",
    pass_zh="到任日期须在 {earliest} 至 {latest} 之间",
    pass_en="He arrives between {earliest} and {latest}.",
)
PLANNED_BEFORE_END = rule(
    "rotation-planned-before-the-end",
    zh="轮换安排在任期届满之前",
    en="A rotation is planned for a day within the term.",
    pass_zh="轮换日期须在 {today} 至 {until} 之间",
    pass_en="Plan it between {today} and {until}.",
)
THE_ONE_IN_OFFICE = rule(
    "the-secretary-in-office",
    zh="对象为在任第一书记本人",
    en="It is about who is in office.",
    pass_zh="在任者人员编号为 {person}",
    pass_en="In office is {person}.",
)
APPRAISED_ONCE = rule(
    "secretary-appraised-once-a-year",
    zh="每年度考核一次，年度已到任",
    en="A person is appraised once for a year in office.",
    pass_zh="{year} 年度不可考核",
    pass_en="Not for {year}.",
)
RECALLED_WITHIN = rule(
    "secretary-recalled-within-term",
    zh="召回日期在到任之后，不晚于当日",
    en="Who is recalled goes after he came, on a day that has come.",
    pass_zh="召回日期须在 {started_on} 至 {today} 之间",
    pass_en="Between {started_on} and {today}.",
)
