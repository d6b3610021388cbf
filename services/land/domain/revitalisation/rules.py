"""The rules of a batch of revitalisation, RZ-2.3.c."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.3.c"

STATUS_ZH = {
    "planned": "待批准",
    "approved": "实施中",
    "withdrawn": "已撤回",
    "completed": "已完成",
}

rule = RulesOf(CLAUSE)
AFTER_THE_SURVEY = rule(
    "after-the-survey",
    zh="完成存量调查后方可拟定盘活批次",
    en="Batches are planned once the town's survey is complete.",
    pass_zh="请先完成 {town} 的存量调查",
    pass_en="Complete the survey of {town} first.",
)
BATCH_HAS_PARCELS = rule(
    "batch-has-parcels",
    zh="批次须列明地块，每宗一次",
    en="A batch lists parcels, each once.",
    pass_zh="请核对地块：{parcels}",
    pass_en="Check these parcels: {parcels}.",
)
PARCELS_ARE_STOCK = rule(
    "parcels-are-stock",
    zh="批次中的地块须在本镇存量清单上并已分类",
    en="The parcels of a batch are classed and on the town's list.",
    pass_zh="请核对地块：{parcels}",
    pass_en="Check these parcels: {parcels}.",
)
ONE_OPEN_BATCH = rule(
    "one-open-batch",
    zh="一宗地块只能列入一个未结束的批次",
    en="A parcel stands in one open batch at most.",
    pass_zh="已列入其他批次：{parcels}",
    pass_en="Already in another batch: {parcels}.",
)
MEASURE_FITS_CLASS = rule(
    "measure-fits-class",
    zh="盘活措施须与地块类别相符",
    en="The measure is one of the parcel's class.",
    pass_zh="地块 {parcel} 可采用：{measures_zh}",
    pass_en="Parcel {parcel} may take: {measures}.",
)
BATCH_STATUS_ALLOWS = rule(
    "batch-status-allows",
    zh="批次须处于相应阶段",
    en="The batch must be at this point of its way.",
    pass_zh="批次现为“{status_zh}”，应为“{needed_zh}”",
    pass_en="The batch is {status}; it should be {needed}.",
)
PARCEL_OF_THE_BATCH = rule(
    "parcel-of-the-batch",
    zh="地块须属于该批次且尚未盘活",
    en="The parcel is one of the batch and not yet revitalised.",
    pass_zh="尚待盘活：{parcels}",
    pass_en="Still to be revitalised: {parcels}.",
)
REVITALISED_BY_TODAY = rule(
    "revitalised-by-today",
    zh="盘活日期不晚于当日",
    en="A parcel was revitalised today or before.",
    pass_zh="日期应不晚于 {today}",
    pass_en="Give a day not after {today}.",
)
APPROVER_TAKES_BACK = rule(
    "approver-takes-back",
    zh="已批准的批次由市自然资源和规划局或区县撤回",
    en="A batch that was approved is taken back by the city's or the county's side.",
    pass_zh="请报请批准单位撤回",
    pass_en="Ask those who approved it.",
)
