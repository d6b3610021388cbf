"""The rules of new fiscal capacity, RZ-2.2.e. Amounts in the texts are in fen."""

from shared.aggregate import Rule

CLAUSE = "RZ-2.2.e"

TOWN_RETAINS_INCREMENTS = Rule(
    "town-retains-increments",
    CLAUSE,
    zh="新增财力留用适用于试点镇",
    en="Increments stay in the pilot towns.",
    pass_zh="适用：{towns}；{town} 不在其中",
    pass_en="It holds for {towns}; not for {town}.",
)
CORRECTION_NAMES_ITS_REASON = Rule(
    "correction-names-its-reason",
    CLAUSE,
    zh="已核定的数据只能注明理由后更正",
    en="A figure that was set is corrected with a reason.",
    pass_zh="原为 {previous} 分，请填写更正理由",
    pass_en="It was {previous} fen; give the reason.",
)
AFTER_THE_BASE_YEAR = Rule(
    "after-the-base-year",
    CLAUSE,
    zh="结算年度须晚于基期",
    en="A settled year is after the base year.",
    pass_zh="基期为 {base} 年，其数据请用核定基期财力更正",
    pass_en="The base year is {base}; correct its figure by setting the base.",
)
YEAR_HAS_COME = Rule(
    "year-has-come",
    CLAUSE,
    zh="不能结算未到的年度",
    en="A year that has not come is not settled.",
    pass_zh="请在 {year} 年办理",
    pass_en="Wait for {year}.",
)
PREVIOUS_YEAR_IS_SETTLED = Rule(
    "previous-year-is-settled",
    CLAUSE,
    zh="以上年为基数时，须先结算上年",
    en="Where the year before is the base, it is settled first.",
    pass_zh="请先结算 {previous} 年",
    pass_en="Settle {previous} first.",
)
ONLY_THESE_YEARS_COUNT = Rule(
    "only-these-years-count",
    CLAUSE,
    zh="新增财力留用只限规定年度",
    en="Increments stay for the years that the policy names.",
    pass_zh="年度为 {years}；{year} 年留用为零",
    pass_en="The years are {years}; for {year} nothing stays.",
)
WITHIN_INCREMENT = Rule(
    "within-increment",
    CLAUSE,
    zh="申领不超过该年度留用的新增财力",
    en="Claims stay within what the year retained.",
    pass_zh="尚可申领 {available} 分，多出 {needs} 分",
    pass_en="{available} fen can still be claimed; {needs} fen are too many.",
)
