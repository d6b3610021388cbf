"""The rules of industrial and commercial capital, RZ-2.4.d; of leased farmland the law's own."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.4.d"

rule = RulesOf(CLAUSE)
TOWN_OF_THE_CAPITAL = rule(
    "town-of-the-capital",
    zh="工商资本登记在试点镇",
    en="Capital is registered in a pilot town.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
STAGE_OF_THE_CAPITAL = rule(
    "stage-of-the-capital",
    zh="工商资本按环节办理",
    en="Capital enters step by step.",
    pass_zh="现为“{stage}”，须为“{needed}”",
    pass_en="It is {stage_en}; it must be {needed_en}.",
)
FARMLAND_IS_REVIEWED = rule(
    "farmland-is-reviewed",
    zh="流转农村土地的，通过资格审查、项目审核后方可签订合同（农村土地承包法§45）",
    en="Farmland is leased only after its qualification and project review.",
    pass_zh="请先申请并通过审查（现：{stage}）",
    pass_en="Have the review passed first (now: {stage_en}).",
)
NOTHING_TO_REVIEW = rule(
    "nothing-to-review",
    zh="只审查流转农村土地的投资",
    en="What leases no farmland is not reviewed.",
    pass_zh="本项未流转农村土地",
    pass_en="It leases none.",
)
PAID_WITHIN_AGREED = rule(
    "paid-within-agreed",
    zh="到位投资不超过约定投资",
    en="What is paid stays within what was agreed.",
    pass_zh="尚可登记 {left:money}",
    pass_en="{left} fen are left.",
)
ENTRY_IS_NEW = rule(
    "capital-entry-is-new",
    zh="每笔到位登记一次",
    en="A payment is recorded once.",
    pass_zh="{entry} 已登记",
    pass_en="{entry} is recorded.",
)
FARMLAND_LEFT_IN_ORDER = rule(
    "farmland-left-in-order",
    zh="流转农村土地退出的，须说明复垦和租金结清情况",
    en="Who leaves leased farmland says how it is restored and the rent settled.",
    pass_zh="请填写复垦、租金结清情况",
    pass_en="Say how.",
)
CAPITAL_DAY_HAS_COME = rule(
    "capital-day-has-come",
    zh="登记的日期不晚于今天，也不早于其前一环节",
    en="What is recorded has happened, and not before the step that it follows.",
    pass_zh="日期须在 {earliest} 至 {latest} 之间",
    pass_en="The day lies between {earliest} and {latest}.",
)
