"""What the finance department brings in from its spreadsheets."""

from typing import Any

from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.fund.state import FUND
from shared.face.imports import Column, template
from shared.face.words import words_for
from shared.schemas.kinds import OrganisationId, TownId

FUNDS = template(
    "funds",
    FUND,
    "register-fund",
    title="资金登记",
    view="fund-ledger",
    titles={"fund": "资金编号", "name": "资金名称", "source": "来源", "kind": "性质"},
    example={"fund": "city-2024-roads", "name": "演示-道路专项", "source": "city",
             "kind": "special", "year": 2024},
)  # fmt: skip

APPROPRIATIONS = template(
    "appropriations",
    FUND,
    "appropriate",
    title="预算安排",
    view="fund-ledger",
    titles={"fund": "资金编号"},
    example={"fund": "city-2024-roads", "amount_fen": 500_000_000,
             "document": "演示-日财预〔2024〕1号", "budget_approved_on": "2024-01-20"},
    notes=["资金须已登记；同一文号、同一金额的两行视为重复。"],
)  # fmt: skip

LEVELS = {
    "national": "中央", "provincial": "省级", "city": "市级", "county": "县级", "town": "镇级",
}  # fmt: skip
DESIGNATIONS = {
    "none": "未指定用途", "national": "国家指定用途", "provincial": "省指定用途",
    "municipal": "市指定用途",
}  # fmt: skip


def fee(row: dict[str, Any]) -> dict[str, Any]:
    """A row's components and shares, side by side in the sheet, as the command lists them."""
    components = [
        {
            "name": zh, "amount_fen": row[f"{by}_component_fen"], "designated_by": by,
            "designating_document": row.get(f"{by}_designation"),
        }
        for by, zh in DESIGNATIONS.items()
        if row.get(f"{by}_component_fen")
    ]  # fmt: skip
    shares = [
        {"level": level, "share": row[f"{level}_share"]}
        for level in LEVELS
        if row.get(f"{level}_share")
    ]
    beside = ("_component_fen", "_designation", "_share")
    rest = {n: v for n, v in row.items() if not n.endswith(beside)}
    return {**rest, "components": components, "shares": shares}


FEES = template(
    "fees",
    FEE_ACCOUNT,
    "record-fee",
    title="配套费收入",
    view="fee-ledger",
    columns=[
        Column("receipt", "票据编号", "text", required=True),
        Column("town", "镇", "text", required=True, words=words_for(TownId)),
        Column("collector", "收缴单位", "text", required=True, words=words_for(OrganisationId)),
        Column("payer", "缴费人", "text", required=True),
        Column("collected_on", "收缴日期", "date", required=True),
        *(Column(f"{by}_component_fen", f"{zh}（分）", "fen") for by, zh in DESIGNATIONS.items()),
        *(
            Column(f"{by}_designation", f"{DESIGNATIONS[by]}文号", "text")
            for by in ("national", "provincial")
        ),
        *(
            Column(f"{level}_share", f"{zh}分成（万分之一）", "integer")
            for level, zh in LEVELS.items()
        ),
        Column("project", "项目编号", "text"),
        Column("document", "文号", "text"),
    ],
    shape=fee,
    example={"receipt": "fee-2024-001", "town": "taoluo", "collector": "finance",
             "payer": "演示-置业公司", "collected_on": "2024-03-05",
             "none_component_fen": 8_000_000, "national_component_fen": 1_000_000,
             "national_designation": "演示-财税〔2009〕90号"},
    notes=["各级分成按市财政局公布的规定，可不填；填写的须与收缴日施行的规定一致。",
           "国家或省指定用途的须填文号；金额为 0 的构成不必填写。"],
)  # fmt: skip
