"""The rules of a stock parcel, RZ-2.3.b. What idle land is: 闲置土地处置办法 §2."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.3.b"

rule = RulesOf(CLAUSE)
TOWN_IS_REGISTERED = rule(
    "town-is-registered",
    zh="地块须属于登记在册的镇",
    en="A parcel lies in a town of the registry.",
    pass_zh="请核对镇的编号：{town}",
    pass_en="Check the town's id: {town}.",
)
SINCE_A_PAST_DAY = rule(
    "since-a-past-day",
    zh="所填日期不晚于当日",
    en="What is reported happened today or before.",
    pass_zh="日期应不晚于 {today}",
    pass_en="Give a day not after {today}.",
)
PARCEL_IN_STOCK = rule(
    "parcel-in-stock",
    zh="地块已盘活或核销，不再属于存量",
    en="The parcel has been revitalised or struck and is no stock any more.",
    pass_zh="如再次形成存量，请以新编号调查",
    pass_en="Survey it under a new id if it became stock again.",
)
CONSTRUCTION_FOLLOWS = rule(
    "construction-follows",
    zh="建设情况按动工、中止、复工的次序登记",
    en="Construction starts, stops and resumes in that order.",
    pass_zh="地块现状为“{stage_zh}”",
    pass_en="The parcel's construction is: {stage}.",
)
DEVELOPED_WITHIN_AREA = rule(
    "developed-within-area",
    zh="已开发面积不超过地块面积",
    en="What is developed is part of the parcel.",
    pass_zh="地块面积 {area} 平方米",
    pass_en="The parcel has {area} m².",
)
IDLE_IS_DETERMINED = rule(
    "idle-is-determined",
    zh="国有地块列为闲置须经闲置认定",
    en="A state-owned parcel becomes idle only by a determination.",
    pass_zh="请使用闲置认定，并注明原因",
    pass_en="Determine it as idle, with the cause.",
)
STATE_OWNED = rule(
    "state-owned",
    zh="闲置认定只适用于国有建设用地",
    en="Only state-owned land is determined idle.",
    pass_zh="该地块为集体土地",
    pass_en="This parcel is collective land.",
)
GROUND_ON_RECORD = rule(
    "ground-on-record",
    zh="闲置认定须有据：超过约定动工日期满一年，或中止建设满一年且开发面积不足三分之一或投资不足25%",
    en="Idle land is a year past its start date, or stopped a year with little built or invested.",
    pass_zh="请先登记约定动工日期或建设情况，期满后系统提示，再行认定",
    pass_en="Record the start date or the stop first; once the year has passed the system warns.",
)
DETERMINED_ONCE = rule(
    "determined-once",
    zh="地块已作闲置认定",
    en="The parcel is already determined idle.",
    pass_zh="如情况变化，请先调整类别",
    pass_en="Reclassify it first if things changed.",
)
OUT_OF_ITS_BATCH = rule(
    "out-of-its-batch",
    zh="已列入盘活批次的地块不得核销",
    en="A parcel that stands in an open batch is not struck.",
    pass_zh="请先将地块移出批次 {batch}",
    pass_en="Release the parcel from batch {batch} first.",
)
STAGES_GO_ON = rule(
    "stages-go-on",
    zh="建设情况按日期先后登记",
    en="Construction is reported in the order of its days.",
    pass_zh="日期应不早于上一次登记的 {on}",
    pass_en="Give a day not before {on}, that of the last report.",
)
