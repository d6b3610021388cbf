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
