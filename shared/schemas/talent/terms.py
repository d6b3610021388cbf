"""The words of talent: 力量, 借调, 挂职, 第一书记, 招录, 人才, 专家 (RZ-2.5)."""

from shared.schemas.glossary import Terms, term, thing
from shared.schemas.references import Listed, listed

TERMS: Terms = {
    "person": term("人员编号", kind="person"),
    # 挂职
    "secondment": thing("挂职编号", "secondment"),
    "post": "岗位",
    "requirements": "人选要求",
    "sender": "选派单位",
    "candidates": "人选数",
    "guided_by": "区县组织部门",
    "name": "姓名",
    "relation_stays": "人事关系保留在原单位",
    "started_on": "开始日期",
    "previous_until": "原截止日期",
    "ended_on": "结束日期",
    "grade": "考核等次",
    "comment": "考核情况",
    "end": "结束方式",
    "appraised_on": "考核日期",
    "answer_working_days": "答复时限（工作日）",
    "warn_calendar_days": "提前提醒（自然日）",
    # 干部激励 (RZ-3.2)
    "quota": thing("优秀比例编号", "appraisal-quota"),
    "filing": thing("备案编号", "innovation-filing"),
    "tolerance": thing("容错登记编号", "tolerance-case"),
    "factors": "认定因素",
    "clearing": thing("澄清编号", "name-clearing"),
}
LISTED: dict[str, Listed] = {
    "secondment": listed("挂职", "secondments", "secondment", says=("post", "town", "stage")),
    "establishment-request": listed(
        "增编申请", "establishment-requests", "request", says=("town", "kind", "number")
    ),
    "appraisal-quota": listed(
        "优秀比例", "appraisal-quotas", "quota", says=("town", "body", "year")
    ),
    "innovation-filing": listed("创新备案", "innovation-filings", "filing", says=("title", "town")),
    "tolerance-case": listed("容错登记", "tolerance-register", "tolerance", says=("status",)),
    "name-clearing": listed("澄清正名", "cleared-names", "clearing", says=("form",)),
}
