"""The infrastructure fee, month by month: recorded, handed over, refunded (RZ-2.2.d)."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.story import FIRST_DAY, Programme, Story
from deploy.demo.supervision.lateness import late_matter
from services.finance.domain.fee_account.retention import sum_retained_by_level, terms_of
from shared.policy.loader import registry
from shared.schemas.finance.fee_account_values import FeeComponent, Level, LevelShare

FEE, WATERWORKS, SEWERS = "城镇基础设施配套费", "国家重大水利工程建设基金", "市级污水管网专项"
DESIGNATED_IN = "演示-财税〔2009〕90号"
RULES = {
    date(2023, 1, 1): [
        LevelShare("provincial", share=1000),
        LevelShare("county", share=5000),
        LevelShare("town", share=4000),
    ],
    date(2025, 7, 1): [
        LevelShare("provincial", share=1000),
        LevelShare("city", share=2000),
        LevelShare("county", share=3000),
        LevelShare("town", share=4000),
    ],
}
"""The shares by the day from which they hold: the city has one only since 2025."""
HANDOVER_DAYS = registry().parameters["finance.fee_handover_days"].value
PAIRS = (("taoluo", "chaohe"), ("zhaoxian", "jufeng"))
"""The towns whose receipts a month's file brings, in turn."""

Owed = dict[Level, int]


def fee_files(programme: Programme, figures: dict[str, Any]) -> None:
    """A file for each month, recorded in the next; all receipts are handed over in time but one."""
    month, returned = figures["first_month"], dict[str, Owed]()
    for town in sorted({town for pair in PAIRS for town in pair}):
        _publish(programme, town)
    _slips(programme, figures["slips"])
    for number in range(figures["months"]):
        towns = PAIRS[number % 2]
        for town in towns:
            payer = figures["payers"][town][number // 2 % 2]
            components = _components(number, town)
            story = programme.story(_next(month))
            receipt = _record(story, town, month, payer, components)
            owed = _owed(figures, town, month, components, 0)
            first = town == towns[0]
            if first and number == figures["refunded_before"]:
                back = components[0].amount_fen // 4
                _refund(story.then(), town, receipt, back)
                owed = _owed(figures, town, month, components, back)
            owed = _less(owed, returned.pop(town, {}))
            late = first and number == figures["late"]
            city = {level: owed.pop(level) for level in ("city",) if level in owed}
            _hand_over(story.branch().after(8), "finance", town, receipt, city)
            keeper = f"{registry().county_of(town)}-finance"
            _hand_over(story.after(70 if late else 8), keeper, town, receipt, owed)
            if late:
                late_matter(
                    programme, "fee", receipt, town, keeper,
                    due_on=_collected_on(month) + timedelta(days=HANDOVER_DAYS),
                    done_on=story.day, handler=keeper, town=town,
                    evidence="查看划转凭证和镇财政入账单",
                )  # fmt: skip
            if first and number == figures["refunded_after"]:
                back = components[0].amount_fen // 5
                _refund(story.after(8), town, receipt, back)
                kept = _owed(figures, town, month, components, back)
                paid = {**owed, **city}
                returned[town] = _less(paid, kept)
        month = _next(month)


def _publish(programme: Programme, town: str) -> None:
    for day, shares in RULES.items():
        programme.story(max(day, FIRST_DAY)).give(
            "finance", "publish-fee-shares", "finance",
            town=town, effective_from=day.isoformat(), document=f"演示-日财综〔{day.year}〕7号",
            shares=[{"level": s.level, "share": s.share} for s in shares],
        )  # fmt: skip


def _slips(programme: Programme, slips: dict[str, Any]) -> None:
    """A receipt with a figure entered wrongly, and its twin that never was; both set right."""
    town, day = slips["town"], slips["on"]
    keeper = f"{registry().county_of(town)}-finance"
    components = _components(0, town)
    story = programme.story(day)
    month = story.day.replace(day=1)
    receipt = _record(story, town, month, slips["payer"], components, day, "slip")
    twin = _record(story, town, month, slips["payer"], components, day, "twin")
    terms = terms_of(components, _shares_on(day), {}, in_force=True)
    owed = dict(sum_retained_by_level(terms))
    story.then()
    _hand_over(story, keeper, town, receipt, {"county": owed["county"], "town": owed["town"] - 1})
    story.then().give(
        "finance", "correct-fee-handover", keeper,
        town=town, receipt=receipt, reason="划转额少录一分", document=f"演示-更正单-{receipt}",
        handed_over=[{"level": level, "amount_fen": fen} for level, fen in owed.items()],
    )  # fmt: skip
    story.give(
        "finance", "cancel-fee", _collector(town),
        town=town, receipt=twin, reason="同一票据重复登记", document=f"演示-冲销单-{twin}",
    )  # fmt: skip
    story.give(
        "finance", "correct-fee", _collector(town),
        town=town, receipt=receipt, payer=slips["right_payer"], reason="缴费人名称误录",
        document=f"演示-更正单-{receipt}",
    )  # fmt: skip


def _components(number: int, town: str) -> list[FeeComponent]:
    """In fen; the national part goes up, the municipal earmark does not exempt."""
    base = (18 + number % 7 + len(town)) * 10_000_00
    return [
        FeeComponent(FEE, amount_fen=base * 3, designated_by="none"),
        FeeComponent(
            WATERWORKS, amount_fen=base, designated_by="national",
            designating_document=DESIGNATED_IN,
        ),
        FeeComponent(SEWERS, amount_fen=base // 2, designated_by="municipal"),
    ]  # fmt: skip


def _record(
    story: Story, town: str, month: date, payer: str, components: list[FeeComponent],
    collected_on: date | None = None, mark: str = "fee",
) -> str:  # fmt: skip
    receipt, collector = f"{mark}-{month:%Y-%m}-{town}", _collector(town)
    story.give(
        "finance", "record-fee", collector,
        town=town, receipt=receipt, collector=collector, payer=payer,
        components=[_plain(component) for component in components],
        collected_on=(collected_on or _collected_on(month)).isoformat(),
        document=f"演示-缴费单-{month:%Y%m}",
    )  # fmt: skip
    return receipt


def _plain(component: FeeComponent) -> dict[str, Any]:
    plain = {"name": component.name, "amount_fen": component.amount_fen}
    document = component.designating_document
    designated = {"designated_by": component.designated_by}
    return plain | designated | ({"designating_document": document} if document else {})


def _hand_over(story: Story, by: str, town: str, receipt: str, owed: Owed) -> None:
    if fen := sum(owed.values()):
        story.give(
            "finance", "hand-over-fee", by,
            town=town, receipt=receipt, amount_fen=fen, document=f"演示-划转单-{receipt}",
        )  # fmt: skip


def _refund(story: Story, town: str, receipt: str, fen: int) -> None:
    story.give(
        "finance", "refund-fee", _collector(town),
        town=town, receipt=receipt, components=[{"name": FEE, "amount_fen": fen}],
        reason="建筑面积核减，多缴部分退付", document=f"演示-退付单-{receipt}",
    )  # fmt: skip


def _owed(
    figures: dict[str, Any], town: str, month: date, components: list[FeeComponent], back: int
) -> Owed:
    """What of each level's share is to be handed over; a town's own share is already in its own
    treasury once that has opened."""
    shares = _shares_on(_collected_on(month))
    owed = dict(sum_retained_by_level(terms_of(components, shares, {FEE: back}, in_force=True)))
    opened = figures["own_treasury"].get(town)
    if opened and _collected_on(month) >= opened:
        del owed["town"]
    return owed


def _shares_on(day: date) -> list[LevelShare]:
    return RULES[max(first for first in RULES if first <= day)]


def _less(owed: Owed, returned: Owed) -> Owed:
    return {level: fen - returned.get(level, 0) for level, fen in owed.items()}


def _collected_on(month: date) -> date:
    return month.replace(day=27)


def _collector(town: str) -> str:
    return f"{registry().county_of(town)}-housing"


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
