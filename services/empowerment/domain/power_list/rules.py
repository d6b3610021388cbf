"""The rules of a county's list of powers (RZ-2.6.a)."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-2.6.a")
LIST_STAGE_ALLOWS = rule(
    "list-stage-allows",
    zh="清单按起草、征求意见和审核、批准、公布、备案的次序办理",
    en="A list goes from its draft through opinions and review to approval, publication, filing.",
    pass_zh="现为“{now}”，须为：{needs}",
    pass_en="It is now '{now_en}'; this is for '{needs_en}'.",
)
COUNTY_HAS_PILOT_TOWN = rule(
    "county-has-pilot-town",
    zh="有试点镇的区县才编制赋权事项清单",
    en="A county with a pilot town has a list of powers.",
    pass_zh="请核对区县“{county}”",
    pass_en="Check the county '{county}'.",
)
FORM_SUITS_KIND = rule(
    "form-suits-kind",
    zh="下放形式须适合事项类别：行政处罚、行政强制只可赋权，不得委托或交由受理；行政征收不作受理",
    en="A power passes in a form that its kind allows: penalties and coercion are never entrusted.",
    pass_zh="此类事项可用的形式：{forms}",
    pass_en="The forms for its kind: {forms_en}.",
)
PENALTY_BY_PROVINCE = rule(
    "penalty-by-province",
    zh="行政处罚权交由镇行使须有省人民政府公布的决定（行政处罚法第24条）",
    en="A power to penalise passes to a town only by the province's published decision "
    "(Administrative Penalty Law art. 24).",
    pass_zh="请填写省的决定文号，或不列入该事项",
    pass_en="Cite the province's decision, or leave the item out.",
)
BASIS_IS_NAMED = rule(
    "basis-is-named",
    zh="下放事项须有法律依据，没有依据不得把职责转嫁给镇（山东省乡镇人民政府工作条例）",
    en="Nothing is passed down without its basis in law.",
    pass_zh="请填写法律依据及其层级",
    pass_en="Name the basis and its level.",
)
ENTRUSTED_BY_LAW = rule(
    "entrusted-by-law",
    zh="委托须有法律、法规或规章的依据（行政许可法第24条）",
    en="Entrusting needs its basis in a law, a regulation or a rule "
    "(Administrative Licensing Law art. 24).",
    pass_zh="规范性文件不能作为委托的依据，请改为受理或另列依据",
    pass_en="A document is no such basis: choose another form, or cite a law or rule.",
)
IN_CATALOGUE_OR_REASON = rule(
    "in-catalogue-or-reason",
    zh="赋权事项须在省赋权目录内，或说明理由",
    en="An item stands in the province's catalogue, or a reason is given.",
    pass_zh="请填写目录编号，或说明目录外列入的理由",
    pass_en="Cite the catalogue, or give the reason.",
)
ORGAN_IS_COUNTYS = rule(
    "organ-is-countys",
    zh="下放部门须为本区县的部门",
    en="The power is one of a department of this county.",
    pass_zh="“{organ}”不是 {county} 的部门",
    pass_en="'{organ}' is no department of {county}.",
)
TOWNS_ARE_COUNTYS_PILOTS = rule(
    "towns-are-countys-pilots",
    zh="承接镇须为本区县的试点镇",
    en="A power passes to pilot towns of this county.",
    pass_zh="本区县的试点镇：{towns}",
    pass_en="The county's pilot towns: {towns}.",
)
ITEM_IS_DRAFTED = rule(
    "item-is-drafted",
    zh="只能办理清单草案中的事项",
    en="This is for an item of the draft.",
    pass_zh="草案中没有 {item}",
    pass_en="The draft has no {item}.",
)
SUPPORT_IS_AHEAD = rule(
    "support-is-ahead",
    zh="保障的落实期限须晚于当日，不得过远",
    en="Support is promised for a day to come, and not too far off.",
    pass_zh="期限须在 {earliest} 至 {latest} 之间",
    pass_en="Choose a day from {earliest} to {latest}.",
)
LIST_HAS_ITEMS = rule(
    "list-has-items",
    zh="清单至少有一个事项",
    en="A list has at least one item.",
    pass_zh="请先列入事项",
    pass_en="List an item first.",
)
TOWN_IS_ASKED = rule(
    "town-is-asked",
    zh="由清单涉及的镇提出意见",
    en="The towns that a list concerns are asked.",
    pass_zh="征求意见的镇：{towns}",
    pass_en="Asked: {towns}.",
)
OPINION_AWAITS_ANSWER = rule(
    "opinion-awaits-answer",
    zh="只答复尚未答复的不同意见",
    en="A negative opinion is answered once.",
    pass_zh="{town} 没有待答复的意见",
    pass_en="{town} has none that waits for an answer.",
)
TOWNS_ARE_HEARD = rule(
    "towns-are-heard",
    zh="批准前须听取各镇意见，期满未提出的视为无异议",
    en="Each town is heard before the approval; silence past its limit is no objection.",
    pass_zh="尚待：{towns}",
    pass_en="Waiting for {towns}.",
)
OBJECTIONS_ARE_ANSWERED = rule(
    "objections-are-answered",
    zh="镇的不同意见未答复的，不得批准",
    en="A town's negative opinion blocks the approval until it is answered.",
    pass_zh="请先答复：{towns}",
    pass_en="Answer {towns} first.",
)
LEGALITY_IS_CONFIRMED = rule(
    "legality-is-confirmed",
    zh="批准前须经区县司法局合法性审核通过；草案改动后须重新审核",
    en="The county's justice bureau finds the draft lawful before it is approved, anew after a change.",
    pass_zh="请先由区县司法局审核通过现草案",
    pass_en="Have the present draft reviewed first.",
)
FILED_ONCE = rule(
    "filed-once",
    zh="每版清单备案一次",
    en="An edition is filed once.",
    pass_zh="本版已备案",
    pass_en="It was filed.",
)
