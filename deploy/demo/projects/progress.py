"""What follows admission: milestones, monthly reports, adjustment, completion, exit (RZ-2.1.a)."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Story

BUILDING_DAYS = 150
"""From the main structure to completion."""


def adjusted(admitted: Admitted) -> Story:
    """Where a project's adjustment stands; others know of it at the next time."""
    return admitted.story.branch().after(60).then()


def adjustment(admitted: Admitted) -> None:
    area, use = admitted.figures.get("land", (None, None))
    adjusted(admitted).give(
        "projects", "adjust-project", "housing",
        project=admitted.id,
        new={
            "investment_fen": admitted.figures["yuan"] * 112,
            "land_area": area,
            "land_use": use,
            "site": "演示-规划路以东地块",
        },
        reason="工艺方案优化，选址微调，投资相应增加",
        document=f"演示-日建村镇调〔{admitted.story.day.year}〕{admitted.id}",
    )  # fmt: skip


def estimates(admitted: Admitted) -> None:
    """Government investment: the design estimate may exceed the other one, and is then reported."""
    story, over = admitted.story.branch(), admitted.figures.get("design_over", False)
    estimate = admitted.figures["yuan"] * 100
    _reach(story.then(), admitted, "feasibility", estimate_fen=estimate)
    papers = {"report": f"演示-概算报告-{admitted.id}", "review": f"演示-概算评审-{admitted.id}"}
    _reach(
        story.after(10), admitted, "design",
        estimate_fen=estimate * (115 if over else 104) // 100, **(papers if over else {}),
    )  # fmt: skip


def building(admitted: Admitted, permitted: Story | None) -> None:
    """Works start with the last permit; some projects are completed."""
    project = admitted.figures
    if permitted is None or permitted.after(10).day >= project.get("exits", date.max):
        return
    story = permitted
    _reach(story, admitted, "started")
    if admitted.figures.get("corrects"):
        story.then().give(
            "projects", "correct-milestone", admitted.town,
            project=admitted.id, milestone="started", reason="开工日期登记有误，以开工令为准",
            reached_on=(story.day - timedelta(days=1)).isoformat(),
        )  # fmt: skip
    if "completes" not in project:
        return
    story = story.not_before(project["completes"] - timedelta(days=BUILDING_DAYS))
    _reach(story, admitted, "main-structure")
    _reach(story.not_before(project["completes"]), admitted, "accepted")
    story.give(
        "projects", "complete-project", "housing",
        project=admitted.id, document=f"演示-竣工备案-{admitted.id}",
    )  # fmt: skip


def reports(admitted: Admitted) -> None:
    """A report in each of the first months, in the month that follows."""
    story, project = admitted.story.branch(), admitted.figures
    for n in range(project["reports"]):
        month = story.day.replace(day=1)
        story.not_before((month + timedelta(days=31)).replace(day=1))
        story.give(
            "projects", "report-investment", admitted.town,
            project=admitted.id, month=f"{month:%Y-%m}",
            invested_fen=project["yuan"] * 100 // 24 * (1 + n % 3),
            progress=f"完成第{n + 1}月计划",
            problems="雨季影响土方施工" if month.month in (7, 8) else None,
        )  # fmt: skip


def leave(admitted: Admitted) -> None:
    admitted.story.branch().not_before(admitted.figures["exits"]).give(
        "projects", "exit-project", "housing", project=admitted.id, reason="投资方退出，项目终止"
    )


def _reach(story: Story, admitted: Admitted, milestone: str, **data: Any) -> None:
    story.give(
        "projects", "reach-milestone", admitted.town,
        project=admitted.id, milestone=milestone, reached_on=story.day.isoformat(), **data,
    )  # fmt: skip
