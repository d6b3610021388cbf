"""The main flow of a project: admission, then money, land and permits side by side."""

from datetime import date
from typing import Any

from deploy.demo.county_course import parcel_id, surveyed_by
from deploy.demo.issue_course import late_permit_course
from deploy.demo.story import Programme, Story
from shared.registry.loader import registry

REVIEWERS = ("housing", "reform", "natural-resources", "ecology", "approval")


def project_course(
    programme: Programme, project: dict[str, Any], parcels: list[list[Any]], money_from: date
) -> None:
    """`parcels` are the town's stock; the fund stands from `money_from` on."""
    story = programme.story(project["starts"])
    admission(story, project)
    permits(story.branch(), project)
    money(story.branch().not_before(money_from), project)
    if "land" in project:
        land(story.branch(), project, parcels)
    if "exits" in project:
        story.not_before(project["exits"]).give(
            "projects", "exit-project", "housing",
            project=project["id"], reason="投资方退出，项目终止",
        )  # fmt: skip


def admission(story: Story, project: dict[str, Any]) -> None:
    id, town = project["id"], project["town"]
    county = registry().county_of(town)
    story.give("projects", "apply-for-admission", town, **application(project), town=town)
    if "returned" in project:
        story.after(4).give(
            "projects", "return-for-correction", county, project=id, reason=project["returned"]
        )
        story.after(6).give("projects", "resubmit-application", town, **application(project))
    story.after(5).give("projects", "pass-preliminary-review", f"{county}-housing", project=id)
    opinions(story.after(4), project)
    document = f"演示-日建村镇〔{story.day.year}〕{id}"
    story.after(5).give("projects", "admit-project", "housing", project=id, document=document)
    story.after(2).give(
        "projects", "record-national-code", town, project=id, national_code=f"demo-{id}"
    )


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
    }


def opinions(story: Story, project: dict[str, Any]) -> None:
    """Five opinions; an objection is settled in a joint meeting, or withdrawn if by law."""
    id = project["id"]
    objection = project.get("objects", {"by": None})
    for by in REVIEWERS:
        objects = by == objection["by"]
        story.after(1).give(
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


def permits(story: Story, project: dict[str, Any]) -> None:
    """Request, acceptance, decision; one after the other. The late one takes its own course."""
    id, town = project["id"], project["town"]
    late = project.get("late", {"permit": None})
    for permit in registry().parameters["projects.permits_required"].value[project["kind"]]:
        runs_late = permit == late["permit"]
        by = late["by"] if runs_late else f"{registry().county_of(town)}-approval"
        story.after(4).give("projects", "request-permit", town, project=id, permit=permit)
        accepted = story.after(2).give("projects", "accept-permit", by, project=id, permit=permit)
        if runs_late:
            late_permit_course(story, project, accepted.date())
            if late["ends"] == "open":
                return
        else:
            story.after(8).give(
                "projects", "decide-permit", by,
                project=id, permit=permit, granted=True, reason="材料齐全，符合条件",
            )  # fmt: skip


def money(story: Story, project: dict[str, Any]) -> None:
    """Allocated, committed, and paid in two parts; one project leaves before the second."""
    id, town = project["id"], project["town"]
    percent = 5 if project["kind"] == "investment" else 30
    allocated = project["yuan"] * percent  # yuan and percent make fen
    committed = allocated * (40 if "exits" in project else 80) // 100
    of = {"fund": project["fund"], "project": id}
    story.after(10).give(
        "finance", "allocate-funds", "finance",
        **of, amount_fen=allocated, document=f"演示-日财建〔{story.day.year}〕{id}",
    )  # fmt: skip
    story.after(25).give(
        "finance", "commit-funds", town,
        **of, town=town, amount_fen=committed, document=f"演示-合同-{id}",
    )  # fmt: skip
    for part in range(2):
        if part == 1 and "exits" in project:
            story.not_before(project["exits"])
        amount = committed // 2 if part == 0 else committed - committed // 2
        county = registry().county_of(town)
        story.after(60).give(
            "finance", "verify-work", f"{county}-housing", **of, town=town, amount_fen=amount
        )
        story.after(10).give(
            "finance", "pay", "finance", **of, amount_fen=amount, payee=project["unit"]
        )


def land(story: Story, project: dict[str, Any], parcels: list[list[Any]]) -> None:
    """The town answers for its own stock first; the county then gives from its reserve."""
    id, town = project["id"], project["town"]
    area, use = project["land"]
    day = story.after(12).day
    screening = [
        {"parcel": parcel_id(town, n), "reason": reason}
        for n, (_, parcel_use, _, _, reason) in enumerate(parcels, start=1)
        if parcel_use == use and surveyed_by(day, n, parcels)
    ]
    story.give(
        "land", "request-new-land", town,
        request=id, project=id, town=town, area=area, use=use, screening=screening,
    )  # fmt: skip
    story.after(10).give(
        "land", "allocate-land", f"{registry().county_of(town)}-natural-resources",
        request=id, source="reserve", document=f"演示-用地批复-{id}",
    )  # fmt: skip
