"""The rules of excellent grades (RZ-3.2.b)."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-3.2.b")
QUOTA_IS_NAMED = rule(
    "quota-is-named",
    zh="优秀等次按镇、类别、年度核定，编号为“镇-类别-年度”",
    en="A quota is of a town, a kind of body and a year: its id is '<town>-<body>-<year>'.",
    pass_zh="编号应为 {id}，且为试点镇",
    pass_en="Its id is {id}, of a pilot town.",
)
WITHIN_CEILING = rule(
    "ratio-within-ceiling",
    zh="优秀比例一般不超过基准，经核定可提高，不得超过上限",
    en="The ratio is the base, or what was approved above it, up to the ceiling.",
    pass_zh="须高于 {base}%，不高于 {ceiling}%",
    pass_en="It lies above {base}% and within {ceiling}%.",
)
REQUEST_COMES_FIRST = rule(
    "ratio-request-comes-first",
    zh="提高优秀比例须先由镇申请，公示前核定",
    en="A higher ratio is asked for by the town, and approved before the grades are publicised.",
    pass_zh="{state}",
    pass_en="{state_en}.",
)
APPROVED_WITHIN_REQUESTED = rule(
    "ratio-within-requested",
    zh="核定比例不得高于申请比例",
    en="No higher ratio is approved than was asked for.",
    pass_zh="至多 {most}%",
    pass_en="At most {most}%.",
)
COMPETENT_FOR_BODY = rule(
    "competent-for-body",
    zh="机关的优秀等次由组织部门核定，事业单位的优秀档次由人社部门核定",
    en="The organization department approves for organs, human resources for institutions.",
    pass_zh="请由 {organ} 核定",
    pass_en="Have {organ} approve it.",
)
EXCELLENT_WITHIN_RATIO = rule(
    "excellent-within-ratio",
    zh="优秀人数不得超过应参加考核人数乘以优秀比例",
    en="No more are graded excellent than the ratio of the headcount allows.",
    pass_zh="至多 {allowed} 名（{percent}%）",
    pass_en="At most {allowed} ({percent}%).",
)
PUBLICISED_FIRST = rule(
    "appraisal-publicised-first",
    zh="考核优秀须公示期满后登记，每年一次",
    en="Grades are recorded once a year, when their publicity has ended.",
    pass_zh="{state}",
    pass_en="{state_en}.",
)
EXCELLENT_AS_PUBLICISED = rule(
    "excellent-as-publicised",
    zh="确定的优秀人数不得多于公示的人数",
    en="No more are recorded as excellent than were publicised.",
    pass_zh="至多 {most} 名",
    pass_en="At most {most}.",
)
