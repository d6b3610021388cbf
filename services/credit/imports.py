"""What local-finance and the guarantee company bring in from their spreadsheets."""

from typing import Any

from services.credit.domain.capital.state import CAPITAL
from services.credit.domain.demand.state import DEMAND
from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS
from services.credit.domain.institution import INSTITUTION
from services.credit.domain.intent.state import INTENT
from services.credit.domain.loan_book.state import LOAN_BOOK
from services.credit.domain.matching_event import MATCHING_EVENT
from services.credit.domain.outlet import OUTLET
from shared.face.imports import Column, template
from shared.face.words import words_for
from shared.schemas.credit import stages
from shared.schemas.kinds import TownId

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

OUTLETS = template(
    "outlets",
    OUTLET,
    "plan-outlet",
    title="网点台账",
    view="outlets",
    titles={"outlet": "网点编号", "name": "网点名称"},
    example={"outlet": "taoluo-outlet-2024-1", "institution": "institution-rural",
             "town": "taoluo", "kind": "branch", "name": "演示-涛雒支行",
             "site": "演示-驻地街 1 号", "planned_for": "2024-06-30"},
    notes=["已开业的网点导入后登记开业和许可证号；助农服务点用备案号。"],
)  # fmt: skip

SIGNINGS = template(
    "matching-signings",
    MATCHING_EVENT,
    "add-signing",
    title="对接会签约表",
    view="matching-signings",
    titles={"matching": "对接会编号", "signing": "签约编号"},
    example={"matching": "matching-2024-1", "signing": "s-3", "institution": "institution-rural",
             "town": "chaohe", "borrower": "ch-0001", "amount_fen": 50_000_000},
    notes=["对接会先在系统内登记；一行一笔签约。", "只填主体代号，不填姓名、身份证号码。"],
)  # fmt: skip

TOWNS = {"taoluo": "涛雒镇", "zhaoxian": "招贤镇", "chaohe": "潮河镇", "jufeng": "巨峰镇"}
ITEMS = {
    "balance": "贷款余额",
    "long_term": "中长期",
    "key_projects": "重点项目",
    "small_firms": "小微企业",
    "farming": "涉农",
}


def loan_report(row: dict[str, Any]) -> dict[str, Any]:
    """A row's towns, side by side in the sheet, as the command lists them."""
    loans = [
        {
            "town": town,
            "borrowers": row.get(f"{town}_borrowers") or 0,
            **{f"{item}_fen": row.get(f"{town}_{item}_fen") or 0 for item in ITEMS},
        }
        for town in TOWNS
        if row.get(f"{town}_balance_fen") is not None
    ]
    return {
        "institution": row["institution"], "year": row["year"], "quarter": row["quarter"],
        "loans": loans,
    }  # fmt: skip


LOAN_REPORTS = template(
    "loan-reports",
    LOAN_BOOK,
    "report-loans",
    title="涉镇贷款季报",
    view="loan-reports",
    columns=[
        Column("institution", "金融机构", "text", required=True),
        Column("year", "年度", "integer", required=True),
        Column("quarter", "季度", "text", required=True, words=words_for(stages.Quarter)),
        *(
            column
            for town, name in TOWNS.items()
            for column in (
                *(Column(f"{town}_{i}_fen", f"{name}{zh}（分）", "fen") for i, zh in ITEMS.items()),
                Column(f"{town}_borrowers", f"{name}贷款户数", "integer"),
            )
        ),
    ],
    shape=loan_report,
    example={"institution": "institution-rural", "year": 2024, "quarter": "q1",
             "taoluo_balance_fen": 8_000_000_000, "taoluo_long_term_fen": 3_000_000_000,
             "taoluo_borrowers": 240},
    notes=["其中项可以交叉，各不超过余额；没有贷款的镇不填。", "点名重点项目的在系统内填报。"],
)  # fmt: skip


def capital(row: dict[str, Any]) -> dict[str, Any]:
    """The lease, beside the enterprise in the sheet, as the command nests it."""
    names = ("villages", "area", "households", "years", "rent_fen")
    lease = {name: row[name] for name in names if row.get(name) is not None}
    rest = {name: value for name, value in row.items() if name not in names}
    if not lease:
        return rest
    villages = [v.strip() for v in str(lease.get("villages", "")).split("、") if v.strip()]
    return {**rest, "lease": {**lease, "villages": villages}}


CAPITAL_ENTRIES = template(
    "capital-entries",
    CAPITAL,
    "register-capital-intent",
    title="工商资本流转台账",
    view="capital-entries",
    columns=[
        Column("capital", "投资编号", "text", required=True),
        Column("town", "镇", "text", required=True, words=words_for(TownId)),
        Column("enterprise", "企业", "text", required=True),
        Column("credit_code", "统一社会信用代码", "text", required=True),
        Column("use", "投资方向", "text", required=True, words=words_for(stages.CapitalUse)),
        Column("investment_fen", "意向投资（分）", "fen", required=True),
        Column("villages", "村", "text"),
        Column("area", "流转面积（平方米）", "area"),
        Column("households", "流出农户数", "integer"),
        Column("years", "期限（年）", "integer"),
        Column("rent_fen", "每亩年租金（分）", "fen"),
    ],
    shape=capital,
    example={"capital": "jufeng-capital-2024-1", "town": "jufeng", "enterprise": "演示-茶业公司",
             "credit_code": "91371100000000008x", "use": "farming",
             "investment_fen": 500_000_000, "villages": "演示-甲村、演示-乙村",
             "area": "66666.67", "households": 40, "years": 10, "rent_fen": 80_000},
    notes=["流转农地的填村、面积、农户数、期限、租金，其后先审查再签约；不流转的不填。"],
)  # fmt: skip


def intent(row: dict[str, Any]) -> dict[str, Any]:
    """The towns, in one cell of the sheet, as the command lists them."""
    ids = {name: id for id, name in TOWNS.items()}
    towns = [town.strip() for town in row["towns"].split("、") if town.strip()]
    return {**row, "towns": [ids.get(town, town) for town in towns]}


INTENTS = template(
    "intents",
    INTENT,
    "register-intent",
    title="意向融资表",
    view="intents",
    columns=[
        Column("intent", "意向编号", "text", required=True),
        Column("institution", "金融机构", "text", required=True),
        Column("towns", "镇", "text", required=True),
        Column("amount_fen", "意向金额（分）", "fen", required=True),
        Column("signed_on", "签订日期", "date", required=True),
        Column("expires_on", "到期日期", "date", required=True),
        Column("document", "文号", "text", required=True),
    ],
    shape=intent,
    example={"intent": "intent-2024-1", "institution": "institution-policy",
             "towns": "涛雒镇、潮河镇", "amount_fen": 50_000_000_000,
             "signed_on": "2024-01-10", "expires_on": "2026-12-31",
             "document": "演示-意向协议〔2024〕1号"},
    notes=["一份意向服务多个镇的，镇之间用顿号隔开。"],
)  # fmt: skip
