"""Key projects: nominated upwards, pilots first; municipal ones with their land (RZ-2.3.e, f)."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Programme
from deploy.demo.supervision.lateness import late_matter
from shared.policy.loader import registry


def key_projects(
    programme: Programme, figures: dict[str, Any], projects: dict[str, Admitted]
) -> None:
    for nomination in figures["nomination"]:
        _nominated(programme, nomination, projects)
    for municipal in figures["municipal"]:
        _municipal(programme, municipal, projects[municipal["project"]])


def _nominated(
    programme: Programme, nomination: dict[str, Any], projects: dict[str, Admitted]
) -> None:
    project, level = projects[nomination["project"]], nomination["level"]
    story = programme.story(nomination["on"])
    story.give(
        "land", "nominate-key-project", nomination["by"],
        project=project.id, town=project.town, level=level, basis=nomination["basis"],
        considered=[
            {"project": id, "town": town, "eligible": eligible, "remark": remark}
            for id, town, eligible, remark in nomination["considered"]
        ],
        document=f"演示-重点项目推荐-{project.id}-{level}",
    )  # fmt: skip
    if "withdrawn" in nomination:
        story.after(30).give(
            "land", "withdraw-key-nomination", nomination["by"],
            project=project.id, level=level, reason=nomination["withdrawn"],
        )  # fmt: skip
    if "listed" in nomination:
        story.after(90).give(
            "land", "record-key-decision", "reform",
            project=project.id, level=level, listed=nomination["listed"],
            reason=nomination["decision"],
            document=f"演示-鲁发改〔{story.day.year}〕{project.id}",
        )  # fmt: skip


def _municipal(programme: Programme, municipal: dict[str, Any], project: Admitted) -> None:
    """City and county each find a half of the land; late, the matter raises itself."""
    story = programme.story(municipal["on"])
    listed_on = story.day
    story.give(
        "land", "list-municipal-key", "reform",
        project=project.id, document=f"演示-日发改重点〔{story.day.year}〕1号",
    )  # fmt: skip
    settled_on: date = municipal["settled"]
    half = float(project.figures["land"][0]) / 2 + 1
    story.not_before(settled_on).give(
        "land", "settle-land-coordination", "natural-resources",
        project=project.id, minutes=f"演示-专题会议纪要〔{story.day.year}〕{project.id}",
        city_measure="市级统筹年度计划指标予以支持", county_measure="区县使用预留规模并落实占补平衡",
        city_area=f"{half:.2f}", county_area=f"{half:.2f}",
    )  # fmt: skip
    if "revoked" in municipal:
        story.branch().after(240).give(
            "land", "revoke-key-listing", "reform",
            project=project.id, level="municipal", reason=municipal["revoked"],
            document=f"演示-日发改重点调整-{project.id}",
        )  # fmt: skip
    if "fell_through" in municipal:
        again = story.branch().after(60)
        again.give(
            "land", "reopen-land-coordination", project.county,
            project=project.id, reason=municipal["fell_through"],
        )  # fmt: skip
        again.after(20).give(
            "land", "settle-land-coordination", "natural-resources",
            project=project.id, minutes=f"演示-专题会议纪要-{project.id}-2",
            city_measure="市级调剂增减挂钩指标", county_measure="区县另行安排预留规模",
            city_area=f"{half:.2f}", county_area=f"{half:.2f}",
        )  # fmt: skip
    due_on = listed_on + timedelta(days=_limit())
    if story.day > due_on:
        late_matter(
            programme, "land-coordination", project.id,
            due_on=due_on, done_on=settled_on, handler="natural-resources", town=project.town,
            evidence="核对会议纪要和用地批复，市、区县措施均已落实",
        )  # fmt: skip


def _limit() -> int:
    days: int = registry().parameters["land.municipal_key_settlement_calendar_days"].value
    return days
