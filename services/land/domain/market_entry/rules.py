"""The rules of market entry, RZ-2.3.j: 土地管理法 §63, 实施条例 §38–41, 农村集体经济组织法 §26–28."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.3.j"

GATES_ZH = {
    "conditions": "出具规划条件",
    "plan": "报送入市方案",
    "decision": "集体民主决策",
    "comments": "政府意见（或意见期满）",
    "announcement": "发布公告",
    "lead-time": "方案报送满十个工作日",
    "deal": "成交",
    "contract": "签订合同",
    "filing": "合同备案",
    "fund": "收取调节金",
    "registration": "不动产登记",
}

rule = RulesOf(CLAUSE)
TOWN_IN_SCOPE = rule(
    "town-in-scope",
    zh="集体经营性建设用地入市限于本条适用的镇",
    en="Collective commercial land comes to market only in the towns of the clause's scope.",
    pass_zh="{town} 不在适用范围，适用：{scope}",
    pass_en="{town} is outside the scope, which is: {scope}.",
    relaxable=True,
)
PLANNED_USE = rule(
    "planned-use",
    zh="规划确定为工业、商业等经营性用途并依法登记的方可入市",
    en="Only land planned for industry or commerce, and registered, comes to market.",
    pass_zh="用途应为工业或商业，且所有权已登记",
    pass_en="The use must be industrial or commercial and the ownership registered.",
)
COLLECTIVE_LAND = rule(
    "collective-land",
    zh="入市的为本镇集体土地",
    en="The land is collective and lies in the town.",
    pass_zh="该地块登记为 {town} 的 {owner} 土地",
    pass_en="The parcel stands as {owner} land of {town}.",
)
CONDITIONS_CARRY_REQUIREMENTS = rule(
    "conditions-carry-requirements",
    zh="规划条件须载明产业准入和生态环境保护要求（实施条例第三十九条）",
    en="The conditions carry the requirements of industry and ecology.",
    pass_zh="请填写产业准入要求和生态环境保护要求",
    pass_en="Give the industry and the ecology requirements.",
)
GATES_IN_ORDER = rule(
    "gates-in-order",
    zh="入市各环节须依次完成",
    en="The gates of market entry are passed in their order.",
    pass_zh="当前应办理：{gate_zh}",
    pass_en="The next gate is: {gate}.",
)
COUNTS_ADD_UP = rule(
    "counts-add-up",
    zh="同意人数不超过到会人数，到会人数不超过全体人数，会议日期不晚于当日",
    en="In favour are at most those present, present at most all, on a day that has come.",
    pass_zh="全体 {total} 人，到会 {present} 人，同意 {in_favour} 人",
    pass_en="All are {total}, present {present}, in favour {in_favour}.",
)
MAJORITY_OF_ALL = rule(
    "majority-of-all",
    zh="须经全体成员或代表三分之二以上同意，不以到会人数计",
    en="Two thirds of all members or representatives must agree, not of those present.",
    pass_zh="全体 {total} 人，至少 {needed} 人同意，现有 {in_favour} 人",
    pass_en="Of all {total}, {needed} must agree; {in_favour} did.",
)
ASSEMBLY_FORM = rule(
    "assembly-form",
    zh="决定须由法律规定的会议作出",
    en="The decision is taken by an assembly that the law of the day allows.",
    pass_zh="会议形式应为：{forms_zh}",
    pass_en="The assembly must be one of: {forms}.",
)
PARTY_STUDIES_FIRST = rule(
    "party-studies-first",
    zh="集体决定前须先经党组织研究讨论（农村集体经济组织法第二十六条）",
    en="The Party organisation studies the matter before the assembly decides.",
    pass_zh="请填写不晚于 {held_on} 的党组织研究日期",
    pass_en="Give the day of the study, not after {held_on}.",
)
COMMENTS_IN_TIME = rule(
    "comments-in-time",
    zh="政府应在收到方案后规定的工作日内提出意见，期满视为无修改意见",
    en="The government comments within its working days; after them it asked for no change.",
    pass_zh="意见期已满或意见已提出",
    pass_en="The time for comments is over, or comments were made.",
)
PRICE_NOT_UNDER_START = rule(
    "price-not-under-start",
    zh="成交价不低于起始价",
    en="The deal is not under the starting price.",
    pass_zh="起始价 {start_price_fen:money}",
    pass_en="The starting price is {start_price_fen} fen.",
)
CONTRACT_TERMS = rule(
    "contract-terms",
    zh="合同未载明规划条件、产业准入和生态环境保护要求的无效（实施条例第四十一条）",
    en="A contract without planning, industry and ecology terms is void.",
    pass_zh="请填写：{missing}",
    pass_en="Give the terms: {missing}.",
)
TERM_WITHIN_THE_MOST = rule(
    "term-within-the-most",
    zh="使用年限不超过同类用途国有建设用地的最高年限（土地管理法第六十三条）",
    en="The term is at most that of state-owned land of the same use.",
    pass_zh="使用年限应为1至{most}年",
    pass_en="Give a term of 1 to {most} years.",
)
REGISTERED_AS_MEASURED = rule(
    "registered-as-measured",
    zh="登记面积与规划条件不一致的，须有宗地测绘报告，且不超过规划条件面积",
    en="A registered area other than the planned one rests on a survey, and stays within it.",
    pass_zh="规划条件面积 {planned} 平方米；请填写测绘报告文号和不大于它的面积，超出的须重新出具规划条件",
    pass_en="The conditions give {planned} m²; cite the survey and give no more than that, or have "
    "conditions issued anew.",
)
FUND_WAS_COLLECTED = rule(
    "fund-was-collected",
    zh="只能更正已收取的调节金",
    en="The adjustment fund is corrected once it was collected.",
    pass_zh="请先收取调节金",
    pass_en="Collect the fund first.",
)
CONDITIONS_STAND = rule(
    "conditions-stand",
    zh="规划条件有效期间不重复出具",
    en="Conditions are issued once while an entry is under way.",
    pass_zh="如须变更，请先终止本次入市",
    pass_en="End this entry first if they are to change.",
)
DEAL_STANDS = rule(
    "deal-stands",
    zh="只有已成交、尚未办理不动产登记的可以作废",
    en="A deal is annulled after it was concluded and before the right is registered.",
    pass_zh="当前应办理：{gate_zh}",
    pass_en="The next gate is: {gate}.",
)
NO_DEAL_STANDS = rule(
    "no-deal-stands",
    zh="已成交的须先作废成交，已登记的不再终止",
    en="An entry ends without a deal; what is registered has come to market.",
    pass_zh="请先作废成交或解除合同",
    pass_en="Annul the deal first, if the right is not registered yet.",
)
