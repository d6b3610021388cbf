"""The rules of key projects, RZ-2.3.e and RZ-2.3.f."""

from shared.kernel.aggregate import RulesOf

NOMINATION = "RZ-2.3.e"
MUNICIPAL = "RZ-2.3.f"

nomination_rule = RulesOf(NOMINATION)
KEY_PROJECT_IS_LIVE = nomination_rule(
    "key-project-is-live",
    zh="重点项目须为在库项目",
    en="A key project is one that is admitted and live.",
    pass_zh="项目 {project} 须已入库且未出库",
    pass_en="Project {project} must be admitted and not have left.",
)
TOWN_OF_THE_KEY_PROJECT = nomination_rule(
    "town-of-the-key-project",
    zh="推荐须写明项目所在镇",
    en="A nomination names the project's own town.",
    pass_zh="该项目属于 {town}",
    pass_en="The project belongs to {town}.",
)
NOMINATED_ONCE = nomination_rule(
    "nominated-once",
    zh="同一级别的推荐待决或已列入时不再推荐",
    en="A project is not nominated again while it waits or is listed at that level.",
    pass_zh="该级别现状：{status_zh}",
    pass_en="At that level it is {status}.",
)
PILOTS_ALONE_NOMINATED = nomination_rule(
    "pilots-alone-are-nominated",
    zh="按“优先即专属”的读法，试点镇有符合条件的项目时，不得推荐其他镇的项目",
    en="Read as exclusive, priority leaves no other town's project while a pilot's is eligible.",
    pass_zh="请推荐试点镇的 {projects}",
    pass_en="Nominate {projects} of the pilots.",
)
PILOTS_NOMINATED_FIRST = nomination_rule(
    "pilots-nominated-first",
    zh="优先推荐试点镇符合条件的项目，未优先的须说明理由",
    en="Pilot towns' eligible projects are nominated first; passing one over needs a reason.",
    pass_zh="请说明未先推荐 {projects} 的理由",
    pass_en="Say why {projects} was passed over.",
)
NOMINATION_IS_OPEN = nomination_rule(
    "nomination-is-open",
    zh="认定结果对应待决的推荐",
    en="A decision answers a nomination that waits.",
    pass_zh="该项目没有{level_zh}的待决推荐",
    pass_en="No nomination at level {level} waits; nominate first.",
)

municipal_rule = RulesOf(MUNICIPAL)
LISTED_ONCE = municipal_rule(
    "listed-once",
    zh="项目已列入市级重点",
    en="The project is a municipal key project already.",
    pass_zh="列入日期 {listed_on}",
    pass_en="It was listed on {listed_on}.",
)
LAND_TO_BE_SOLVED = municipal_rule(
    "land-to-be-solved",
    zh="用地统筹只针对已列入、尚未解决的市级重点项目",
    en="Land is solved for a listed municipal key project that still waits for it.",
    pass_zh="请先列入市级重点项目",
    pass_en="List the project first; what is settled stays settled.",
)
CITY_AND_COUNTY_TOGETHER = municipal_rule(
    "city-and-county-together",
    zh="市级与区县共同统筹解决，双方措施均须载明",
    en="City and county solve the land together: the measures of both are recorded.",
    pass_zh="请同时填写市级措施和区县措施",
    pass_en="Give both the city's and the county's measure.",
)
LAND_IS_COVERED = municipal_rule(
    "land-is-covered",
    zh="统筹解决的面积须满足项目用地需求",
    en="What city and county find covers the land that the project needs.",
    pass_zh="需用地 {needed} 平方米，还差 {needs} 平方米",
    pass_en="The project needs {needed} m²; {needs} m² are missing.",
)
LISTED_AT_THE_LEVEL = municipal_rule(
    "listed-at-the-level",
    zh="只能移出现在名单上的项目",
    en="A project is taken off a list that it stands on.",
    pass_zh="项目 {project} 未列入{level_zh}名单",
    pass_en="Project {project} is not on the {level} list.",
)
LAND_WAS_SOLVED = municipal_rule(
    "land-was-solved",
    zh="只有已解决的用地可以重新统筹",
    en="Land that was solved, of a project still listed and live, is coordinated anew.",
    pass_zh="请先统筹解决项目 {project} 的用地，未移出名单且未出库的方可重新统筹",
    pass_en="Solve the land of {project} first; it must be on the list and in the library.",
)
