"""The rules of filing what a town tries (RZ-3.2.c)."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-3.2.c")
FILING_TOWN_IS_PILOT = rule(
    "filing-town-is-pilot",
    zh="由试点镇备案",
    en="A pilot town files what it tries.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
FILED_AFTER_SAYS_SO = rule(
    "filed-after-says-so",
    zh="事后备案须注明事后，不得填作事前备案",
    en="What is filed after the act says so; it does not claim to have been filed before.",
    pass_zh="实施日期 {acted_on}，备案时间须为“{timing}”",
    pass_en="It began on {acted_on}: the timing is '{timing_en}'.",
)
FILED_WITHIN_LIMIT = rule(
    "filed-within-limit",
    zh="事后备案须在实施后限期内",
    en="What is filed after the act is filed within its limit.",
    pass_zh="实施日期最早为 {earliest}",
    pass_en="It began on {earliest} at the earliest.",
)
TERM_IS_AHEAD = rule(
    "innovation-term-is-ahead",
    zh="创新须有期限，晚于实施日期和当日",
    en="A trial has its term, after its beginning and today.",
    pass_zh="期限须晚于 {after}",
    pass_en="Choose a day after {after}.",
)
FILING_STAGE_ALLOWS = rule(
    "filing-stage-allows",
    zh="备案按提交、接收或退回、变更、总结的次序办理",
    en="A filing is made, taken or returned, amended, concluded.",
    pass_zh="现为“{now}”，须为：{needs}",
    pass_en="It is now '{now_en}'; this is for '{needs_en}'.",
)
RECEIVER_ANSWERS = rule(
    "receiver-answers",
    zh="由备案机关接收或退回",
    en="The receiver takes a filing, or returns it.",
    pass_zh="备案机关为 {receiver}",
    pass_en="It is {receiver_en}.",
)
