"""The rules of new fiscal capacity, RZ-2.2.e. Amounts in the texts are in fen."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.2.e"

rule = RulesOf(CLAUSE)
TOWN_RETAINS_INCREMENTS = rule(
    "town-retains-increments",
    zh="新增财力留用适用于试点镇",
    en="Increments stay in the pilot towns.",
    pass_zh="适用：{towns}；{town} 不在其中",
    pass_en="It holds for {towns}; not for {town}.",
)
CORRECTION_NAMES_ITS_REASON = rule(
    "correction-names-its-reason",
    zh="已核定的数据只能注明理由后更正",
    en="A figure that was set is corrected with a reason.",
    pass_zh="原为 {previous:money}，请填写更正理由",
    pass_en="It was {previous} fen; give the reason.",
)
AFTER_THE_BASE_YEAR = rule(
    "after-the-base-year",
    zh="结算年度须晚于基期",
    en="A settled year is after the base year.",
    pass_zh="基期为 {base} 年，其数据请用核定基期财力更正",
    pass_en="The base year is {base}; correct its figure by setting the base.",
)
YEAR_IS_CLOSED = rule(
    "year-is-closed",
    zh="年度终了后才能核定财力",
    en="Only a closed year's capacity is settled.",
    pass_zh="{year} 年的财力请在 {next} 年办理",
    pass_en="Settle {year} in {next}.",
)
CITYS_FIGURE_STANDS = rule(
    "citys-figure-stands",
    zh="市财政局核定的财力，区县不得更改",
    en="What the city's finance bureau settled is not changed by a county.",
    pass_zh="{year} 年为 {previous:money}，请市财政局更正",
    pass_en="It is {previous} fen for {year}; have the finance bureau correct it.",
)
CAPACITY_SAYS_WHAT_IT_IS = rule(
    "capacity-says-what-it-is",
    zh="财力须注明口径：财力＝本级收入＋转移支付收入－上解支出",
    en="A capacity says what it is made of: own revenue + transfers − what is remitted upwards.",
    pass_zh="三项须填齐并与财力相符：三项合计 {sum:money}，财力 {capacity:money}",
    pass_en="Give all three; they make {sum} fen, the capacity is {capacity}.",
)
WITHIN_CLAIMS = rule(
    "within-claims",
    zh="划转不超过该年度已申领、应留用而未划转的新增财力",
    en="What is handed over stays within what was claimed of the year and is still due.",
    pass_zh="最多 {available:money}，多出 {needs:money}",
    pass_en="At most {available} fen; {needs} fen are too many.",
)
CLAIM_COMES_DOWN = rule(
    "increment-claim-comes-down",
    zh="申领更正只减不增，且不低于该年度已划转或抵扣的；增加的另行申领",
    en="A claim is corrected downwards, over what the town has of its year; more is claimed "
    "besides.",
    pass_zh="第 {claim} 次申领应少于 {claimed:money}、不少于 {least:money}；多划转的请区县财政部门先更正划转",
    pass_en="Claim {claim} must be less than {claimed} fen and {least} or more; have a hand-over "
    "that was too high corrected first.",
)
KEEPER_HANDS_OVER = rule(
    "increment-keeper-hands-over",
    zh="新增财力由本区县财政部门划转",
    en="The county's finance department hands the increment over.",
    pass_zh="请由 {keeper} 办理",
    pass_en="Have {keeper} do it.",
)
HANDOVER_WAS_SET_OFF = rule(
    "increment-handover-was-set-off",
    zh="已抵扣其他年度的划转额不得更正掉",
    en="What was set off against another year is not corrected away.",
    pass_zh="已划转合计不少于 {least:money}",
    pass_en="It must be {least} fen or more.",
)
PREVIOUS_YEAR_IS_SETTLED = rule(
    "previous-year-is-settled",
    zh="以上年为基数时，须先结算上年",
    en="Where the year before is the base, it is settled first.",
    pass_zh="请先结算 {previous} 年",
    pass_en="Settle {previous} first.",
)
ONLY_THESE_YEARS_COUNT = rule(
    "only-these-years-count",
    zh="新增财力留用只限规定年度",
    en="Increments stay for the years that the policy names.",
    pass_zh="年度为 {years}；{year} 年留用为零",
    pass_en="The years are {years}; for {year} nothing stays.",
)
WITHIN_INCREMENT = rule(
    "within-increment",
    zh="申领不超过该年度留用的新增财力",
    en="Claims stay within what the year retained.",
    pass_zh="尚可申领 {available:money}，多出 {needs:money}",
    pass_en="{available} fen can still be claimed; {needs} fen are too many.",
)
