"""The rules of opportunities for private capital, RZ-2.4.i."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.4.i"

rule = RulesOf(CLAUSE)
TOWN_OF_THE_OPPORTUNITY = rule(
    "town-of-the-opportunity",
    zh="合作机会由试点镇发布，至少一种合作方式",
    en="A pilot town's opportunity, in at least one mode.",
    pass_zh="{town} 须为试点镇；请选择合作方式",
    pass_en="{town} must be a pilot town; choose a mode.",
)
PROPOSALS_AHEAD = rule(
    "proposals-ahead",
    zh="方案征集截止日期不早于今天",
    en="Proposals are taken until today or later.",
    pass_zh="请填写 {today} 及以后的日期",
    pass_en="{today} or later.",
)
STAGE_OF_THE_OPPORTUNITY = rule(
    "stage-of-the-opportunity",
    zh="合作机会按环节办理",
    en="An opportunity goes step by step.",
    pass_zh="现为“{stage}”，须为“{needed}”",
    pass_en="It is {stage_en}; it must be {needed_en}.",
)
PROPOSALS_ARE_TAKEN = rule(
    "proposals-are-taken",
    zh="截止前征集方案，截止后选定",
    en="Proposals come until the day set, the choice after it.",
    pass_zh="截止日期 {until}",
    pass_en="The day is {until}.",
)
MODE_WAS_OFFERED = rule(
    "mode-was-offered",
    zh="方案采用发布的合作方式",
    en="A proposal takes a mode that was offered.",
    pass_zh="可选：{modes_zh}",
    pass_en="Offered: {modes}.",
)
NO_FIXED_RETURN = rule(
    "no-fixed-return",
    zh="不得向社会资本承诺固定回报、回购或提供担保",
    en="Private capital is promised no fixed return, no buy-back, no guarantee.",
    pass_zh="请取消：{promises}",
    pass_en="Drop: {promises_en}.",
)
PROPOSAL_IS_NEW = rule(
    "proposal-is-new",
    zh="每份方案提交一次",
    en="A proposal is submitted once.",
    pass_zh="{proposal} 已提交",
    pass_en="{proposal} is there.",
)
PROPOSAL_EXISTS = rule(
    "proposal-exists",
    zh="从已提交的方案中选定",
    en="One of the submitted proposals is selected.",
    pass_zh="已提交：{proposals}",
    pass_en="Submitted: {proposals}.",
)
OPEN_WHERE_THE_LAW_REQUIRES = rule(
    "open-where-the-law-requires",
    zh="依法应当公开竞争的，公开招标或竞争性磋商，方案不少于 {least} 份",
    en="Where the law requires it, selection is by open competition of at least {least}.",
    pass_zh="现有 {found} 份；请公开竞争",
    pass_en="There are {found}; compete openly.",
)
SIGNED_FOR_LIBRARY_PROJECT = rule(
    "signed-for-library-project",
    zh="项目入库后方可签约",
    en="It is signed once its project stands in the library.",
    pass_zh="项目 {project} 须已入库、属于该镇且未出库",
    pass_en="Project {project} must be admitted, of that town, and not have left.",
)
SIGNED_WITHIN_THE_PROPOSAL = rule(
    "signed-by-today",
    zh="签约日期不晚于今天，不早于选定之日",
    en="It was signed by today, and not before the choice.",
    pass_zh="日期须在 {earliest} 至 {latest} 之间",
    pass_en="The day lies between {earliest} and {latest}.",
)
