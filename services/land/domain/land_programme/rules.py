"""The rules of consolidation and restoration programmes, RZ-2.3.i."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.3.i"

rule = RulesOf(CLAUSE)
NOMINATIONS_ARE_OPEN = rule(
    "nominations-are-open",
    zh="确定区域后不再申报和排序",
    en="Areas are nominated and ranked until the selection is made.",
    pass_zh="该项目已确定区域，请参加下一批申报",
    pass_en="The areas are selected; take part in the next programme.",
)
NOMINATED_UNDER_OWN_ID = rule(
    "nominated-under-own-id",
    zh="每个申报区域使用各自的编号，且属于登记在册的镇",
    en="Each nominated area has its own id and lies in a town of the registry.",
    pass_zh="请核对编号 {nomination} 和镇 {town}",
    pass_en="Check the id {nomination} and the town {town}.",
)
NEW_FARMLAND = rule(
    "new-farmland",
    zh="全域土地综合整治新增耕地不少于原有耕地的规定比例",
    en="Consolidation adds at least the set share of new farmland.",
    pass_zh="须填写原有和新增耕地面积，新增不少于 {percent}%",
    pass_en="Give farmland before and new farmland; at least {percent} percent must be new.",
)
ALL_ARE_SCORED = rule(
    "all-are-scored",
    zh="每个申报区域评分一次",
    en="Every nomination is scored once.",
    pass_zh="申报区域：{nominations}",
    pass_en="The nominations are: {nominations}.",
)
RANKED_BEFORE_SELECTED = rule(
    "ranked-before-selected",
    zh="确定区域前须对全部申报排序",
    en="All nominations are ranked before areas are selected.",
    pass_zh="请先排序",
    pass_en="Rank the nominations first.",
)
SELECTION_FITS = rule(
    "selection-fits",
    zh="入选区域须为已排序的申报，不重复且不超过名额",
    en="Selected areas are ranked nominations, each once, within the places.",
    pass_zh="名额 {places} 个，已排序：{ranked}",
    pass_en="There are {places} places; ranked are: {ranked}.",
)
PILOTS_SELECTED_FIRST = rule(
    "pilots-selected-first",
    zh="优先安排试点镇，未按排序确定的须说明理由",
    en="Pilots come first: a selection off the ranking needs a reason.",
    pass_zh="按排序应为 {head}，请按排序确定或说明理由",
    pass_en="By the ranking it would be {head}; select these or give the reason.",
)
PROCEEDS_OF_A_SELECTED_AREA = rule(
    "proceeds-of-a-selected-area",
    zh="收益归入选区域所在镇，每笔一个编号",
    en="Proceeds go to the town of a selected area, each under its own id.",
    pass_zh="请核对区域、镇和编号；入选区域：{selected}",
    pass_en="Check area, town and id; selected areas: {selected}.",
)
