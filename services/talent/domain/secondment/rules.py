"""The rules of secondments, RZ-2.5.b: 公务员法 §72."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.5.b"

rule = RulesOf(CLAUSE)
SECONDED_TO_PILOT = rule(
    "seconded-to-pilot",
    zh="挂职选派面向试点镇",
    en="Officials are seconded to pilot towns.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
SENT_BY_DEPARTMENT = rule(
    "sent-by-department",
    zh="选派单位为市、县（区）直部门",
    en="A department of the city or of a county sends.",
    pass_zh="{sender} 不是市、县（区）直部门",
    pass_en="{sender} is no department of the city or a county.",
)
AT_STAGE = rule(
    "secondment-at-stage",
    zh="挂职各环节依次办理：需求、人选单位、任职、结束",
    en="A secondment goes its way: requested, nominated, started, ended.",
    pass_zh="当前为“{stage_zh}”，须为“{wanted_zh}”",
    pass_en="It is {stage}; it must be {wanted}.",
)
RELATION_STAYS = rule(
    "personnel-relation-stays",
    zh="挂职期间不改变与原单位的人事关系（公务员法第七十二条）",
    en="The person stays employed where he comes from.",
    pass_zh="请确认人事关系保留在原单位",
    pass_en="Confirm that the personnel relation stays with the sender.",
)
DECIDED_BEFORE = rule(
    "secondment-decided-before",
    zh="任职不早于决定，截止晚于开始",
    en="It is decided before it starts, and ends after it started.",
    pass_zh="决定日期 {decided_on} 应不晚于开始日期 {started_on}，截止日期应在其后",
    pass_en="Decided on {decided_on}, not after the start {started_on}; the end comes later.",
)
WITHIN_TERM = rule(
    "secondment-within-term",
    zh="挂职期限不超过规定月数",
    en="A secondment lasts so many months at most.",
    pass_zh="截止日期不得晚于 {latest}",
    pass_en="It ends on {latest} at the latest.",
)
EXTENDED_FORWARD = rule(
    "secondment-extended-forward",
    zh="延期须晚于原截止日期",
    en="An extension ends later than before.",
    pass_zh="新截止日期须晚于 {until}",
    pass_en="The new end is later than {until}.",
)
SAME_PERSON = rule(
    "secondment-same-person",
    zh="考核对象为挂职者本人",
    en="Who is appraised is the person seconded.",
    pass_zh="本案挂职人员编号为 {person}",
    pass_en="The person of this secondment is {person}.",
)
ONCE_A_YEAR = rule(
    "secondee-appraised-once-a-year",
    zh="每年度考核一次，年度在挂职期内",
    en="A person is appraised once for a year of the secondment.",
    pass_zh="{year} 年度不可考核：已考核年度 {done}",
    pass_en="Not for {year}: appraised were {done}.",
)
ENDED_WITHIN = rule(
    "secondment-ended-within",
    zh="结束日期在开始之后，不晚于当日",
    en="It ends after it started, on a day that has come.",
    pass_zh="结束日期须在 {started_on} 至 {today} 之间",
    pass_en="It ended between {started_on} and {today}.",
)
RECALLED_EARLY = rule(
    "recalled-before-the-end",
    zh="提前召回须早于截止日期，期满返回不得早于截止日期",
    en="Who is recalled goes before the end; who returns, not before.",
    pass_zh="截止日期为 {until}",
    pass_en="The end is {until}.",
)
