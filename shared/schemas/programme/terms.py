"""The words of programme: 类型, 方案, 指标, 评估, 任务, 梯次, 经验 (RZ-1). What all share stands above."""

from shared.schemas.glossary import Terms, term, thing
from shared.schemas.references import Listed, listed
from shared.schemas.within import Within, within

TERMS: Terms = {
    "part": term("月或季（全年为0）", unit="ordinal", given="第几月或第几季，全年填 0"),
    "edition": term("版次", unit="ordinal"),
    "direction": "方向",
    "directions": "五个方向的现状",
    "starts_on": "起始日期",
    "ends_on": "截止日期",
    "recorded_by": "登记单位",
    "remark": "说明",
    # 类型
    "catalogue": thing("名录编号", "town-classes"),
    "features": "特色",
    # 方案
    "adopted_on": "制定日期",
    "filed_on": "备案日期",
    "experts": term("专家", kind="person"),
    # 指标
    "indicator": thing("指标编号", "indicator"),
    "frequency": "频次",
    "feed": "自动取数",
    "amount_thousandths": term("数额（千分之一）", unit="thousandths"),
    "base_thousandths": term("基期（千分之一）", unit="thousandths"),
    "target_thousandths": term("年度目标（千分之一）", unit="thousandths"),
    "value_thousandths": term("当期（千分之一）", unit="thousandths"),
    "previous_thousandths": term("更正前（千分之一）", unit="thousandths"),
    "scheme_days": "指标体系印发期限（年初后自然日）",
    "verified_by": "核定单位",
    "verified_on": "核定日期",
    "returned_by": "退回单位",
    # 评估
    "assessment": thing("评估编号", "assessment"),
    "objection": thing("异议编号", "assessment-objection"),
    "complainant": term("异议人", kind="party"),
    "score_thousandths": term("综合得分（千分之一）", unit="thousandths"),
    "grade": "等次",
    "publicity": term("第几次公示", unit="ordinal"),
    "publicised_on": "公示日期",
    "last_day": "公示最后一日",
    "submitted_on": "报送日期",
    "reviewed_on": "审查日期",
    "scored_on": "评分日期",
    "lodged_on": "提出日期",
    # 任务
    "task": thing("任务编号", "cultivation-task"),
    # 梯次
    "nomination": term("第几次推荐", unit="ordinal"),
    "change": "变动",
    "backdated": "是否追溯生效",
    "warning": term("第几次警示", unit="ordinal"),
    "warned_on": "警示日期",
    "cleared_on": "解除日期",
    # 经验
    "practice": thing("经验编号", "practice"),
    "adoption": term("第几次借鉴", unit="ordinal"),
    "retracted_by": "撤回单位",
    "retracted_on": "撤回日期",
    "measures": "举措",
}

LISTED: dict[str, Listed] = {
    "town-classes": listed(
        "城镇类型名录", "town-classes", "catalogue", says=("edition", "document")
    ),
    "indicator": listed(
        "指标", "town-indicators", "indicator", says=("name", "unit"), within=("town",)
    ),
    "assessment": listed(
        "年度评估", "town-assessments", "assessment", says=("town", "year"), within=("town",)
    ),
    "assessment-objection": listed(
        "评估异议", "assessment-objections", "objection", says=("text",), within=("assessment",)
    ),
    "cultivation-task": listed(
        "培育任务", "cultivation-tasks", "task", says=("title", "organisation"), within=("town",)
    ),
    "practice": listed("经验", "practices", "practice", says=("title", "town")),
}

WITHIN: tuple[Within, ...] = (
    within(
        "城镇类型",
        "town-classes",
        "town_class",
        {"TownClassesAdopted": "classes.name"},
        says=("meaning",),
        fields={"town_class": "catalogue"},
        numbered=False,
    ),
    within(
        "城镇特色",
        "town-classes",
        "features",
        {"TownClassesAdopted": "features.name"},
        says=("meaning",),
        fields={"features": "catalogue"},
        numbered=False,
    ),
    within(
        "指标",
        "indicator-book",
        "indicator",
        {"IndicatorSchemeAdopted": "indicators.indicator"},
        says=("name", "unit"),
    ),
    within(
        "填报的指标",
        "indicator-book",
        "part",
        {"IndicatorRecorded": "part"},
        says=("value_thousandths", "document"),
        beside=("indicator", "year"),
        numbered=False,
    ),
    within(
        "评估异议",
        "town-assessment",
        "objection",
        {"AssessmentObjectionLodged": "objection"},
        says=("text", "lodged_on"),
        ended_by=("AssessmentObjectionResolved",),
    ),
)
