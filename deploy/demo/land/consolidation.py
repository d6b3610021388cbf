"""Consolidation and restoration: areas nominated, ranked with pilots first, selected (RZ-2.3.i)."""

from typing import Any

from deploy.demo.story import Programme, Story
from shared.policy.loader import registry


def consolidation(programme: Programme, figures: dict[str, Any]) -> None:
    """Who comes after the first ranking asks for a new one."""
    id = figures["id"]
    story = programme.story(figures["opens"])
    story.give(
        "land", "open-programme", "natural-resources",
        programme=id, name=figures["name"], kind=figures["kind"], year=story.day.year,
        places=figures["places"], document=f"演示-日自然资规〔{story.day.year}〕{id}",
    )  # fmt: skip
    story.after(20)
    scored: list[dict[str, Any]] = []
    for area in figures["area"]:
        if area.get("late"):
            _rank(story.then(), id, scored)
            story.after(1)
        story.give(
            "land", "nominate-area", area["by"],
            programme=id, nomination=area["id"], town=area["town"], name=area["name"],
            area=area["area"], measures=area["measures"], farmland=area.get("farmland"),
            new_farmland=area.get("new_farmland"),
        )  # fmt: skip
        scored.append({
            "nomination": area["id"], "score": area["score"], "remark": area["remark"],
        })  # fmt: skip
    if "withdrawn" in figures:
        nomination, town, reason = figures["withdrawn"]
        story.after(5).give(
            "land", "withdraw-area", town,
            programme=id, nomination=nomination, town=town, reason=reason,
        )  # fmt: skip
        scored = [one for one in scored if one["nomination"] != nomination]
    _rank(story.after(15), id, scored)
    story.after(10).give(
        "land", "select-areas", "natural-resources",
        programme=id, selected=figures["selected"], deviation=figures.get("deviation"),
        document=f"演示-日自然资规〔{story.day.year}〕{id}-2",
    )  # fmt: skip
    if "dropped" in figures:
        nomination, replacement, reason = figures["dropped"]
        story.after(60).give(
            "land", "drop-area", "natural-resources",
            programme=id, nomination=nomination, replacement=replacement, reason=reason,
            document=f"演示-日自然资规〔{story.day.year}〕{id}-3",
        )  # fmt: skip
    for n, (nomination, town, yuan, origin) in enumerate(figures["proceeds"], start=1):
        _proceeds(story.after(150), id, f"{id}-{n}", (nomination, town, yuan, origin))
    if "corrected" in figures:
        n, town, yuan, reason = figures["corrected"]
        story.then().give(
            "land", "correct-programme-proceeds", f"{registry().county_of(town)}-finance",
            programme=id, entry=f"{id}-{n}", town=town, amount_fen=yuan * 100, reason=reason,
            document=f"演示-收益核减-{id}-{n}",
        )  # fmt: skip
    if "closed" in figures:
        story.after(30).give(
            "land", "close-programme", "natural-resources",
            programme=id, reason=figures["closed"], document=f"演示-整体验收-{id}",
        )  # fmt: skip


def _proceeds(story: Story, id: str, entry: str, booked: tuple[str, str, int, str]) -> None:
    nomination, town, yuan, origin = booked
    story.give(
        "land", "book-programme-proceeds", "finance",
        programme=id, entry=entry, nomination=nomination, town=town,
        amount_fen=yuan * 100, origin=origin, document=f"演示-收益拨付-{entry}",
    )  # fmt: skip


def _rank(story: Any, id: str, scored: list[dict[str, Any]]) -> None:
    story.give("land", "rank-nominations", "natural-resources", programme=id, scores=list(scored))
