"""The rules of admission to the library (RZ-2.1.a)."""

from shared.kernel.aggregate import Rule, RulesOf

CLAUSE = "RZ-2.1.a"

rule = RulesOf(CLAUSE)
TOWN_IS_ACTIVE = rule(
    "town-is-active",
    zh="申报镇须在名录内且有效",
    en="The town must be in the registry and active.",
    pass_zh="{town} 不在名录内或已停用",
    pass_en="{town} is not, or no longer.",
)
LAND_HAS_A_USE = rule(
    "land-has-a-use",
    zh="用地面积与用地用途须同时填写",
    en="The land's area and its use go together.",
    pass_zh="请补填缺少的一项，不需用地的两项都不填",
    pass_en="Give both, or neither where no land is needed.",
)
CODE_IS_NEW = rule(
    "code-is-new",
    zh="该项目代码已登记在本项目",
    en="The project already has this code.",
    pass_zh="无需重复登记",
    pass_en="There is nothing left to do.",
)
STAGE_ALLOWS = rule(
    "stage-allows",
    zh="项目当前环节不能办理此项",
    en="The project is not at the stage for this.",
    pass_zh="现处于“{stage}”，须处于：{needed}",
    pass_en="It must be at one of: {needed_en}; it is at: {stage_en}.",
)
ONE_OPINION_EACH = rule(
    "one-opinion-each",
    zh="每个部门只出具一份联审意见",
    en="A department gives one opinion.",
    pass_zh="如需更改，请先撤回原意见",
    pass_en="Withdraw the standing opinion first.",
)
OPINION_STANDS = rule(
    "opinion-stands",
    zh="只能撤回本部门已出具的意见；期满视为无异议的，可直接出具意见",
    en="Only an opinion that one gave can be withdrawn; over one's own silence an opinion may be given.",
    pass_zh="本部门没有已出具的意见",
    pass_en="This department has given none.",
)
OBJECTION_TO_SETTLE = rule(
    "objection-to-settle",
    zh="联席会议议定的是非法定的不同意意见",
    en="A joint meeting settles objections that are not statutory.",
    pass_zh="目前没有待议定的此类意见",
    pass_en="None stands now.",
)
MEETING_WAS_HELD = rule(
    "meeting-was-held",
    zh="只能引用已召开会议的纪要",
    en="Minutes come from a meeting that has been held.",
    pass_zh="会议日期 {held_on} 晚于今天",
    pass_en="{held_on} is in the future.",
)
OPINIONS_ARE_COMPLETE = rule(
    "opinions-are-complete",
    zh="入库前联审部门须全部出具意见",
    en="Every required department gives its opinion before admission.",
    pass_zh="尚缺：{missing}",
    pass_en="Missing: {missing_en}.",
)
NO_STATUTORY_OBJECTION = rule(
    "no-statutory-objection",
    zh="属法定情形的不同意意见，撤回前不得入库",
    en="A statutory objection blocks admission until its author withdraws it.",
    pass_zh="须先由以下部门撤回：{objectors}",
    pass_en="To be withdrawn by: {objectors_en}.",
)
OBJECTIONS_ARE_SETTLED = rule(
    "objections-are-settled",
    zh="不同意意见须经联席会议议定后方可入库",
    en="Objections go to a joint meeting before admission.",
    pass_zh="待议定：{objectors}",
    pass_en="To be settled: {objectors_en}.",
)
EXPERTS_ARE_HEARD = Rule(
    "project-experts-are-heard",
    "RZ-2.5.g",
    zh="已申请专家意见的项目，意见了结后方可入库",
    en="A project about which experts were asked is admitted once they are heard.",
    pass_zh="请先了结专家服务 {engagements}：逐条答复意见，或说明不再等待",
    pass_en="Close {engagements} first: answer each opinion, or say why they are waited for no longer.",
)
