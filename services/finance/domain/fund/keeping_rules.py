"""The rules of a fund's years, of pooling and key support (RZ-2.2.c), and of its flags."""

from shared.kernel.aggregate import Rule, RulesOf

rule = RulesOf("RZ-2.2.c")
SURPLUS_IS_NOT_USED = rule(
    "surplus-is-not-used",
    zh="连续两年（至下一年度终了）未用完的资金为结余资金，不再下达和承诺（预算法§42、实施条例§50）",
    en="What is not used up by the end of the year after its own is surplus: neither allocated nor"
    " committed (Budget Law art. 42; art. 50 of its regulation).",
    pass_zh="该资金最迟用至 {last} 年，请使用以后年度的资金",
    pass_en="It could be used until {last}; use money of a later year.",
)
CARRIED_OVER_FIRST = rule(
    "carried-over-first",
    zh="上一年预算的资金办理结转后，方可在下一年使用（预算法§42）",
    en="Money of the last year's budget is used in the next once it was carried over (Budget Law"
    " art. 42).",
    pass_zh="请先将资金结转至 {year} 年",
    pass_en="Carry it over into {year} first.",
)
CARRIED_IN_TIME = rule(
    "carried-in-time",
    zh="资金结转至下一年使用，之后作为结余资金管理（预算法§42、实施条例§50）",
    en="Money is carried over into the next year; then it is surplus (Budget Law art. 42; art. 50"
    " of its regulation).",
    pass_zh="最多结转至 {last} 年，并在该年内办理",
    pass_en="It can be carried into {last} at the latest, and within it.",
)
YEAR_BY_YEAR = rule(
    "year-by-year",
    zh="资金逐年结转",
    en="Money is carried over year by year.",
    pass_zh="下一次结转至 {next} 年",
    pass_en="The next year is {next}.",
)
YEAR_HAS_ENDED = rule(
    "year-has-ended",
    zh="年度终了后才能结转",
    en="Money is carried over once its year has ended.",
    pass_zh="请在 {year} 年终了后办理",
    pass_en="Wait for the end of {year}.",
)
ONLY_AGRICULTURAL_FUNDS_POOL = rule(
    "only-agricultural-funds-pool",
    zh="涉农资金统筹只在不同的涉农资金之间进行",
    en="Pooling is between two different agricultural funds.",
    pass_zh="{fund} 和 {from_fund} 须均登记为涉农资金",
    pass_en="{fund} and {from_fund} must both be registered as agricultural.",
)
POOLED_BY_ITS_KEEPER = rule(
    "pooled-by-its-keeper",
    zh="资金由其所属财政统筹",
    en="A fund is pooled by who keeps it.",
    pass_zh="转出资金属于 {keeper}",
    pass_en="The fund that gives belongs to {keeper}.",
)
POOLED_KEEPS_KIND_AND_YEAR = rule(
    "pooled-keeps-kind-and-year",
    zh="统筹不改变资金性质，也不延长使用年限：转入同一性质、同年度或更早年度的资金",
    en="Pooling keeps the kind of the money and makes none younger: into a fund of the same kind,"
    " of the same year or an older one.",
    pass_zh="转出资金为 {year} 年、性质为“{kind_zh}”；较早的资金可作为转入方",
    pass_en="The money that goes is of {year}, {kind}; let the older fund be the one that receives.",
)
KEY_SUPPORT_IS_FOR_PILOTS = rule(
    "key-support-is-for-pilots",
    zh="重点扶持只给试点镇的项目",
    en="Key support is for projects of pilot towns.",
    pass_zh="项目 {project} 不在试点镇",
    pass_en="Project {project} is in no pilot town.",
)
EXPERTS_ARE_HEARD = Rule(
    "fund-experts-are-heard",
    "RZ-2.5.g",
    zh="资金方案已申请专家意见的，意见了结后方可下达",
    en="Nothing is allocated of a fund about whose scheme experts were asked before they are heard.",
    pass_zh="请先了结专家服务 {engagements}：逐条答复意见，或说明不再等待",
    pass_en="Close {engagements} first: answer each opinion, or say why they are waited for no longer.",
)
