"""What a matter of credit is, and how far it has come: the clerks' words (RZ-2.4)."""

from typing import Annotated, Literal

from shared.schemas.words import words

InstitutionKind = Annotated[
    Literal[
        "development", "policy-bank", "commercial-bank", "rural-bank", "guarantee", "insurer",
        "other",
    ],
    words(
        "机构类别",
        {"policy-bank": "政策性银行", "commercial-bank": "商业银行", "rural-bank": "农村金融机构"},
        development="开发性金融机构",
        guarantee="融资担保机构",
        insurer="保险机构",
        other="其他",
    ),
]  # fmt: skip
AssessmentGroup = Annotated[
    Literal["policy", "large", "joint-stock", "local", "guarantee"],
    words(
        "考核分组",
        {"joint-stock": "股份制银行"},
        policy="开发性、政策性金融",
        large="国有大型银行",
        local="地方法人机构",
        guarantee="担保保险",
    ),
]
"""Institutions are scored among their like."""
BorrowerKind = Annotated[
    Literal["family-farm", "large-grower", "cooperative", "agri-service", "agri-firm",
            "small-firm", "other"],
    words(
        "经营主体类别",
        {
            "family-farm": "家庭农场",
            "large-grower": "种养大户",
            "agri-service": "农业社会化服务组织",
            "agri-firm": "农业企业",
            "small-firm": "小微企业",
        },
        cooperative="农民合作社",
        other="其他",
    ),
]  # fmt: skip
Industry = Annotated[
    Literal["grain", "tea", "vegetables", "fruit", "aquaculture", "pigs", "livestock",
            "processing", "services", "industry", "tourism"],
    words(
        "行业",
        grain="粮食种植",
        tea="茶产业",
        vegetables="蔬菜",
        fruit="林果",
        aquaculture="水产养殖",
        pigs="生猪养殖",
        livestock="其他畜禽",
        processing="农产品加工流通",
        services="农业社会化服务",
        industry="工业",
        tourism="文旅",
    ),
]  # fmt: skip
DemandStage = Annotated[
    Literal["registered", "pushed", "contacted", "credited", "lent", "unmet", "withdrawn"],
    words(
        registered="登记",
        pushed="推送",
        contacted="对接",
        credited="授信",
        lent="放款",
        unmet="未达成",
        withdrawn="撤回",
    ),
]
RefusalReason = Annotated[
    Literal["credit-record", "over-indebted", "unviable", "no-security", "outside-policy",
            "documents-missing", "borrower-declined"],
    words(
        "不予授信理由",
        {
            "credit-record": "信用记录不良",
            "over-indebted": "负债过高",
            "no-security": "增信不足",
            "outside-policy": "不属信贷政策范围",
            "documents-missing": "资料不全",
            "borrower-declined": "客户放弃",
        },
        unviable="经营或还款来源不足",
    ),
]  # fmt: skip
AnswerStage = Annotated[
    Literal["push", "contact", "decision"],
    words("未办环节", push="推送", contact="对接", decision="授信决定"),
]
ContactManner = Annotated[
    Literal["visit", "phone", "counter", "event"],
    words("对接方式", visit="上门", phone="电话", counter="柜面", event="对接会"),
]
RiskReason = Annotated[
    Literal["credit-record", "over-indebted", "unviable", "no-counter-guarantee", "disputes",
            "false-material", "over-limit"],
    words(
        "不予担保的风险理由",
        {
            "credit-record": "信用记录不良",
            "over-indebted": "负债过高",
            "no-counter-guarantee": "反担保不足",
            "false-material": "材料不实",
            "over-limit": "超出担保能力",
        },
        unviable="经营或还款来源不足",
        disputes="涉诉涉执",
    ),
]  # fmt: skip
GuaranteeStage = Annotated[
    Literal["recommended", "accepted", "investigated", "approved", "refused", "letter", "disbursed",
            "released", "compensated", "settled", "withdrawn"],
    words(
        recommended="已推荐",
        accepted="已受理",
        investigated="已尽调",
        approved="已批准",
        refused="不予担保",
        letter="已出函",
        disbursed="已放款",
        released="已解保",
        compensated="已代偿",
        settled="代偿已了结",
        withdrawn="已撤回",
    ),
]  # fmt: skip
LateStep = Annotated[
    Literal["accept", "decide", "review"],
    words("逾期环节", accept="受理", decide="审批", review="复审"),
]
OutletKind = Annotated[
    Literal["branch", "self-service", "agri-point"],
    words("网点类别", {"self-service": "自助网点", "agri-point": "助农服务点"}, branch="营业网点"),
]
OutletStage = Annotated[
    Literal["planned", "open", "closed"],
    words("网点状态", planned="计划", open="在营", closed="已撤并"),
]
ProductKind = Annotated[
    Literal["credit", "mortgage-of-rights", "supply-chain", "insurance", "payment", "other"],
    words(
        "产品类别",
        {"mortgage-of-rights": "农村权益抵押贷款", "supply-chain": "供应链金融"},
        credit="信用贷款",
        insurance="农业保险",
        payment="支付结算",
        other="其他",
    ),
]
CapitalUse = Annotated[
    Literal["farming", "processing", "tourism", "industry", "infrastructure", "services"],
    words(
        "投资方向",
        farming="现代种养",
        processing="农产品加工",
        tourism="文旅",
        industry="工业",
        infrastructure="基础设施",
        services="公共服务",
    ),
]
CapitalStage = Annotated[
    Literal["intended", "applied", "accepted", "passed", "failed", "signed", "exited"],
    words(
        intended="意向",
        applied="已申请审查",
        accepted="审查中",
        passed="审查通过",
        failed="审查未通过",
        signed="已签约",
        exited="已退出",
    ),
]
PublicUse = Annotated[
    Literal["infrastructure", "public-service"],
    words("用途", {"public-service": "公共服务设施"}, infrastructure="镇域基础设施"),
]
IntentBorrower = Annotated[
    Literal["enterprise", "state-firm", "government"],
    words(
        "借款人类别",
        {"state-firm": "国有企业"},
        enterprise="民营企业",
        government="政府及其部门、机关单位",
    ),
]
RepaymentSource = Annotated[
    Literal["own-revenue", "public-money"],
    words("还款来源", {"own-revenue": "自身经营收入", "public-money": "财政资金"}),
]
Quarter = Annotated[
    Literal["q1", "q2", "q3", "q4"],
    words("季度", q1="一季度", q2="二季度", q3="三季度", q4="四季度"),
]
CooperationMode = Annotated[
    Literal["concession", "investment", "equity", "operation", "donation"],
    words(
        "合作方式",
        concession="特许经营",
        investment="产业投资",
        equity="股权合作",
        operation="运营委托",
        donation="捐赠",
    ),
]
SelectionMethod = Annotated[
    Literal["open-tender", "invited-tender", "competitive-talks", "direct"],
    words(
        "选择方式",
        {
            "open-tender": "公开招标",
            "invited-tender": "邀请招标",
            "competitive-talks": "竞争性磋商",
        },
        direct="直接协商",
    ),
]
OpportunityStage = Annotated[
    Literal["published", "selected", "signed", "terminated", "withdrawn"],
    words(
        published="已发布",
        selected="已选定",
        signed="已签约",
        terminated="已终止",
        withdrawn="已撤回",
    ),
]
AssessmentMeasure = Annotated[
    Literal[
        "demands-answered", "demands-in-time", "credit-granted", "loans-made", "outlets",
        "product-use", "guarantees", "loan-growth", "other",
    ],
    words(
        "考核指标",
        {
            "demands-answered": "需求答复率（%）",
            "demands-in-time": "按时对接率（%）",
            "credit-granted": "授信金额（万元）",
            "loans-made": "放款金额（万元）",
            "product-use": "产品使用报告（次）",
            "loan-growth": "涉镇贷款增量（万元）",
        },
        outlets="试点镇网点（个）",
        guarantees="担保贷款放款（万元）",
        other="其他",
    ),
]  # fmt: skip
AssessmentStage = Annotated[
    Literal["scheme", "frozen", "verified", "scored", "publicised", "confirmed"],
    words(
        scheme="已定方案",
        frozen="已锁定数据",
        verified="已核实数据",
        scored="已评分",
        publicised="公示",
        confirmed="已确认",
    ),
]
AssessmentGrade = Annotated[
    Literal["excellent", "good", "fair", "poor"],
    words("等次", excellent="优秀", good="良好", fair="一般", poor="较差"),
]
