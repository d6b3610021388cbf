"""Projects sited first in pilot towns, with a reason for every deviation (RZ-2.1.c)."""

from typing import Any

from deploy.demo.story import Programme


def siting(programme: Programme, figures: dict[str, Any]) -> None:
    """Bids are towns with what they offer, whether they are eligible, their score and why.

    `withdraws` is a town that takes its bid back; `ends` why nobody is chosen.
    """
    id, story, by = figures["id"], programme.story(figures["starts"]), figures["by"]
    story.give(
        "projects", "open-siting", by,
        siting=id, name=figures["name"], kind=figures["kind"],
        criteria="用地、用能、用工和配套条件", won_by=figures["won_by"],
        county=figures.get("county"),
        bids_until=story.branch().after(8).day.isoformat(),
    )  # fmt: skip
    story.after(8)
    for town, offer, *_ in figures["bids"]:
        story.give("projects", "bid-for-siting", town, siting=id, town=town, offer=offer)
    story.after(8)
    bids = [bid for bid in figures["bids"] if bid[0] != figures.get("withdraws")]
    if "withdraws" in figures:
        story.give(
            "projects", "withdraw-siting-bid", figures["withdraws"],
            siting=id, town=figures["withdraws"], reason="承诺的用地已另有安排",
        )  # fmt: skip
    for town, _, eligible, score, remark in bids:
        story.give(
            "projects", "assess-eligibility", by,
            siting=id, bidder=town, eligible=eligible, score=score, remark=remark,
        )  # fmt: skip
    if "chosen" in figures:
        story.after(8).give(
            "projects", "decide-siting", by,
            siting=id, chosen=figures["chosen"], deviation=figures.get("deviation"),
            document=f"演示-选址纪要-{id}",
        )  # fmt: skip
    if "ends" in figures:
        story.after(8).give(
            "projects", "close-siting", by,
            siting=id, reason=figures["ends"], document=f"演示-选址终止-{id}",
        )  # fmt: skip
