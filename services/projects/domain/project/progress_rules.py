"""The rules of a project's course after admission (RZ-2.1.a)."""

from shared.kernel.aggregate import RulesOf

CLAUSE = "RZ-2.1.a"

rule = RulesOf(CLAUSE)
ADJUSTMENT_CHANGES = rule(
    "adjustment-changes",
    zh="调整须改变投资、用地或选址",
    en="An adjustment changes the investment, the land or the site.",
    pass_zh="各项与现有内容相同",
    pass_en="All are as they stand.",
)
MONTH_HAS_COME = rule(
    "month-has-come",
    zh="月报的月份写作2024-03，且不晚于本月；已竣工的不晚于竣工当月",
    en="A report is for a month such as 2024-03, not later than the present one or completion.",
    pass_zh="{month} 不符合",
    pass_en="{month} is not.",
)
MILESTONE_ONCE = rule(
    "milestone-once",
    zh="每个节点只登记一次",
    en="A milestone is reached once.",
    pass_zh="已登记",
    pass_en="It is on record.",
)
MILESTONE_WAS_REACHED = rule(
    "milestone-was-reached",
    zh="只登记已完成的节点",
    en="A milestone is recorded once it is reached.",
    pass_zh="{reached_on} 晚于今天",
    pass_en="{reached_on} is in the future.",
)
MILESTONE_IS_RECORDED = rule(
    "milestone-is-recorded",
    zh="只能更正已登记的节点",
    en="A milestone that is on record can be corrected.",
    pass_zh="该节点尚未登记，请先登记",
    pass_en="It is not on record: record it.",
)
MILESTONES_IN_ORDER = rule(
    "milestones-in-order",
    zh="节点日期须依次：可研批复、初步设计批复、开工、主体完工、竣工验收",
    en="Milestones follow each other: feasibility, design, start, main structure, acceptance.",
    pass_zh="已登记：{listed_zh}；请核对日期，登记有误的先更正",
    pass_en="On record: {listed}. Check the day, or correct what is recorded wrongly first.",
)
ESTIMATE_IS_GIVEN = rule(
    "estimate-is-given",
    zh="政府投资项目的可研和初步设计须依次填写估算和概算",
    en="Government investment gives its feasibility estimate, then its design estimate.",
    pass_zh="请先登记可研估算，并填写金额",
    pass_en="Give the estimate, the feasibility's first.",
)
EXCESS_IS_REPORTED = rule(
    "excess-is-reported",
    zh="初步设计概算超过可研估算一定比例的，须向原审批部门报告（政府投资条例第12条）",
    en="A design estimate too far over the feasibility estimate is reported (Government Investment Regulations art. 12).",
    pass_zh="超过 {feasibility_fen:money}的 {percent}%，请填写报告文号",
    pass_en="It is over {feasibility_fen} fen by more than {percent}%: cite the report.",
)
ACCEPTED_BEFORE_COMPLETED = rule(
    "accepted-before-completed",
    zh="竣工前须通过竣工验收",
    en="A project is completed once its works were accepted.",
    pass_zh="请先登记竣工验收节点",
    pass_en="Record the milestone “accepted” first.",
)
