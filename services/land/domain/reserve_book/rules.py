"""The rules of a county's reserve of construction land, RZ-2.3.g. Areas in square metres."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.3.g"

rule = RulesOf(CLAUSE)
COUNTY_IS_REGISTERED = rule(
    "county-is-registered",
    zh="预留规模按登记在册的区县设账",
    en="A reserve is kept for a county of the registry.",
    pass_zh="请核对区县的编号：{county}",
    pass_en="Check the county's id: {county}.",
)
RESERVE_WITHIN_SCALE = rule(
    "reserve-within-scale",
    zh="预留规模不超过建设用地规模",
    en="The reserve is part of the construction scale.",
    pass_zh="建设用地规模 {scale} 平方米，预留 {reserved} 平方米",
    pass_en="The scale is {scale} m², the reserve {reserved} m²; change one of them first.",
)
RESERVE_COVERS_DRAWS = rule(
    "reserve-covers-draws",
    zh="使用总量不超过预留规模",
    en="Draws stay within the reserve.",
    pass_zh="尚可使用 {available} 平方米，还差 {needs} 平方米",
    pass_en="{available} m² can still be drawn; {needs} m² are missing.",
)
DRAWN_ONCE = rule(
    "drawn-once",
    zh="同一申请的预留规模只能使用一次",
    en="The same reserve is drawn once for a request.",
    pass_zh="申请 {request} 已使用预留规模，请先退回",
    pass_en="Request {request} has drawn already; return that first.",
)
OPENED_TO_THE_TOWN = rule(
    "opened-to-the-town",
    zh="预留规模优先布局到试点镇，其他镇只能使用已调剂的面积",
    en="The reserve serves pilot towns first; another town draws what was opened to it.",
    pass_zh="已调剂给 {town} 尚可使用 {available} 平方米，还差 {needs} 平方米，请先办理调剂",
    pass_en="{available} m² are open to {town}; open {needs} m² more first.",
)
OPENED_AND_NOT_DRAWN = rule(
    "opened-and-not-drawn",
    zh="只能收回已调剂、尚未使用的面积",
    en="What was opened to a town is taken back as far as it was not drawn.",
    pass_zh="{town} 尚有 {available} 平方米未使用；已使用的请先退回用地",
    pass_en="{available} m² are open to {town}; have land that was drawn returned first.",
)
QUOTA_IS_PASSED_DOWN = rule(
    "quota-is-passed-down",
    zh="年度预留从市级下达的年度计划指标中设定",
    en="A year's reserve is part of the quota that the city passed down.",
    pass_zh="请市自然资源和规划局先下达年度计划指标",
    pass_en="The city's natural-resources bureau passes the year's quota down first.",
)
OTHER_TOWN_OF_THE_COUNTY = rule(
    "other-town-of-the-county",
    zh="调剂对象为本区县的非试点镇",
    en="The reserve is opened to a town of the county that is no pilot.",
    pass_zh="{town} 是试点镇或不属于本区县",
    pass_en="{town} is a pilot or belongs to another county.",
)
ALL_PILOTS_CONSIDERED = rule(
    "all-pilots-considered",
    zh="须逐一核对本区县试点镇的用地需求",
    en="The demand of every pilot town of the county is considered.",
    pass_zh="请列明试点镇：{pilots}",
    pass_en="Name the pilot towns: {pilots}.",
)
PILOT_DEMAND_FIRST = rule(
    "pilot-demand-first",
    zh="试点镇在册用地需求均已满足或放弃后，预留规模方可用于其他镇",
    en="Others get the reserve only when every pilot's demand on record is met or declined.",
    pass_zh="尚未了结的试点镇需求：{open}",
    pass_en="Pilots' demand still open: {open}.",
)
YEARS_GO_ON = rule(
    "years-go-on",
    zh="年度计划指标按年度先后登记",
    en="Annual quotas are recorded in the order of their years.",
    pass_zh="已登记 {year} 年度",
    pass_en="The quota of {year} is on record.",
)
YEAR_HAS_COME = rule(
    "year-has-come",
    zh="年度计划指标最早在上一年登记",
    en="A year's quota is recorded in the year before at the earliest.",
    pass_zh="年度应不晚于 {next}",
    pass_en="Give a year not after {next}.",
)
