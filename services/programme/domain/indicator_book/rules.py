"""The rules of a town's indicators, RZ-1.a."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-1.a"

rule = RulesOf(CLAUSE)
SCHEME_COVERS_EVERY_DIRECTION = rule(
    "scheme-covers-every-direction",
    zh="五个方向均须有指标",
    en="Every one of the five directions has an indicator.",
    pass_zh="缺：{missing}",
    pass_en="Missing: {missing_en}.",
)
INDICATORS_ARE_NAMED_ONCE = rule(
    "indicators-are-named-once",
    zh="指标编号不重复",
    en="An indicator stands in the scheme once.",
    pass_zh="请核对：{names}",
    pass_en="Check: {names}.",
)
TARGETS_FOR_THE_SAME_YEARS = rule(
    "targets-for-the-same-years",
    zh="每项指标对相同的年度各有一个目标，均在基期之后",
    en="Every indicator has one target for each of the same years, after the base year.",
    pass_zh="年度为 {years}；请核对 {indicator}",
    pass_en="The years are {years}; check {indicator}.",
)
ONLY_YEARLY_IS_FED = rule(
    "only-yearly-is-fed",
    zh="自动取数的指标按年",
    en="An indicator that is filled by itself is a yearly one.",
    pass_zh="请把 {indicator} 的频次改为每年，或不设自动取数",
    pass_en="Make {indicator} a yearly one, or have it recorded by hand.",
)
SOURCE_IS_REGISTERED = rule(
    "indicator-source-is-registered",
    zh="数据来源部门须登记在册",
    en="The source department is a registered one.",
    pass_zh="没有登记 {source}",
    pass_en="{source} is not registered.",
)
INDICATOR_IS_IN_THE_SCHEME = rule(
    "indicator-is-in-the-scheme",
    zh="指标及年度须在现行指标体系内",
    en="The scheme in force has the indicator, with a target for the year.",
    pass_zh="{indicator} 在 {year} 年没有目标",
    pass_en="{indicator} has no target for {year}.",
)
PART_FITS_THE_FREQUENCY = rule(
    "part-fits-the-frequency",
    zh="月报填 1—12，季报填 1—4，年报填 0，且该期已经开始",
    en="A month is 1 to 12, a quarter 1 to 4, a whole year 0; and it has begun.",
    pass_zh="频次为“{frequency_zh}”，填报了 {year} 年第 {part} 期",
    pass_en="The frequency is {frequency}; {year}, {part} was given.",
)
RECORDED_BY_TOWN_OR_SOURCE = rule(
    "recorded-by-town-or-source",
    zh="由本镇或数据来源部门填报、更正",
    en="The town or the source department records and corrects a figure.",
    pass_zh="请由 {town} 或 {source} 办理",
    pass_en="Have {town} or {source} do it.",
)
RECORDED_ONCE = rule(
    "figure-is-recorded-once",
    zh="同一期已填报的，请更正；被退回的，也请更正",
    en="A figure that was recorded, also one that was returned, is corrected.",
    pass_zh="已为 {value:thousandths}",
    pass_en="It is {value} thousandths.",
)
FIGURE_IS_RECORDED = rule(
    "figure-is-recorded",
    zh="须先填报该期数据",
    en="The figure has been recorded.",
    pass_zh="没有 {figure} 的数据",
    pass_en="There is no figure of {figure}.",
)
SOURCE_VERIFIES = rule(
    "source-verifies",
    zh="由数据来源部门核定、退回和公布",
    en="The source department verifies, returns and releases a figure.",
    pass_zh="请由 {source} 办理",
    pass_en="Have {source} do it.",
)
FIGURE_STAGE_ALLOWS = rule(
    "figure-stage-allows",
    zh="待核定的才能核定或退回，已核定的才能公布",
    en="What waits is verified or returned; what is verified is released.",
    pass_zh="现为“{stage}”，须为“{needed}”",
    pass_en="It is {stage_en}; it must be {needed_en}.",
)
CORRECTION_CHANGES_THE_FIGURE = rule(
    "correction-changes-the-figure",
    zh="更正后的数据与原数据不同，被退回的除外",
    en="A correction changes the figure, unless it was returned.",
    pass_zh="已为 {value:thousandths}",
    pass_en="It is {value} thousandths already.",
)
