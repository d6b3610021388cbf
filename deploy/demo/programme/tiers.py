"""Towns come into a tier, are warned, accepted, moved, withdrawn (RZ-1.b)."""

from datetime import date
from typing import Any

from deploy.demo.story import LAST_DAY, Programme, Story
from shared.policy.loader import registry

CITY = "日照市人民政府"


def named_by_province(programme: Programme, figures: dict[str, Any]) -> None:
    story = programme.story(figures["on"])
    for town in figures["towns"]:
        story.give(
            "programme", "enter-tier", "housing",
            town=town, level="provincial", document=figures["document"],
            decided_by=figures["decided_by"], decided_on=figures["decided_on"].isoformat(),
            effective_on=figures["effective_on"].isoformat(),
        )  # fmt: skip


def named(programme: Programme, figures: dict[str, Any]) -> None:
    town, level = figures["town"], figures["level"]
    story = programme.story(figures["on"])
    if not _nominated(story, town, level, figures.get("refused")):
        return
    _enters(story, "enter-tier", town, level, figures["document"], story.day)
    if moved := figures.get("promoted"):
        story = programme.story(moved["on"])
        _nominated(story, town, moved["level"], None)
        _enters(
            story, "promote-tier", town, moved["level"], moved["document"], moved["effective_on"]
        )
    if left := figures.get("withdrawn"):
        story = programme.story(left["on"])
        story.give(
            "programme", "withdraw-from-tier", "housing",
            town=town, reason=left["reason"], document=left["document"], decided_by=CITY,
            decided_on=story.day.isoformat(), effective_on=left["effective_on"].isoformat(),
        )  # fmt: skip


def _nominated(story: Story, town: str, level: str, refused: str | None) -> bool:
    """Whether it comes to be named: reviewed, and publicised for its days."""
    story.give(
        "programme", "nominate-town", registry().county_of(town),
        town=town, level=level, reason="产业和配套基础较好，创建意愿强",
        document=f"演示-推荐-{town}-{level}",
    )  # fmt: skip
    story.after(8).give(
        "programme", "review-nomination", "housing",
        town=town, passed=refused is None, reason=refused or "符合培育条件",
        decided_by="演示-评审专家组", decided_on=story.day.isoformat(),
        document=f"演示-评审-{town}-{level}",
    )  # fmt: skip
    if refused is None:
        story.after(1).give("programme", "publicise-nomination", "housing", town=town)
        story.after(14)
    return refused is None


def _enters(
    story: Story, command: str, town: str, level: str, document: str, effective_on: date
) -> None:
    story.give(
        "programme", command, "housing",
        town=town, level=level, document=document, decided_by=CITY,
        decided_on=story.day.isoformat(), effective_on=effective_on.isoformat(),
    )  # fmt: skip


def creation(programme: Programme, town: str, figures: dict[str, Any]) -> None:
    story = programme.story(figures["on"])
    story.give(
        "programme", "set-creation-period", "housing",
        town=town, starts_on=figures["starts_on"].isoformat(),
        ends_on=figures["ends_on"].isoformat(), document=figures["document"],
    )  # fmt: skip
    if town not in figures["accepted"]:
        return
    story.not_before(figures["ends_on"]).give(
        "programme", "apply-for-acceptance", town,
        town=town, report="演示-创建期任务完成情况报告", document=f"演示-验收申请-{town}",
    )  # fmt: skip
    passed = figures["accepted"][town]
    story.after(60).give(
        "programme", "record-acceptance", "housing",
        town=town, passed=passed, remark="演示-现场验收" + ("通过" if passed else "，部分指标未达标"),
        document=f"演示-验收意见-{town}", decided_by="山东省住房和城乡建设厅",
        decided_on=story.day.isoformat(),
    )  # fmt: skip


def warning(programme: Programme, figures: dict[str, Any]) -> None:
    town, story = figures["town"], programme.story(figures["on"])
    story.give(
        "programme", "warn-town", "housing",
        town=town, reason=figures["reason"], document=f"演示-警示-{town}",
    )  # fmt: skip
    if figures.get("rectified", LAST_DAY) >= LAST_DAY:
        return
    story.not_before(figures["rectified"]).give(
        "programme", "submit-rectification", town,
        town=town, report="演示-逐项整改，项目已全部开工", document=f"演示-整改报告-{town}",
    )  # fmt: skip
    story.not_before(figures["cleared"]).give(
        "programme", "clear-warning", "housing",
        town=town, reason="演示-现场核实，整改到位", document=f"演示-解除警示-{town}",
    )  # fmt: skip
