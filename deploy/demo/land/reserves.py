"""The counties' reserves, and the one that falls short for a while (RZ-2.3.g)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme
from deploy.demo.supervision.handling import handle, visit
from services.supervision.domain.cause import reserve_issue

WIDER_SCALE = "2600000.00"
WIDER_RESERVE = "270000.00"


def reserve_set(programme: Programme, reserve: dict[str, Any]) -> None:
    county = reserve["county"]
    story = programme.story(date(2024, 1, 4))
    story.give(
        "land", "set-construction-scale", "natural-resources",
        county=county, scale=reserve["scale"], document="演示-日自然资规〔2024〕2号",
    )  # fmt: skip
    story.give("land", "set-reserve", county, county=county, reserved=reserve["reserved"])


def reserve_falls_short(programme: Programme, county: str, town: str) -> None:
    """A larger scale leaves the reserve under 10%; the county restores it, the group looks."""
    story = programme.story(date(2025, 4, 14))
    breached_at = story.give(
        "land", "revise-construction-scale", "natural-resources",
        county=county, scale=WIDER_SCALE, document="演示-日自然资规〔2025〕9号",
    )  # fmt: skip
    issue = reserve_issue(county, breached_at)
    handle(story.after(14), issue, county, "调整规划布局，补足预留规模", days=45)
    story.after(20).give("land", "set-reserve", county, county=county, reserved=WIDER_RESERVE)
    visit(story, issue, county, town, "预留规模已达10%以上，台账一致")
