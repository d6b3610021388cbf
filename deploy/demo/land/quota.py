"""Linked quota of a town: reclaimed, filed, used at home first, offered, sold (RZ-2.3.h)."""

from datetime import date
from typing import Any

from deploy.demo.land.proceeds import proceeds
from deploy.demo.story import Programme, Story
from shared.policy.loader import registry

FREE_CONTRACT = {"contract": "演示-复垦投资合同", "contract_mode": "free", "investor_percent": 35}


def quota_ledger(
    programme: Programme, figures: dict[str, Any], sales: list[dict[str, Any]]
) -> None:
    town = figures["town"]
    office = f"{registry().county_of(town)}-natural-resources"
    story = programme.story(date(2023, 9, 25))
    for lot, area, funding in figures["lots"]:
        story.not_before(date(int(lot.split("-")[1]), 9, 25))
        social = FREE_CONTRACT if funding == "social" else {}
        story.give(
            "land", "accept-reclamation", office,
            town=town, lot=lot, area=area, funding=funding, **social, document=f"演示-复垦验收-{lot}",
        )  # fmt: skip
        story.then().give(
            "land", "file-quota", office,
            town=town, lot=lot, area=area, document=f"演示-指标备案-{lot}",
        )  # fmt: skip
    _needs(programme.story(date(2023, 11, 15)), town, figures)
    for measured in figures.get("measured", ()):
        _measured_anew(programme.story(date(2026, 1, 15)), town, office, *measured)
    for sale in sales:
        _sale(programme.story(sale["on"]), town, office, sale)


def _needs(story: Story, town: str, figures: dict[str, Any]) -> None:
    """Farmers and villages come first: one need is met, the other given up."""
    (farmers, *_), (rural, *_) = figures["needs"]
    for need, purpose, area in figures["needs"]:
        story.give(
            "land", "record-rural-need", town, town=town, need=need, purpose=purpose, area=area
        )
    story.after(90).give(
        "land", "use-quota", town,
        town=town, lot=figures["lots"][0][0], use=f"{farmers}-use", need=farmers,
        area=figures["needs"][0][2],
    )  # fmt: skip
    if "returns" in figures:
        area, reason = figures["returns"]
        story.branch().after(60).give(
            "land", "return-quota", town,
            town=town, use=f"{farmers}-use", area=area, reopens=False, reason=reason,
        )  # fmt: skip
    story.after(120).give(
        "land", "close-rural-need", town, town=town, need=rural, reason="改用村内闲置场院，不再需要"
    )


def _measured_anew(story: Story, town: str, office: str, lot: str, area: str, reason: str) -> None:
    """A check finds less: the filing comes down first, then what was accepted."""
    right = {"town": town, "lot": lot, "area": area, "reason": reason}
    story.give("land", "correct-filing", office, **right, document=f"演示-指标核减-{lot}")
    story.then().give(
        "land", "correct-reclamation", office, **right, document=f"演示-复垦复核-{lot}"
    )


def _sale(story: Story, town: str, office: str, sale: dict[str, Any]) -> None:
    """`answer` says what the town made of the offer: kept, released or lapsed; a socially funded
    lot is not offered."""
    of = {"town": town, "lot": sale["lot"], "area": sale["area"]}
    offer = f"{sale['id']}-offer" if "answer" in sale else None
    if offer:
        story.give("land", "offer-quota", office, **of, offer=offer)
        if sale["answer"] != "lapsed":
            story.after(5).give(
                "land", "answer-quota-offer", town,
                town=town, offer=offer, keeps=sale["answer"] == "kept", reason=sale["reason"],
            )  # fmt: skip
        story.after(30)
        if sale["answer"] == "kept":
            return
    contract = sale.get("contract_yuan", sale["yuan"])
    story.give(
        "land", "transfer-quota", office,
        **of, transfer=sale["id"], reach=sale["reach"], platform=sale["platform"],
        receiver=sale["receiver"], price_fen=contract * 100, offer=offer,
        document=f"演示-指标流转-{sale['id']}",
    )  # fmt: skip
    right = {"town": town, "document": f"演示-更正-{sale['id']}"}
    if contract != sale["yuan"]:
        story.then().give(
            "land", "correct-transfer-price", office,
            **right, transfer=sale["id"], price_fen=sale["yuan"] * 100,
            reason="录入时数字颠倒，以合同为准",
        )  # fmt: skip
    if "cancelled" in sale:
        story.after(20).give(
            "land", "cancel-transfer", office,
            **right, transfer=sale["id"], reason=sale["cancelled"],
        )  # fmt: skip
        return
    proceeds(story.after(30), town, sale)
