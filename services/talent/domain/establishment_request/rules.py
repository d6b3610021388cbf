"""The rules of requests for posts (RZ-3.2.a)."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-3.2.a")
POSTS_TOWN_IS_PILOT = rule(
    "posts-town-is-pilot",
    zh="由试点镇申请增编",
    en="A pilot town asks for posts.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
POSTS_ARE_NOT_MIXED = rule(
    "posts-are-not-mixed",
    zh="行政编制和事业编制不得混用，分别申请",
    en="Administrative posts and those of institutions are never mixed: each is asked for apart.",
    pass_zh="一件申请只填行政编制或事业编制，且不为零",
    pass_en="Ask for one kind, at least one post of it.",
)
ROUTE_SUITS_POSTS = rule(
    "route-suits-posts",
    zh="行政编制跨层级调整须由上级下达，区县只能在本级总额内安排",
    en="Administrative posts cross levels only from above; the county has its own total alone.",
    pass_zh="行政编制的来源须为“本级总额内”或“上级下达”",
    pass_en="Choose the own total, or from above.",
)
REQUEST_STAGE_ALLOWS = rule(
    "request-stage-allows",
    zh="增编按动议、论证、审议、批复、落实的次序办理",
    en="A request is made, argued, decided on, approved, implemented.",
    pass_zh="现为“{now}”，须为：{needs}",
    pass_en="It is now '{now_en}'; this is for '{needs_en}'.",
)
ARGUED_AND_AFFORDABLE = rule(
    "argued-and-affordable",
    zh="审议前须有论证报告和财政意见",
    en="Before the commission decides, the request is argued and the finance bureau is heard.",
    pass_zh="尚缺：{lacking}",
    pass_en="There is no {lacking_en} yet.",
)
WITHIN_AVAILABLE = rule(
    "posts-within-available",
    zh="审议数不得超过申请数和该来源的可用数",
    en="No more posts are given than were asked for, or than the route has left.",
    pass_zh="至多 {most} 名",
    pass_en="At most {most}.",
)
AGREED_IN_COMMISSION = rule(
    "agreed-in-commission",
    zh="机构编制委员会审议同意的，方可批复或上报",
    en="What the commission agreed to is approved, or goes further up.",
    pass_zh="审议未同意，请不予增编",
    pass_en="It did not agree: refuse the request.",
)
APPROVED_BY_WHO_MAY = rule(
    "approved-by-who-may",
    zh="按机构编制管理权限批复：上级下达的须先上报，其余由区县批复",
    en="Posts are approved by who has the authority: from above after it was forwarded, else by the "
    "county.",
    pass_zh="{way}",
    pass_en="{way_en}.",
)
APPROVED_WITHIN_DECIDED = rule(
    "approved-within-decided",
    zh="批复数不得超过审议数",
    en="No more is approved than the commission decided.",
    pass_zh="至多 {most} 名",
    pass_en="At most {most}.",
)
