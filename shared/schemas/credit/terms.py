"""The words of credit: 需求, 担保, 授信 (RZ-2.4). What all services share stands above."""

from shared.schemas.glossary import Terms, code, day, part, term, thing
from shared.schemas.known import known
from shared.schemas.references import Listed, listed
from shared.schemas.within import Within, within

OF_DEMAND = known("financing-demand", by="demand")
"""What was asked for says it, also where somebody signs or vouches for it."""

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
    "borrower": term("经营主体代号", kind="code", known=OF_DEMAND),
    "given_on": day("同意日期"),
    "valid_calendar_days": term("同意有效期（自然日）", unit="calendar-days"),
    "push_working_days": term("推送时限（工作日）", unit="working-days"),
    "contact_working_days": term("对接时限（工作日）", unit="working-days"),
    "decision_working_days": term("授信决定时限（工作日）", unit="working-days"),
    "pushed_on": "推送日期",
    "referred_by": "转介单位",
    "referred_on": "转介日期",
    "entered_by": "录入单位",
    "loan": part("借据编号", given="可改为金融机构借据上的编号"),
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
    "checked_on": day("检查日期"),
    "findings": "检查情况",
    "warned_by": "预警单位",
    "warned_on": "预警日期",
    "repaid_on": day("结清日期"),
    "recovered_on": day("到账日期"),
    "written_off_on": "核销日期",
    "net_assets_fen": "净资产（分）",
    "mainly_farm": "是否主要服务小微和农业",
    "as_of": "基准日",
    "reported_by": "报告单位",
    # 对接会, 网点, 产品
    "matching": thing("对接会编号", "matching-event"),
    "signing": part("签约编号"),
    "signings": "签约",
    "held_by": "举办单位",
    "fulfilled_on": day("履约日期"),
    "outlet": thing("网点编号", "outlet"),
    "planned_for": "计划开业日期",
    "pilot": "是否试点镇",
    "relocated_on": day("迁址日期"),
    "from_town": "原所在镇",
    "was_open": "是否曾开业",
    "product": thing("产品编号", "product"),
    "retired_on": "停办日期",
    # 工商资本
    "capital": thing("投资编号", "capital"),
    "enterprise": term("企业", kind="party"),
    "lease": "拟流转农地",
    "accepted_by": "受理单位",
    "signed_on": day("签订日期"),
    "deposited_on": day("缴存日期"),
    "checked_by": "检查单位",
    "entry": part("到位记录编号"),
    "paid_on": day("到位日期"),
    "exited_on": "退出日期",
    # 意向融资
    "intent": thing("意向编号", "financing-intent"),
    "expires_on": "到期日期",
    "registered_by": "登记单位",
    "renewed_on": "续期日期",
    "use": part("用途编号"),
    "government_promise": "是否有政府承诺或担保",
    "nominated_by": "提名单位",
    "drawdown": part("提款编号"),
    "drawn_on": day("提款日期"),
    # 年度考核
    "assessment": thing("考核编号", "credit-assessment"),
    "item": part("指标编号"),
    "items": "考核指标",
    "set_on": "制定日期",
    "figures": "考核数据",
    "frozen_on": "锁定日期",
    "verified_by": "核实单位",
    "verified_on": "核实日期",
    "objection": part("异议编号"),
    "edition": term("数据版次", unit="ordinal"),
    "scores": "各项得分",
    "ranking": "组内排名",
    "scored_on": "评分日期",
    "publicity_working_days": term("公示期（工作日）", unit="working-days"),
    "publicised_on": "公示日期",
    "last_day": "公示最后一日",
    "objection_working_days": term("处理异议时限（工作日）", unit="working-days"),
    "lodged_on": "提出日期",
    "upheld": "是否成立",
    "resolved_on": "处理日期",
    "grades": "等次",
    "confirmed_on": "确认日期",
    "applied_on": "运用日期",
    # 涉镇贷款
    "asked_on": "要求日期",
    "loans": "分镇贷款",
    "balance_fen": "贷款余额（分）",
    "long_term_fen": "其中：中长期（分）",
    "key_projects_fen": "其中：重点项目（分）",
    "small_firms_fen": "其中：小微企业（分）",
    "farming_fen": "其中：涉农（分）",
    # 社会资本
    "opportunity": thing("合作编号", "opportunity"),
    "open_required": "是否依法须公开竞争",
    "proposals_until": "方案截止日期",
    "proposal": part("方案编号"),
    "fixed_return": "是否承诺固定回报",
    "buy_back": "是否承诺回购",
    "government_guarantee": "是否政府担保",
    "submitted_on": "提交日期",
    "terminated_on": "终止日期",
}

LISTED: dict[str, Listed] = {
    "institution": listed("金融机构", "institutions", "institution", says=("name", "kind")),
    "financing-demand": listed(
        "融资需求", "financing-demands", "demand", says=("purpose", "town"), within=("town",)
    ),
    "matching-event": listed("对接会", "matching-signings", "matching", says=("title",)),
    "outlet": listed("网点", "outlets", "outlet", says=("name", "town"), within=("town",)),
    "product": listed("金融产品", "products", "product", says=("name",)),
    "capital": listed(
        "工商资本", "capital-entries", "capital", says=("enterprise", "town"), within=("town",)
    ),
    "financing-intent": listed("意向性融资", "intents", "intent", says=("institution",)),
    "credit-assessment": listed(
        "金融机构考核", "institution-assessments", "assessment", says=("year",)
    ),
    "opportunity": listed(
        "合作机会", "opportunities", "opportunity", says=("title", "town"), within=("town",)
    ),
    "guarantee": listed(
        "担保业务", "guarantee-ledger", "guarantee", says=("borrower", "town"), within=("town",)
    ),
}

WITHIN: tuple[Within, ...] = (
    within(
        "放款",
        "financing-demand",
        "loan",
        {"LoanMade": "loan"},
        says=("institution", "amount_fen", "lent_on"),
    ),
    within(
        "担保贷款",
        "guarantee",
        "loan",
        {"GuaranteeDisbursed": "loan"},
        says=("amount_fen", "lent_on"),
    ),
    within(
        "签约",
        "matching-event",
        "signing",
        {"MatchingEventHeld": "signings.signing", "SigningAdded": "signing"},
        says=("institution", "town", "amount_fen"),
    ),
    within(
        "到位记录", "capital", "entry", {"CapitalPaid": "entry"}, says=("amount_fen", "paid_on")
    ),
    within(
        "融资用途",
        "financing-intent",
        "use",
        {"UseNominated": "use"},
        says=("purpose", "town", "amount_fen"),
        ended_by=("UseWithdrawn",),
    ),
    within(
        "提款",
        "financing-intent",
        "drawdown",
        {"IntentDrawn": "drawdown"},
        says=("amount_fen", "drawn_on"),
    ),
    within(
        "考核指标",
        "credit-assessment",
        "item",
        {"AssessmentSchemeSet": "items.item"},
        says=("measure", "weight"),
    ),
    within(
        "考核异议",
        "credit-assessment",
        "objection",
        {"ScoreObjectionLodged": "objection"},
        says=("institution", "text", "lodged_on"),
        ended_by=("ScoreObjectionResolved",),
    ),
    within(
        "合作方案",
        "opportunity",
        "proposal",
        {"ProposalSubmitted": "proposal"},
        says=("partner", "amount_fen", "submitted_on"),
    ),
)
