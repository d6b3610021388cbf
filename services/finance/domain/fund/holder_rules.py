"""Who holds money of a fund, disposes of it and approves: RZ-2.2.c, and authority delegated, RZ-2.2.b."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-2.2.c")
HOLDER_DISPOSES = rule(
    "holder-disposes",
    zh="资金由掌握它的财政部门下达、拨付和收回；镇在下放的权限内行使",
    en="Money is allocated, paid and recalled by the finance department that holds it; by a town"
    " within the authority delegated to it.",
    pass_zh="请由 {holder} 办理；镇须填写本镇和下放事项，资金须为区县掌握",
    pass_en="Let {holder} act; a town names itself and the matter, of money that a county holds.",
)
CITY_PASSES_DOWN = rule(
    "city-passes-down",
    zh="市级掌握的资金下达到登记在册的区县",
    en="Money that the city holds goes down to a registered county.",
    pass_zh="请填写区县（现为 {county}），并从市级掌握的资金下达",
    pass_en="Name a county (now {county}), and pass down a fund that the city holds.",
)
PASSED_INTO_ITS_OWN = rule(
    "passed-into-its-own",
    zh="下达区县的资金记入该区县承接这项资金的台账",
    en="What goes down is booked in the county's fund for this money.",
    pass_zh="{into_fund} 已用于其他资金，请换一个区县资金编号",
    pass_en="{into_fund} is another fund; give the county's fund another id.",
)
ONLY_RECEIVED_MONEY_GOES_BACK = rule(
    "only-received-money-goes-back",
    zh="只有上级下达的资金可以上缴",
    en="Only what came from above is handed back.",
    pass_zh="{fund} 不是上级下达的资金",
    pass_en="{fund} did not come from above.",
)
MONEY_COMES_FROM_ABOVE = rule(
    "money-comes-from-above",
    zh="承接上级资金的台账只由上级下达增加",
    en="A fund that holds money from above grows by what is passed down.",
    pass_zh="请由上级从 {upper_fund} 下达",
    pass_en="Have it passed down from {upper_fund}.",
)
TWO_APPROVERS = rule(
    "two-approvers",
    zh="同一项目（镇）当日合计超过 {threshold:money}的资金须由两人分别审批",
    en="What one project or town has above {threshold} fen on a day is approved by two people.",
    pass_zh="请另一人先审批同一事项、同一金额（第一审批人：{first}）",
    pass_en="Let another person approve the same act and amount first (first approver: {first}).",
)
ONE_APPROVER_IS_ENOUGH = rule(
    "one-approver-is-enough",
    zh="当日合计未超过限额的资金无须第一审批",
    en="What stays within the threshold on a day needs no first approval.",
    pass_zh="当日合计 {threshold:money}及以下可直接办理",
    pass_en="Up to {threshold} fen on one day act at once.",
)

authority_rule = RulesOf("RZ-2.2.b")
AUTHORITY_OVER_ITS_OWN = authority_rule(
    "authority-over-its-own",
    zh="镇在下放的权限内只处理本镇项目的资金",
    en="Within its authority a town disposes of its own projects' money.",
    pass_zh="项目须为 {town} 的项目",
    pass_en="The project is one of {town}'s.",
)
AUTHORITY_IS_IN_FORCE = authority_rule(
    "authority-is-in-force",
    zh="镇只行使区县已下放、已施行且未收回的资金管理权限",
    en="A town uses authority that was delegated, has begun and was not withdrawn.",
    pass_zh="现行有效的下放事项：{matters}；请填写其中一项",
    pass_en="The matters in force are {matters}; name one.",
)
WITHIN_AUTHORITY = authority_rule(
    "within-authority",
    zh="同一项目当日合计不超过下放的限额",
    en="What a project has on a day stays within the limit delegated.",
    pass_zh="限额 {limit:money}，当日尚可办理 {available:money}，还差 {needs:money}；超出部分请区县财政局办理",
    pass_en="The limit is {limit} fen; {available} are left today, {needs} are missing. Let the"
    " county's finance department act on more.",
)
