"""The rules of siting (RZ-2.1.c)."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.1.c"

rule = RulesOf(CLAUSE)
COUNTY_OF_WINNER = rule(
    "county-of-winner",
    zh="区县招引的项目须写明区县，其他项目不写",
    en="A project that a county won names that county; any other names none.",
    pass_zh="请更正招引区县",
    pass_en="Correct the county.",
)
SITING_IS_OPEN = rule(
    "siting-is-open",
    zh="选址确定或终止后不再变更",
    en="A siting is decided, or ended, once.",
    pass_zh="已有结果，落地镇：{chosen}",
    pass_en="It has ended; chosen: {chosen}.",
)
BIDS_ARE_TAKEN_A_WHILE = rule(
    "bids-are-taken-a-while",
    zh="申报截止须晚于今天，使各镇有机会申报",
    en="The last day for bids lies ahead: towns need the chance to bid.",
    pass_zh="请填写晚于 {today} 的日期",
    pass_en="Give a day after {today}.",
)
WINNER_DECIDES = rule(
    "winner-decides",
    zh="区县招引的项目由该区县选址，其他由市住建部门选址",
    en="The county that won a project sites it; housing any other.",
    pass_zh="请由 {winner} 办理",
    pass_en="It is for {winner_en} to do.",
)
BIDS_IN_TIME = rule(
    "bids-in-time",
    zh="申报截止后不再接受申报",
    en="No bid is taken after the last day for bids.",
    pass_zh="截止日期为 {bids_until}",
    pass_en="It was {bids_until}.",
)
TOWN_MAY_BID = rule(
    "town-may-bid",
    zh="每个有效镇申报一次；区县招引的只限本区县的镇",
    en="Each active town bids once; where a county won the project, only its towns.",
    pass_zh="{town} 不能申报",
    pass_en="{town} may not bid.",
)
NO_BID_NO_CLAIM = rule(
    "no-bid-no-claim",
    zh="未申报的镇不参与评估和选址",
    en="A town that did not bid has no claim.",
    pass_zh="{town} 没有申报",
    pass_en="{town} did not bid.",
)
BIDDING_IS_OVER = rule(
    "bidding-is-over",
    zh="申报截止后方可确定",
    en="A siting is decided after the last day for bids.",
    pass_zh="请于 {bids_until} 之后确定",
    pass_en="Decide after {bids_until}.",
)
ALL_BIDS_ARE_ASSESSED = rule(
    "all-bids-are-assessed",
    zh="每个申报都须评估",
    en="Every bid is assessed before the decision.",
    pass_zh="尚未评估：{missing}",
    pass_en="Not assessed: {missing}.",
)
CHOSEN_IS_ELIGIBLE = rule(
    "chosen-is-eligible",
    zh="落地镇须符合条件",
    en="The chosen town is eligible.",
    pass_zh="{town} 经评估不符合条件",
    pass_en="{town} was found not to be.",
)
PILOTS_ALONE = rule(
    "pilots-alone-are-sited",
    zh="按“优先即专属”的读法，有符合条件的试点镇申报时，不得落地其他镇",
    en="Read as exclusive, priority leaves no other town while an eligible pilot has bid.",
    pass_zh="符合条件的试点镇：{pilots}",
    pass_en="Eligible pilots: {pilots}.",
)
DEVIATION_HAS_A_REASON = rule(
    "deviation-has-a-reason",
    zh="符合条件的试点镇优先；未按次序确定的，或者并列第一中选其一的，须记录理由",
    en="An eligible pilot town that bid ranks first; passing over one that does, or that ranks with"
    " the chosen, needs a recorded reason.",
    pass_zh="排在第一的还有 {first}，请填写理由或改选",
    pass_en="{first} ranks first: choose it or give the reason.",
)
