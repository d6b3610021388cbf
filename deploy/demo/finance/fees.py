"""The infrastructure fee, month by month: recorded, handed over, refunded (RZ-2.2.d)."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.supervision.lateness import late_matter
from services.finance.domain.retention import retained, terms_of
from shared.registry.loader import registry
from shared.schemas.finance.fee_account import FeeComponent, LevelShare

FEE, WATERWORKS, SEWERS = "城镇基础设施配套费", "国家重大水利工程建设基金", "市级污水管网专项"
SHARES = [
    LevelShare("provincial", 1000), LevelShare("city", 2000), LevelShare("county", 3000),
    LevelShare("town", 4000),
]  # fmt: skip
HANDOVER_DAYS = registry().parameters["finance.fee_handover_days"].value
PAIRS = (("taoluo", "chaohe"), ("zhaoxian", "jufeng"))
"""The towns whose receipts a month's file brings, in turn."""


def fee_files(programme: Programme, figures: dict[str, Any]) -> None:
    """A file for each month, recorded in the next; all receipts are handed over in time but one."""
    owed_back: Counter[str] = Counter()
    month = figures["first_month"]
    for number in range(figures["months"]):
        towns = PAIRS[number % 2]
        for town in towns:
            payer = figures["payers"][town][number // 2 % 2]
            components = _components(number, town)
            story = programme.story(_next(month))
            receipt = _record(story, town, month, payer, components)
            first = town == towns[0]
            if first and number == figures["refunded_before"]:
                _refund(story.then(), town, receipt, components[0].amount_fen // 4)
                kept = _retained(components, {FEE: components[0].amount_fen // 4})
            else:
                kept = _retained(components, {})
            late = first and number == figures["late"]
            due = kept - owed_back.pop(town, 0)
            _hand_over(story.after(70 if late else 8), town, receipt, due)
            if late:
                late_matter(
                    programme, "fee", receipt, town,
                    due_on=_collected_on(month) + timedelta(days=HANDOVER_DAYS),
                    done_on=story.day, handler=_collector(town), town=town,
                    evidence="查看划转凭证和镇财政入账单",
                )  # fmt: skip
            if first and number == figures["refunded_after"]:
                back = components[0].amount_fen // 5
                _refund(story.after(8), town, receipt, back)
                owed_back[town] = kept - _retained(components, {FEE: back})
        month = _next(month)


def _components(number: int, town: str) -> list[FeeComponent]:
    """In fen; the national part goes up, the municipal earmark does not exempt."""
    base = (18 + number % 7 + len(town)) * 10_000_00
    return [
        FeeComponent(FEE, base * 3, "none"),
        FeeComponent(WATERWORKS, base, "national"),
        FeeComponent(SEWERS, base // 2, "municipal"),
    ]


def _record(
    story: Story, town: str, month: date, payer: str, components: list[FeeComponent]
) -> str:
    receipt, collector = f"fee-{month:%Y-%m}-{town}", _collector(town)
    story.give(
        "finance", "record-fee", collector,
        town=town, receipt=receipt, collector=collector, payer=payer,
        components=[
            {"name": c.name, "amount_fen": c.amount_fen, "designated_by": c.designated_by}
            for c in components
        ],
        shares=[{"level": s.level, "share": s.share} for s in SHARES],
        collected_on=_collected_on(month).isoformat(), document=f"演示-缴费单-{month:%Y%m}",
    )  # fmt: skip
    return receipt


def _hand_over(story: Story, town: str, receipt: str, fen: int) -> None:
    story.give(
        "finance", "hand-over-fee", _collector(town),
        town=town, receipt=receipt, amount_fen=fen, document=f"演示-划转单-{receipt}",
    )  # fmt: skip


def _refund(story: Story, town: str, receipt: str, fen: int) -> None:
    story.give(
        "finance", "refund-fee", _collector(town),
        town=town, receipt=receipt, components=[{"name": FEE, "amount_fen": fen}],
        reason="建筑面积核减，多缴部分退付", document=f"演示-退付单-{receipt}",
    )  # fmt: skip


def _retained(components: list[FeeComponent], refunded: dict[str, int]) -> int:
    return retained(terms_of(components, SHARES, refunded, in_force=True))


def _collected_on(month: date) -> date:
    return month.replace(day=27)


def _collector(town: str) -> str:
    return f"{registry().county_of(town)}-housing"


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
