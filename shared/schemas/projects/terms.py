"""The words of projects: 入库, 绿色通道, 选址, 城市更新 (RZ-2.1). What all services share stands above."""

from shared.schemas.glossary import Terms, code, day, term, thing
from shared.schemas.known import known
from shared.schemas.references import Listed, listed
from shared.schemas.within import Within, within

OF_PROJECT = known("project", by="project")
"""A project's own course says it."""

TERMS: Terms = {
    "name": term("名称", known=OF_PROJECT),
    "town": term("镇", known=OF_PROJECT),
    "kind": term("项目类别", known=OF_PROJECT),
    "origin": term("项目来源", known=OF_PROJECT),
    "unit": term("建设单位", kind="party", known=OF_PROJECT),
    "site": "选址",
    "investment_fen": term("总投资（分）", known=OF_PROJECT),
    "land_area": term("用地面积（平方米）", known=OF_PROJECT),
    "land_use": term("用地用途", known=OF_PROJECT),
    "national_code": term("国家项目代码", kind="code", known=OF_PROJECT),
    "government_funded": term("是否政府投资", known=OF_PROJECT),
    "old": "调整前",
    "new": "调整后",
    # 联合审查
    "agrees": "是否同意",
    "statutory": "是否法定否决",
    "objections": "不同意的单位",
    "silent": "逾期未答复的单位",
    "minutes": "会议纪要文号",
    "passed_on": "初审通过日期",
    "resubmitted_on": "重新申报日期",
    "opinion_working_days": "联审答复时限（工作日）",
    "monthly_report_calendar_days": "月报期限（自然日）",
    # 许可
    "permit": thing("许可事项", "permit"),
    "permits": thing("许可事项", "permit"),
    "missing": "须补正的材料",
    "gap": "已补齐的材料",
    "gaps": "容缺的材料",
    "fill_by": "补齐期限",
    "filled_on": "补齐日期",
    "declined_on": "不予受理或列入日期",
    "deemed": "是否视为受理",
    "joint": "是否联合办理",
    "cause": code("停止计时的事由"),
    "notice": "告知文号",
    "notified_on": "告知日期",
    "paused_on": "停止计时日期",
    "resumed_on": "恢复计时日期",
    "commitment": "承诺内容",
    "findings": "核查情况",
    "verified_on": "核查日期",
    "delivered_on": "送达日期",
    "revoked_on": "撤销日期",
    "delivery_working_days": "送达时限（工作日）",
    "notice_working_days": "一次告知时限（工作日）",
    "green_channel_working_days": "绿色通道时限（工作日）",
    "statutory_working_days": "法定时限（工作日）",
    "working_days": term("延长（工作日）", unit="working-days"),
    # 镇级许可权限
    "power": thing("镇级许可权限", "permit-power"),
    "delegation": thing("下放编号", "delegation"),
    "organ": "原属部门",
    "may_notify": "镇可否一次告知补正",
    "under": "镇级许可权限",
    "taken_up_on": "承接日期",
    "suspended_on": "暂停日期",
    "effective_on": "收回生效日期",
    "decider": "决定机关",
    "transmitted_on": "转报日期",
    "transmission_from": "转报起算日期",
    "transmission_working_days": "转报时限（工作日）",
    # 进度
    "month": term("月份", kind="month"),
    "invested_fen": "本月完成投资（分）",
    "total_fen": "累计完成投资（分）",
    "replaced_fen": "更正前本月完成投资（分）",
    "skipped": term("缺报月份", kind="month"),
    "progress": "进展",
    "problems": "问题",
    "reached_on": day("节点完成日期"),
    "was_reached_on": "更正前节点完成日期",
    "estimate_fen": term(
        "估算或概算（分）", known=known("project", by="project", alike=("milestone",))
    ),
    "was_estimate_fen": "更正前估算或概算（分）",
    "report": "超估算报告文号",
    "review": "评审文号",
    # 要素
    "fund": thing("资金编号", "fund"),
    "request": thing("用地申请编号", "land-request"),
    "financing": code("融资编号"),
    # 选址
    "siting": thing("选址编号", "siting"),
    "criteria": "评估标准",
    "bids_until": "申报截止日期",
    "bid_on": "申报日期",
    "offer": "承接条件",
    "eligible": "是否符合条件",
    "pilot": "是否试点镇",
    "considered": "比选（按次序）",
    # 城市更新
    "criterion": term("标准", kind="name"),
    "answers": "逐项说明",
    "removed_on": "移出日期",
}

LISTED: dict[str, Listed] = {
    "project": listed(
        "项目", "project-ledger", "project", says=("name", "town"), also=("renewal-ledger",)
    ),
    "siting": listed("选址", "siting-ledger", "siting", says=("name",)),
    "permit-power": listed(
        "镇级许可权限", "permit-powers", "power", says=("town", "permit", "status")
    ),
    "permit": listed(
        "许可", "permit-ledger", "permit", says=("status", "organisation"), within=("project",)
    ),
}

WITHIN: tuple[Within, ...] = (
    within(
        "容缺材料",
        "green-channel",
        "gap",
        {"PermitAccepted": "gaps"},
        says=(),
        beside=("permit",),
        ended_by=("GapFilled",),
        numbered=False,
    ),
)
