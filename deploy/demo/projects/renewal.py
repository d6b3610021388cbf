"""The urban-renewal library: nominated, listed, declined (RZ-2.1.d)."""

from typing import Any

from deploy.demo.story import Programme, Story
from shared.policy.loader import registry


def renewal(programme: Programme, figures: dict[str, Any]) -> None:
    """A declined one is nominated again once the criterion that it missed is met."""
    id, story = figures["id"], programme.story(figures["starts"])
    unmet = figures.get("unmet", "")
    _nominate(story, figures, unmet)
    if unmet:
        story.after(15).give(
            "projects", "decline-renewal", "housing",
            project=id, reason=f"不符合：{unmet}", document=f"演示-更新复函-{id}",
        )  # fmt: skip
        _nominate(story.after(90), figures, "")
    if figures["listed"]:
        story.after(15).give(
            "projects", "list-for-renewal", "housing",
            project=id, document=f"演示-更新入库-{id}",
        )  # fmt: skip
    if "removed" in figures:
        story.after(120).give(
            "projects", "remove-from-renewal", "housing",
            project=id, reason=figures["removed"], document=f"演示-更新移出-{id}",
        )  # fmt: skip


def _nominate(story: Story, figures: dict[str, Any], unmet: str) -> None:
    criteria = registry().parameters["projects.renewal_criteria"].value["items"]
    answers = [
        {"criterion": item, "met": item != unmet, "evidence": f"{item}：见申报材料"}
        for item in criteria
    ]
    story.give(
        "projects", "nominate-for-renewal", figures["town"],
        project=figures["id"], town=figures["town"], name=figures["name"], answers=answers,
    )  # fmt: skip
