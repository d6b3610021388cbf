"""What local-finance and the guarantee company bring in from their spreadsheets."""

from services.credit.domain.demand.state import DEMAND
from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS
from services.credit.domain.institution import INSTITUTION
from shared.face.imports import template

INSTITUTIONS = template(
    "institutions",
    INSTITUTION,
    "register-institution",
    title="金融机构名录",
    view="institutions",
    titles={"institution": "机构编号", "name": "机构名称"},
    example={"institution": "institution-2024-1", "name": "演示-村镇银行",
             "credit_code": "91371100000000000x", "kind": "rural-bank", "group": "local"},
    notes=["机构编号以 institution- 开头。"],
)  # fmt: skip

DEMANDS = template(
    "financing-demands",
    DEMAND,
    "register-demand",
    title="融资需求清单",
    view="financing-demands",
    titles={"demand": "需求编号"},
    example={"demand": "taoluo-financing-2024-1", "town": "taoluo", "borrower": "tl-0001",
             "borrower_kind": "family-farm", "industry": "tea", "purpose": "演示-茶园改造",
             "amount_fen": 30_000_000, "months": 12},
    notes=["只填主体代号，不填姓名、身份证号码。"],
)  # fmt: skip

GUARANTEES = template(
    "guarantees",
    GUARANTEE_BUSINESS,
    "recommend-for-guarantee",
    title="农担业务台账",
    view="guarantee-ledger",
    titles={"guarantee": "担保编号"},
    example={"guarantee": "taoluo-guarantee-2024-1", "town": "taoluo", "borrower": "tl-0001",
             "borrower_kind": "family-farm", "industry": "tea",
             "institution": "institution-rural", "company": "guarantee",
             "amount_fen": 30_000_000, "months": 12},
    notes=["导入的是担保申请；受理、批复、放款在系统内逐件办理。"],
)  # fmt: skip
