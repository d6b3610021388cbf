"""The words of credit: 需求, 担保, 授信 (RZ-2.4). What all services share stands above."""

from shared.schemas.glossary import Terms, code, part, term, thing
from shared.schemas.references import Listed, listed

TERMS: Terms = {
    # 机构
    "institution": thing("金融机构", "institution"),
    "institutions": thing("金融机构", "institution"),
    "company": thing("担保公司", "institution"),
    "credit_code": code("统一社会信用代码"),
    "joined": "是否已联网",
    "changed_on": "变更日期",
    # 需求
    "demand": thing("需求编号", "financing-demand"),
    "borrower": code("经营主体代号"),
    "given_on": "同意日期",
    "valid_calendar_days": term("同意有效期（自然日）", unit="calendar-days"),
    "push_working_days": term("推送时限（工作日）", unit="working-days"),
    "contact_working_days": term("对接时限（工作日）", unit="working-days"),
    "decision_working_days": term("授信决定时限（工作日）", unit="working-days"),
    "pushed_on": "推送日期",
    "referred_by": "转介单位",
    "referred_on": "转介日期",
    "entered_by": "录入单位",
    "loan": part("借据编号"),
    # 担保
    "guarantee": thing("担保编号", "guarantee"),
    "related_group": code("关联方组代号"),
    "project_number": code("担保公司项目号"),
    "recommended_by": "推荐单位",
    "recommended_on": "推荐日期",
    "accept_working_days": term("受理时限（工作日）", unit="working-days"),
    "decide_working_days": term("审批时限（工作日）", unit="working-days"),
    "review_working_days": term("复审时限（工作日）", unit="working-days"),
    "review_request_calendar_days": term("申请复审期限（自然日）", unit="calendar-days"),
    "checked_on": "检查日期",
    "findings": "检查情况",
    "warned_by": "预警单位",
    "warned_on": "预警日期",
    "repaid_on": "结清日期",
    "recovered_on": "到账日期",
    "written_off_on": "核销日期",
    "net_assets_fen": "净资产（分）",
    "mainly_farm": "是否主要服务小微和农业",
    "as_of": "基准日",
    "reported_by": "报告单位",
}

LISTED: dict[str, Listed] = {
    "institution": listed("金融机构", "institutions", "institution", says=("name", "kind")),
    "financing-demand": listed(
        "融资需求", "financing-demands", "demand", says=("purpose", "town"), within=("town",)
    ),
    "guarantee": listed(
        "担保业务", "guarantee-ledger", "guarantee", says=("borrower", "town"), within=("town",)
    ),
}
