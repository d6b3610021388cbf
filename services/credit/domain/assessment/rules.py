"""The rules of the yearly assessment of institutions, RZ-2.4.g."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.4.g"

rule = RulesOf(CLAUSE)
ITEM_WEIGHTS_SUM_TO_100 = rule(
    "item-weights-sum-to-100",
    zh="各考核指标权重合计为 100",
    en="The weights of the items sum to 100.",
    pass_zh="现合计 {total}",
    pass_en="They sum to {total}.",
)
PILOT_ITEM_COUNTS = rule(
    "pilot-item-counts",
    zh="试点镇金融服务指标的权重不低于 {least}",
    en="What is done for the pilot towns weighs at least {least}.",
    pass_zh="现为 {weight}",
    pass_en="It weighs {weight}.",
)
SCHEME_NAMES_EACH_ONCE = rule(
    "scheme-names-each-once",
    zh="指标和参评机构各列一次，不得为空",
    en="The scheme names items and institutions, each once.",
    pass_zh="请核对：{names}",
    pass_en="Look at {names}.",
)
STAGE_OF_THE_ASSESSMENT = rule(
    "stage-of-the-assessment",
    zh="考核按环节办理",
    en="An assessment goes step by step.",
    pass_zh="现为“{stage}”，须为“{needed}”",
    pass_en="It is {stage_en}; it must be {needed_en}.",
)
EVERY_FIGURE_IS_GIVEN = rule(
    "every-figure-is-given",
    zh="每个机构每项指标各有一个数（或得分）",
    en="There is one figure, or score, for every institution and item.",
    pass_zh="缺或多：{missing}",
    pass_en="Missing or double: {missing}.",
)
FIGURES_ARE_COUNTED = rule(
    "assessment-figures-are-counted",
    zh="除“其他”外，各项指标由系统统计后锁定",
    en="What the log tells is counted before the figures are frozen.",
    pass_zh="请先要求统计考核数据；未统计：{lacking}",
    pass_en="Ask for the figures first; not counted: {lacking}.",
)
FIGURE_IS_AS_COUNTED = rule(
    "assessment-figure-is-as-counted",
    zh="系统统计的数据不得另填，有误的经核实或异议更正",
    en="What was counted is frozen as it was; a disagreement or an objection corrects it.",
    pass_zh="{institution} 的 {item} 统计为 {counted}，请留空或照填",
    pass_en="{item} of {institution} was counted as {counted}: leave it out.",
)
REGULATOR_DISAGREES = rule(
    "regulator-disagrees",
    zh="核实不一致的数据先更正",
    en="Figures that a regulator does not agree with are corrected first.",
    pass_zh="{organisation} 不一致，请更正后重新核实",
    pass_en="{organisation} does not agree: correct them.",
)
FIGURE_IS_FROZEN = rule(
    "figure-is-frozen",
    zh="更正的是已锁定的数，且与原数不同",
    en="A correction changes a frozen figure.",
    pass_zh="{institution} 的 {item} 现为 {figure}",
    pass_en="{item} of {institution} is {figure}.",
)
CORRECTED_FOR_A_CAUSE = rule(
    "corrected-for-a-cause",
    zh="锁定后只因异议成立或核实不一致而更正",
    en="After the freeze a figure is corrected for an upheld objection, or a regulator's word.",
    pass_zh="请先处理异议或记录核实不一致",
    pass_en="Uphold the objection, or have a regulator disagree, first.",
)
PARTY_OBJECTS = rule(
    "assessed-party-objects",
    zh="参评机构在公示期内提出异议，编号不重复",
    en="An assessed institution objects during publicity, each under a number of its own.",
    pass_zh="{institution} 须为参评机构，编号 {objection} 须未用",
    pass_en="{institution} must be assessed, and {objection} be free.",
)
PUBLICITY_RUNS = rule(
    "assessment-publicity-runs",
    zh="公示期内提出异议，期满后确认",
    en="Objections come during publicity, the confirmation after it.",
    pass_zh="公示{state}",
    pass_en="Publicity: {state_en}.",
)
OBJECTION_IS_OPEN = rule(
    "assessment-objection-is-open",
    zh="处理的是尚未处理的异议",
    en="An open objection is resolved.",
    pass_zh="没有待处理的异议 {objection}",
    pass_en="No objection {objection} is open.",
)
NO_ASSESSMENT_OBJECTION_OPEN = rule(
    "no-assessment-objection-open",
    zh="有未处理的异议不得确认",
    en="An open objection blocks the confirmation.",
    pass_zh="请先处理：{objections}",
    pass_en="Resolve first: {objections}.",
)
EVERY_INSTITUTION_IS_GRADED = rule(
    "every-institution-is-graded",
    zh="每个参评机构定一个等次",
    en="Every institution of the scheme has one grade.",
    pass_zh="参评机构：{institutions}",
    pass_en="They are {institutions}.",
)
INSTITUTION_WAS_ASSESSED = rule(
    "institution-was-assessed",
    zh="结果运用于参评机构",
    en="A result is applied to an institution that was assessed.",
    pass_zh="{institution} 未参评",
    pass_en="{institution} was not.",
)
