"""Bulletins on the quarters, some of them reviewed (RZ-3.3.c)."""

from datetime import timedelta
from typing import Any

from deploy.demo.story import Programme


def bulletin_course(programme: Programme, figures: dict[str, Any]) -> None:
    """Drafted on the first day after the period, published once its figures were taken."""
    by, of = figures.get("by", "housing"), {"bulletin": figures["id"]}
    draft = {
        "title": figures["title"],
        "since": figures["since"].isoformat(),
        "until": figures["until"].isoformat(),
        "county": figures.get("county"),
    }
    story = programme.story(figures["until"] + timedelta(days=1))
    if "redrafted" in figures:
        story.give("supervision", "draft-bulletin", by, **of, **draft, summary=figures["redrafted"])
        story.then()
    story.give(
        "supervision", "draft-bulletin", by, **of, **draft, summary=figures["summary"],
        ranks_towns=figures.get("ranks_towns"), approval_ref=figures.get("approval_ref"),
    )  # fmt: skip
    story.then().give(
        "supervision", "publish-bulletin", by, **of, scope=figures.get("scope"),
        document=f"演示-通报〔{figures['until'].year}〕{figures['until'].month // 3}号",
    )  # fmt: skip
    for review in figures.get("reviews", ()):
        asked = story.branch().after(review["after"])
        asked.give("supervision", "request-review", review["of"], **of, grounds=review["grounds"])
        if "decided_after" in review:
            asked.after(review["decided_after"]).give(
                "supervision", "decide-review", by, person=review["decider"], **of,
                organisation=review["of"], upheld="summary" in review, reason=review["reason"],
                summary=review.get("summary"),
            )  # fmt: skip
