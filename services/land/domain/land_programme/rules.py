"""The rules of consolidation and restoration programmes, RZ-2.3.i."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.3.i"

rule = RulesOf(CLAUSE)
NOMINATIONS_ARE_OPEN = rule(
    "nominations-are-open",
    zh="确定区域或办结后不再申报、撤回和排序",
    en="Areas are nominated, withdrawn and ranked until the selection is made.",
    pass_zh="该项目已确定区域或已办结，请参加下一批申报；入选区域不能实施的由市自然资源和规划局办理退出",
    pass_en="The areas are selected, or the programme is closed: take part in the next one; a "
    "selected area that is not carried out is dropped by the bureau.",
)
NOMINATED_UNDER_OWN_ID = rule(
    "nominated-under-own-id",
    zh="每个申报区域使用各自的编号，且属于登记在册的镇",
    en="Each nominated area has its own id and lies in a town of the registry.",
    pass_zh="请核对编号 {nomination} 和镇 {town}",
    pass_en="Check the id {nomination} and the town {town}.",
)
NOMINATION_STANDS = rule(
    "nomination-stands",
    zh="由申报区域所在镇一方撤回其在册申报",
    en="A nomination that stands is withdrawn by its own town or county.",
    pass_zh="{town} 的在册申报：{nominations}",
    pass_en="Nominations of {town} that stand: {nominations}.",
)
DROPPED_WAS_SELECTED = rule(
    "dropped-was-selected",
    zh="退出的须为入选区域，递补的须为已排序、未入选且未办结项目的区域",
    en="What is dropped was selected, and what takes its place was ranked and not selected, before "
    "the programme is closed.",
    pass_zh="入选：{selected}；可递补：{others}",
    pass_en="Selected: {selected}; others ranked: {others}.",
)
NEXT_TAKES_THE_PLACE = rule(
    "next-takes-the-place",
    zh="按排序递补，未按排序的须说明理由",
    en="The next of the ranking takes the place, or a reason is given.",
    pass_zh="按排序应由 {next} 递补，请递补或说明理由",
    pass_en="By the ranking it would be {next}; take that or give the reason.",
)
CLOSED_ONCE = rule(
    "closed-once",
    zh="项目只办结一次",
    en="A programme is closed once.",
    pass_zh="该项目已办结",
    pass_en="It is closed.",
)
PROCEEDS_ON_RECORD = rule(
    "proceeds-on-record",
    zh="更正对应已登记的本镇收益",
    en="A correction belongs to proceeds of the town on record.",
    pass_zh="{town} 已登记的收益：{entries}",
    pass_en="Entries of {town} on record: {entries}.",
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
PILOTS_ALONE_SELECTED = rule(
    "pilots-alone-are-selected",
    zh="按“优先即专属”的读法，试点镇的区域未全部入选前，不得安排其他镇的区域",
    en="Read as exclusive, priority leaves no other area while a pilot's is not selected.",
    pass_zh="请先安排试点镇的 {pilots}",
    pass_en="Select {pilots} of the pilots first.",
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
