"""A second version of the text, in a folder of its own: three sentences worded otherwise, one moved,
one lead replaced, a number raised."""

from pathlib import Path

FINAL, DAY = "RZ-2026-final", "2026-12-01"

POLICY = f"""
version = "{FINAL}"
title = "正式文本（演示）"
from = {DAY}
"""
CLAUSES = """
[[clause]]
id = "RZ-2.2.c"
zh = "加大一般性转移支付，统筹涉农资金，重点扶持和竞争性激励"
en = "General transfers first, pooled agricultural funds, key support"

[[clause]]
id = "RZ-2.2.a"
zh = "支持试点镇设立镇级国库"
en = "A town treasury for every pilot"
scope = ["pilots"]

[[clause]]
id = "RZ-3.3.a"
zh = "试点镇及时提出急需解决的具体事项，市直部门限时答复"
en = "Towns raise concrete matters, answered in time"

[[clause]]
id = "RZ-2.3.k"
was = "RZ-2.2.d"
zh = "镇区内收取的城镇基础设施配套费全部由镇留用"
en = "The infrastructure fee stays in the town"

[[clause]]
id = "RZ-2.2.f"
zh = "对试点镇进行竞争性奖补，由市发展改革委牵头"
en = "Competitive awards, led by the reform commission"
replaces = { finance = "reform" }
"""
PARAMETERS = """
[[parameter]]
name = "finance.fee_handover_days"
value = 45
zh = "配套费划转时限（自然日，自收缴；正式文本）"
"""


def write(
    folder: Path, policy: str = POLICY, clauses: str = CLAUSES, parameters: str = PARAMETERS
) -> Path:
    """The version's folder."""
    for name, text in (
        ("policy.toml", policy), ("clauses/all.toml", clauses), ("parameters/finance.toml", parameters),
    ):  # fmt: skip
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
