"""The rules of 梯次培育, RZ-1.b."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-1.b"

rule = RulesOf(CLAUSE)
NO_NOMINATION_IS_OPEN = rule(
    "no-nomination-is-open",
    zh="已有推荐在办的，不得再推荐；不推荐现有层级",
    en="A town is nominated once at a time, and for another tier than its own.",
    pass_zh="推荐现为“{stage}”，现层级“{level}”",
    pass_en="The nomination is {stage_en}; the tier is {level_en}.",
)
NOMINATION_STAGE_ALLOWS = rule(
    "nomination-stage-allows",
    zh="推荐当前阶段不能办理此项",
    en="The nomination is not at the point for this.",
    pass_zh="现为“{stage}”，须为“{needed}”",
    pass_en="It is {stage_en}; it must be {needed_en}.",
)
CITY_NAMES_AFTER_PUBLICITY = rule(
    "city-names-after-publicity",
    zh="省级以外的层级，须经推荐、评审并公示期满；省级由省文件认定",
    en="A tier below the province's comes after nomination, review and publicity; the province "
    "names its own towns by its document.",
    pass_zh="对“{level}”的推荐现为“{stage}”",
    pass_en="The nomination for {level_en} is: {stage_en}.",
)
NOT_YET_IN_A_TIER = rule(
    "not-yet-in-a-tier",
    zh="已纳入梯次的镇，请办理层级调整",
    en="A town that is in a tier is moved to another one.",
    pass_zh="现层级“{level}”",
    pass_en="Its tier is {level_en}.",
)
IN_A_TIER = rule(
    "in-a-tier",
    zh="须已纳入梯次名录",
    en="The town is in a tier.",
    pass_zh="{town} 未纳入名录",
    pass_en="{town} is in none.",
)
ANOTHER_TIER = rule(
    "another-tier",
    zh="调整须为另一层级",
    en="A town moves to another tier than its own.",
    pass_zh="现层级已为“{level}”",
    pass_en="Its tier is {level_en} already.",
)
CHANGES_IN_ORDER = rule(
    "tier-changes-in-order",
    zh="梯次变动依次生效；决定日期不晚于今日",
    en="A change takes effect after the one before; its decision is not of a day to come.",
    pass_zh="生效日期须晚于 {last}，决定日期不晚于 {today}",
    pass_en="It takes effect after {last}, and was decided by {today}.",
)
PERIOD_HAS_AN_END = rule(
    "creation-period-has-an-end",
    zh="创建期的截止日期晚于起始日期",
    en="A creation period ends after it starts.",
    pass_zh="现为 {starts} 至 {ends}",
    pass_en="It is from {starts} to {ends}.",
)
PERIOD_IS_BOUNDED = rule(
    "creation-period-is-bounded",
    zh="创建期不长于规定年数",
    en="A creation period is no longer than so many years.",
    pass_zh="至迟于 {latest} 截止",
    pass_en="It ends on {latest} at the latest.",
)
ACCEPTANCE_STAGE_ALLOWS = rule(
    "acceptance-stage-allows",
    zh="验收当前阶段不能办理此项",
    en="The acceptance is not at the point for this.",
    pass_zh="现为“{stage}”，须为：{needed}",
    pass_en="It is {stage_en}; it must be {needed_en}.",
)
WARNING_STAGE_ALLOWS = rule(
    "warning-stage-allows",
    zh="警示当前阶段不能办理此项：警示后先报整改，再解除",
    en="A town is warned once at a time; it reports its rectification before the warning is "
    "cleared.",
    pass_zh="现为“{stage}”，须为：{needed}",
    pass_en="It is {stage_en}; it must be {needed_en}.",
)
DECIDED_BY_TODAY = rule(
    "decided-by-today",
    zh="决定日期不晚于今日",
    en="What is recorded has been decided.",
    pass_zh="决定日期不晚于 {today}",
    pass_en="It was decided by {today}.",
)
