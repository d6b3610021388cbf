"""The rules of a county's fiscal system, RZ-2.2.b."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.2.b"

rule = RulesOf(CLAUSE)
EVERY_POWER_HAS_ITS_DUTY = rule(
    "every-power-has-its-duty",
    zh="每项财政事权各有一项支出责任",
    en="Every fiscal power has one expenditure duty.",
    pass_zh="事权：{powers}；请逐项对应",
    pass_en="The powers are {powers}; give each its duty.",
)
SHARES_SUM_TO_100 = rule(
    "county-and-town-sum-to-100",
    zh="县级以下部分中县、镇两级合计为100%",
    en="County and town share the whole of the part that is theirs.",
    pass_zh="{what} 合计 {total}%",
    pass_en="{what} adds up to {total}%.",
)
EVERY_CLASS_HAS_ITS_SPLIT = rule(
    "every-class-has-its-split",
    zh="每项收入按本区县各类镇各划分一次",
    en="Every revenue is divided once for each class of town in the county.",
    pass_zh="类别：{classes}",
    pass_en="The classes are {classes}.",
)
LATER_VERSION = rule(
    "later-version",
    zh="新版体制的施行日期须晚于现行版",
    en="A new version takes effect after the last one.",
    pass_zh="现行版自 {last} 施行",
    pass_en="The last one took effect on {last}.",
)
PILOT_TOWN_OF_THE_COUNTY = rule(
    "pilot-town-of-the-county",
    zh="资金管理权限下放到本区县的试点镇",
    en="Authority over funds is delegated to the county's own pilot towns.",
    pass_zh="{town} 不是 {county} 的试点镇",
    pass_en="{town} is no pilot town of {county}.",
)
ONLY_DELEGATED_IS_WITHDRAWN = rule(
    "only-delegated-is-withdrawn",
    zh="只收回已下放的事项",
    en="Only what was delegated is withdrawn.",
    pass_zh="未下放：{without}；已下放：{known}",
    pass_en="Not delegated: {without}; delegated: {known}.",
)
DELEGATED_MATTERS_ARE_LISTED = rule(
    "delegated-matters-are-listed",
    zh="下放事项须列入已公布的财政事权",
    en="What is delegated is a power of the published system.",
    pass_zh="未列入：{unknown}",
    pass_en="Not listed: {unknown}.",
)
