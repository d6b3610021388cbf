"""From the application to the library: review, opinions, joint meeting, admission (RZ-2.1.a)."""

from dataclasses import dataclass
from typing import Any

from deploy.demo.story import Programme, Story
from shared.policy.loader import registry

REVIEWERS = ("housing", "reform", "natural-resources", "ecology", "approval")


@dataclass(frozen=True)
class Admitted:
    """An admitted project's figures, and the story that stands where others know of it."""

    figures: dict[str, Any]
    story: Story

    @property
    def id(self) -> str:
        id: str = self.figures["id"]
        return id

    @property
    def town(self) -> str:
        town: str = self.figures["town"]
        return town

    @property
    def county(self) -> str:
        return registry().county_of(self.town)


def admission(programme: Programme, project: dict[str, Any]) -> Admitted | None:
    """None where the application does not come so far."""
    story, ends = programme.story(project["starts"]), project.get("ends")
    id, town = project["id"], project["town"]
    county = registry().county_of(town)
    story.give("projects", "apply-for-admission", town, **application(project), town=town)
    if ends == "applied":
        return None
    if "returned" in project:
        story.after(4).give(
            "projects", "return-for-correction", county, project=id, reason=project["returned"]
        )
        if ends == "returned":
            return None
        story.after(6).give("projects", "resubmit-application", town, **application(project))
    hurried = project.get("same_day", False)
    _on(story, 5, hurried)
    story.give("projects", "pass-preliminary-review", f"{county}-housing", project=id)
    if ends == "reviewed":
        return None
    if ends == "withdrawn":
        story.after(5).give(
            "projects", "withdraw-application", town, project=id, reason="投资方调整计划"
        )
        return None
    if ends == "rejected":
        story.after(5).give(
            "projects", "reject-application", "housing", project=id, reason="不符合产业准入要求"
        )
        return None
    opinions(story, project)
    document = f"演示-日建村镇〔{story.day.year}〕{id}"
    _on(story, 5, hurried)
    story.give("projects", "admit-project", "housing", project=id, document=document)
    story.give("projects", "record-national-code", town, project=id, national_code=f"demo-{id}")
    return Admitted(project, story.then())


def _on(story: Story, days: int, hurried: bool) -> Story:
    """Days on, or the same day with what an auditor asks about: everybody at once."""
    return story.then() if hurried else story.after(days)


def application(project: dict[str, Any]) -> dict[str, Any]:
    area, use = project.get("land", (None, None))
    return {
        "project": project["id"],
        "name": project["name"],
        "kind": project["kind"],
        "origin": project["origin"],
        "unit": project["unit"],
        "investment_fen": project["yuan"] * 100,
        "land_area": area,
        "land_use": use,
        "government_funded": project.get("government"),
    }


def opinions(story: Story, project: dict[str, Any]) -> None:
    """Five opinions; an objection is settled in a joint meeting, or withdrawn if by law."""
    id = project["id"]
    objection = project.get("objects", {"by": None})
    story.then()
    for by in REVIEWERS:
        objects = by == objection["by"]
        story.give(
            "projects", "give-opinion", by,
            project=id, agrees=not objects, statutory=objects and objection["statutory"],
            reason=objection["reason"] if objects else "符合相关规划和管理要求，同意入库",
        )  # fmt: skip
    if objection["by"] is None:
        return
    if not objection["statutory"]:
        story.after(7).give(
            "projects", "settle-in-joint-meeting", "housing",
            project=id, minutes=f"演示-联席会议纪要〔{story.day.year}〕{id}",
            held_on=story.day.isoformat(),
        )  # fmt: skip
        return
    story.after(14).give(
        "projects", "withdraw-opinion", objection["by"], project=id, reason="选址已调整，情形消除"
    )
    story.give(
        "projects", "give-opinion", objection["by"],
        project=id, agrees=True, statutory=False, reason="调整后的选址符合要求，同意入库",
    )  # fmt: skip
