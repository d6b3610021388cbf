"""The rules of a request for new land, RZ-2.3.a and d."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.3.d"

STATUS_ZH = {
    "requested": "待办",
    "allocated": "已安排",
    "refused": "不予安排",
    "returned": "已退回",
    "withdrawn": "已撤回",
}

rule = RulesOf(CLAUSE)
PROJECT_IS_LIVE = rule(
    "project-is-live",
    zh="土地跟着项目走：新增用地只给在库项目",
    en="Land follows projects: only a project that is admitted and live gets new land.",
    pass_zh="项目 {project} 须已入库且未出库",
    pass_en="Project {project} must be admitted and not have left.",
)
ADJUSTED_LAND_IS_CONFIRMED = rule(
    "adjusted-land-is-confirmed",
    zh="项目选址、规模或概算调整后，未经确认不得新增用地",
    en="A project whose site, scale or estimate changed gets no new land until it is confirmed.",
    pass_zh="请市自然资源和规划局或区县对项目 {project} 恢复新增用地",
    pass_en="The natural-resources bureau or the county must resume new land of {project}.",
)
TOWN_OF_THE_PROJECT = rule(
    "town-of-the-project",
    zh="由项目所在镇申请用地",
    en="The project's own town asks for the land.",
    pass_zh="该项目属于 {town}",
    pass_en="The project belongs to {town}.",
)
ONE_LIVE_REQUEST = rule(
    "one-live-request",
    zh="一个项目同时只有一个有效的用地申请",
    en="A project has one live request for new land, waiting or allocated.",
    pass_zh="申请 {request} 仍有效，请先退回或由其作出决定",
    pass_en="Request {request} is live; have it decided or returned first.",
)
PLAN_IS_CITED = rule(
    "plan-is-cited",
    zh="使用年度计划安排用地须注明文号",
    en="Land from the yearly plan cites the plan's document.",
    pass_zh="请填写计划文号",
    pass_en="Give the number of the plan's document.",
)
REQUEST_IS_OPEN = rule(
    "request-is-open",
    zh="只对待办的用地申请作出决定",
    en="Only an open request is decided.",
    pass_zh="该申请现为“{status_zh}”，请另行申请",
    pass_en="The request is {status}; make a new one.",
)
LAND_WAS_ALLOCATED = rule(
    "land-was-allocated",
    zh="只有已安排的用地可以退回",
    en="Only allocated land is returned.",
    pass_zh="该申请现为“{status_zh}”",
    pass_en="The request is {status}.",
)
REDUCED_TO_LESS = rule(
    "reduced-to-less",
    zh="核减后的面积小于已安排面积；需要更多用地的，退回后重新申请",
    en="A measured allocation comes down; more land is asked for anew, after a return.",
    pass_zh="已安排 {allocated} 平方米，请填写小于它的勘测定界面积",
    pass_en="{allocated} m² are allocated; give a smaller measured area.",
)
AREA_OF_THE_PROJECT = rule(
    "area-of-the-project",
    zh="申请面积不超过项目入库或调整后的用地面积",
    en="No more land is asked for than the project needs, as admitted or adjusted.",
    pass_zh="项目需用地 {needed} 平方米；确需增加的，请先调整项目",
    pass_en="The project needs {needed} m²; have the project adjusted first if that changed.",
)

screening_rule = RulesOf("RZ-2.3.a")
STOCK_BEFORE_NEW = screening_rule(
    "stock-before-new",
    zh="优先利用存量：用途相符、面积足够的存量地块须逐一或按类说明为何不适用",
    en="Stock before new: each stock parcel of that use and size, or its class, has a reason.",
    pass_zh="尚未说明的地块：{parcels}",
    pass_en="Still to be answered: {parcels}.",
)
SCREENED_PARCELS_ARE_LISTED = screening_rule(
    "screened-parcels-are-listed",
    zh="筛查的地块须在本镇存量清单上，且只说明一次",
    en="The parcels answered are on the town's stock, each once.",
    pass_zh="请核对地块：{parcels}",
    pass_en="Check these parcels: {parcels}.",
)
