"""The rules of a town's yearly assessment, RZ-1.a."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-1.a"

rule = RulesOf(CLAUSE)
ID_IS_TOWN_AND_YEAR = rule(
    "assessment-id-is-town-and-year",
    zh="一镇一年评估一次，编号为镇和年度",
    en="A town is assessed once a year; the id is the town and the year.",
    pass_zh="编号应为 {expected}，且尚未启动",
    pass_en="The id is {expected}, and it has not been opened.",
)
WEIGHTS_COVER_ALL_DIRECTIONS = rule(
    "assessment-weights-cover-all-directions",
    zh="五个方向各有一个权重，合计为100",
    en="Each of the five directions has one weight; together they are 100.",
    pass_zh="合计 {total}；缺或重复：{wrong}",
    pass_en="They add up to {total}; missing or twice: {wrong_en}.",
)
SCORES_COVER_ALL_DIRECTIONS = rule(
    "assessment-scores-cover-all-directions",
    zh="五个方向各评一次分",
    en="Each of the five directions is scored once.",
    pass_zh="缺或重复：{wrong}",
    pass_en="Missing or twice: {wrong_en}.",
)
YEAR_HAS_ENDED = rule(
    "assessed-year-has-ended",
    zh="年度终了后才能自评",
    en="A town assesses a year once it has ended.",
    pass_zh="请在 {next} 年办理",
    pass_en="Do it in {next}.",
)
ASSESSMENT_STAGE_ALLOWS = rule(
    "assessment-stage-allows",
    zh="评估当前阶段不能办理此项",
    en="The assessment is not at the point for this.",
    pass_zh="现为“{stage}”，须为：{needed}",
    pass_en="It is {stage_en}; it must be: {needed_en}.",
)
OBJECTION_IS_NEW = rule(
    "assessment-objection-is-new",
    zh="异议编号不重复",
    en="An objection has an id of its own.",
    pass_zh="{objection} 已使用",
    pass_en="{objection} is taken.",
)
OBJECTION_IS_OPEN = rule(
    "assessment-objection-is-open",
    zh="须为尚未处理的异议",
    en="The objection is open.",
    pass_zh="{objection} 不存在或已处理",
    pass_en="{objection} is unknown or decided.",
)
NO_OPEN_OBJECTION = rule(
    "assessment-has-no-open-objection",
    zh="有未处理的异议不得确认",
    en="An open objection blocks the result.",
    pass_zh="请先处理：{objections}",
    pass_en="Decide first: {objections}.",
)
DECIDED_BY_TODAY = rule(
    "assessment-decided-by-today",
    zh="确认日期不晚于今日",
    en="What is recorded has been decided.",
    pass_zh="确认日期不晚于 {today}",
    pass_en="It was decided by {today}.",
)
