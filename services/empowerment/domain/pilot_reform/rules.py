"""The rules of pilot reforms (RZ-2.6.d)."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-2.6.d")
REFORM_TOWN_IS_PILOT = rule(
    "reform-town-is-pilot",
    zh="由试点镇提出改革事项",
    en="A pilot town proposes a reform.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
AUTHORISED_BY_ITS_MAKER = rule(
    "authorised-by-its-maker",
    zh="突破现行规定的改革须有该规定制定机关的授权文件",
    en="A reform that departs from a provision is authorised by the organ that made it.",
    pass_zh="请填写所突破的规定、其制定机关，以及同一机关的授权文件；不突破的均留空",
    pass_en="Name the provision, who made it, and the same organ's document; or none of them.",
)
WITHIN_CREATION_PERIOD = rule(
    "within-creation-period",
    zh="先行先试在试点镇创建期内进行",
    en="A reform is tried within the town's creation period.",
    pass_zh="创建期为 {since} 至 {until}，起止日期须在其内",
    pass_en="The period runs from {since} to {until}.",
)
RED_LINES_ARE_KEPT = rule(
    "red-lines-are-kept",
    zh="改革不得触碰红线，须逐项核对",
    en="A reform keeps every red line, each of which was examined.",
    pass_zh="尚未核对：{lacking}",
    pass_en="Not examined: {lacking}.",
)
RISKS_ARE_PLANNED_FOR = rule(
    "risks-are-planned-for",
    zh="改革须有风险评估和应对方案、退出方案",
    en="A reform has a plan for its risks and a way out.",
    pass_zh="请填写风险方案和退出方案",
    pass_en="Give both plans.",
)
REFORM_STAGE_ALLOWS = rule(
    "reform-stage-allows",
    zh="改革按提出、审核批准、试点、评估、终止或推广的次序办理",
    en="A reform is proposed, reviewed and approved, tried, evaluated, ended or promoted.",
    pass_zh="现为“{now}”，须为：{needs}",
    pass_en="It is now '{now_en}'; this is for '{needs_en}'.",
)
REFORM_IS_LAWFUL = rule(
    "reform-is-lawful",
    zh="批准前须经司法行政部门合法性审核通过",
    en="The justice office finds a reform lawful before it is approved.",
    pass_zh="请先审核通过",
    pass_en="Have it reviewed first.",
)
APPROVED_AT_ITS_LEVEL = rule(
    "approved-at-its-level",
    zh="改革按层级批准：区县级由区县政府，市级、省级由市委编办按批准文件登记",
    en="A reform is approved at its level: by the county, or recorded by the city's staffing office "
    "from the city's or the province's document.",
    pass_zh="本事项为“{level}”级",
    pass_en="This one's level is '{level_en}'.",
)
DECIDED_BY_TODAY = rule(
    "reform-decided-by-today",
    zh="批准日期不晚于登记当日，不晚于试点截止日期",
    en="An approval is recorded on its day or later, and before the trial's last day.",
    pass_zh="批准日期最晚为 {latest}",
    pass_en="Its day is {latest} at the latest.",
)
EXTENDED_BEFORE_ITS_END = rule(
    "reform-extended-before-its-end",
    zh="延期须在期满前决定，延至原期限之后",
    en="A trial is extended before it ends, and beyond that day.",
    pass_zh="原期限为 {until}",
    pass_en="It runs until {until}.",
)
EVALUATED_ONCE = rule(
    "reform-evaluated-once",
    zh="每期试点评估一次",
    en="A trial is evaluated once.",
    pass_zh="已评估",
    pass_en="It was.",
)
PROMOTED_WHEN_EFFECTIVE = rule(
    "promoted-when-effective",
    zh="评估有成效的改革方可推广",
    en="What was found effective is promoted.",
    pass_zh="请先评估，结论不得为“成效不明显”",
    pass_en="Evaluate it first, and find it effective, at least in part.",
)
OPENED_BY_ITS_DOCUMENT = rule(
    "rule-opened-by-its-document",
    zh="开放其他业务规则的改革须有授权文件",
    en="A reform opens a rule of another service by its authorising document.",
    pass_zh="请填写所突破的规定和授权文件，或不选开放的规则",
    pass_en="Name the provision and the document that authorises it, or open no rule.",
)
