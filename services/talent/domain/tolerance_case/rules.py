"""The rules of the register of tolerance cases (RZ-3.2.d)."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-3.2.d")
TOLERANCE_BODY_ACTS = rule(
    "tolerance-body-acts",
    zh="容错由管理该干部的组织部门或受理的纪检监察机关登记和认定",
    en="Who manages the official, or inquires, registers a case and decides it.",
    pass_zh="请由该认定机关办理",
    pass_en="Have that body act.",
)
TOLERANCE_IS_NEW = rule(
    "tolerance-is-new",
    zh="每件容错登记一次，申请日期不晚于当日",
    en="A case is registered once, by the day on which it is entered.",
    pass_zh="编号已用，或申请日期晚于 {today}",
    pass_en="The number is taken, or the day is after {today}.",
)
TOLERANCE_STAGE_ALLOWS = rule(
    "tolerance-stage-allows",
    zh="容错按受理、核实、认定、告知、复核、结案的次序办理",
    en="A case is accepted, verified, determined, told, reviewed if asked, closed.",
    pass_zh="现为“{now}”，须为：{needs}",
    pass_en="It is now '{now_en}'; this is for '{needs_en}'.",
)
SIX_FACTORS_ARE_WEIGHED = rule(
    "six-factors-are-weighed",
    zh="认定须综合考虑六个方面（中办发〔2018〕29号），逐项答复",
    en="A determination weighs all six factors.",
    pass_zh="尚未答复：{lacking}",
    pass_en="Not answered: {lacking_en}.",
)
NEGATIVE_LIST_DENIES = rule(
    "negative-list-denies",
    zh="负面清单情形不予容错",
    en="What is on the negative list is not tolerated.",
    pass_zh="结果须为“不予容错”",
    pass_en="The result must be 'denied'.",
)
TOLERATED_IS_CORRECTED = rule(
    "tolerated-is-corrected",
    zh="容错的仍须纠错，定有期限",
    en="What is tolerated is corrected still, within a term.",
    pass_zh="请填写纠错期限，晚于 {today}，不晚于 {latest}",
    pass_en="Give the correction a day after {today}, up to {latest}.",
)
REVIEW_IS_ASKED_IN_TIME = rule(
    "tolerance-review-in-time",
    zh="对认定不服的，自告知之日起限期内申请复核，一次",
    en="A review is asked for once, within its days after the result was told.",
    pass_zh="最迟 {latest}，不晚于登记当日",
    pass_en="By {latest}, and by the day on which it is entered.",
)
CORRECTION_IS_OWED = rule(
    "correction-is-owed",
    zh="纠错验收一次，限定有纠错期限的",
    en="A correction that is owed is verified, once.",
    pass_zh="没有待验收的纠错",
    pass_en="None waits.",
)
CORRECTED_BEFORE_CLOSING = rule(
    "corrected-before-closing",
    zh="须纠错的，验收后结案",
    en="A case closes when its correction was verified.",
    pass_zh="请先验收纠错",
    pass_en="Verify the correction first.",
)
