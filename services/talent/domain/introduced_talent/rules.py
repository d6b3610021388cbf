"""The rules of introduced talent and its benefits, RZ-2.5.e and f."""

from shared.kernel.aggregate import RulesOf

rule = RulesOf("RZ-2.5.e")
FOR_PILOT = rule(
    "talent-for-pilot",
    zh="面向试点镇引进",
    en="Talent is won for pilot towns.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
ON_THE_LIST = rule(
    "on-the-shortage-list",
    zh="急需紧缺人才须在目录中；目录外的须有一事一议文件",
    en="Who is short stands on the list; who does not, has a document of his own.",
    pass_zh="请填写目录编号和条目，或一事一议文号",
    pass_en="Name the list and its item, or the document that decided.",
)
ARRIVED = rule(
    "talent-has-arrived",
    zh="到岗日期不晚于当日",
    en="The talent has arrived.",
    pass_zh="到岗日期不得晚于 {today}",
    pass_en="Not after {today}.",
)
VERIFIED_ONCE = rule(
    "talent-verified-once",
    zh="人才核实一次",
    en="Talent is verified once.",
    pass_zh="该人才已核实",
    pass_en="It was verified.",
)
VERIFIED = rule(
    "talent-verified",
    zh="待遇须在人才核实属实之后",
    en="Benefits follow the verification.",
    pass_zh="请先核实人才情况，属实后再办理",
    pass_en="Have the talent verified first.",
)
STILL_HERE = rule(
    "talent-still-here",
    zh="人才已离开的不再办理待遇",
    en="Who has left is granted nothing.",
    pass_zh="该人才已于 {ended_on} 离开",
    pass_en="He left on {ended_on}.",
)
PUBLICISED_ONCE = rule(
    "benefit-publicised-once",
    zh="每项待遇公示一次",
    en="A benefit is publicised once.",
    pass_zh="“{benefit_policy}”已公示",
    pass_en="{benefit_policy} was publicised.",
)
PUBLICITY_OVER = rule(
    "benefit-publicity-over",
    zh="待遇须公示期满后兑现，金额不超过公示",
    en="A benefit is granted after its publicity, up to the sum publicised.",
    pass_zh="“{benefit_policy}”须公示满 {days} 个工作日；公示金额 {amount_fen:money}",
    pass_en="{benefit_policy}: {days} working days of publicity; publicised were {amount_fen} fen.",
)
GRANTED = rule(
    "benefit-is-granted",
    zh="仅对已兑现的待遇停发或追回，停发一次",
    en="What was granted is stopped, once, or recovered.",
    pass_zh="“{benefit_policy}”尚未兑现或已停发",
    pass_en="{benefit_policy} was not granted, or is stopped.",
)
RECOVERED_WITHIN = rule(
    "recovered-within-granted",
    zh="追回合计不超过兑现金额",
    en="No more is recovered than was granted.",
    pass_zh="尚可追回 {left_fen:money}",
    pass_en="{left_fen} fen are left.",
)
LEFT_AFTER_ARRIVAL = rule(
    "talent-left-after-arrival",
    zh="离开日期在到岗之后，不晚于当日",
    en="Who leaves does so after he arrived, on a day that has come.",
    pass_zh="离开日期须在 {arrived_on} 至 {today} 之间",
    pass_en="Between {arrived_on} and {today}.",
)
