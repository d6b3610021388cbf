"""The money of sold quota: booked, handed over to the town, spent; mistyped, it is set right."""

from typing import Any

from deploy.demo.story import Story
from shared.policy.loader import registry


def proceeds(story: Story, town: str, sale: dict[str, Any]) -> None:
    """What a contract gives the investor, and what the town lets go of, is not the town's."""
    office = f"{registry().county_of(town)}-finance"
    entry, paid = f"{sale['id']}-in", sale["yuan"] * 100
    kept = paid - paid * sale.get("investor_percent", 0) // 100
    released = sale.get("released_yuan", 0) * 100
    short = 10_000 if sale.get("mistyped") else 0
    right = {"town": town, "reason": "录入有误，以到账凭证为准", "document": f"演示-更正-{entry}"}
    story.give(
        "land", "book-proceeds", "finance",
        town=town, entry=entry, transfer=sale["id"], received_fen=paid - short,
        released_fen=released or None, consent="演示-镇政府同意函" if released else None,
        document=f"演示-收益入账-{sale['id']}",
    )  # fmt: skip
    if short:
        story.then().give(
            "land", "correct-proceeds", "finance", **right, entry=entry, received_fen=paid
        )
    handed = kept - released
    story.after(10).give(
        "land", "hand-over-proceeds", office,
        town=town, entry=entry, amount_fen=handed - short, document=f"演示-收益划转-{sale['id']}",
    )  # fmt: skip
    if short:
        story.then().give(
            "land", "correct-proceeds-handover", office, **right, entry=entry, amount_fen=handed
        )
    spending, spent = f"{sale['id']}-out", sale["yuan"] * 30
    story.after(110).give(
        "land", "spend-proceeds", town,
        town=town, spending=spending, amount_fen=spent - short, purpose=sale["purpose"],
        document=f"演示-收益支出-{sale['id']}",
    )  # fmt: skip
    if short:
        story.then().give(
            "land", "correct-spending", town,
            **right, spending=spending, amount_fen=spent, purpose=sale["purpose"],
        )  # fmt: skip
