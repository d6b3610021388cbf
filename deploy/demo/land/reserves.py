"""The counties' reserves: the one that falls short for a while, what others get (RZ-2.3.g)."""

from datetime import date
from typing import Any

from deploy.demo.land.requests import Wait
from deploy.demo.story import Programme
from deploy.demo.supervision.handling import handle, visit
from services.supervision.domain.cause import reserve_issue
from shared.policy.loader import registry

WIDER_SCALE = "4500000.00"
WIDER_RESERVE = "465000.00"


def reserve_set(programme: Programme, reserve: dict[str, Any]) -> None:
    county = reserve["county"]
    story = programme.story(date(2023, 8, 7))
    story.give(
        "land", "set-construction-scale", "natural-resources",
        county=county, scale=reserve["scale"], document="演示-日自然资规〔2023〕12号",
    )  # fmt: skip
    story.give("land", "set-reserve", county, county=county, reserved=reserve["reserved"])
    for year, quota, reserved in reserve["quotas"]:
        story.not_before(date(year, 2, 20)).give(
            "land", "set-annual-quota", "natural-resources",
            county=county, year=year, quota=quota, reserved=reserved,
            document=f"演示-日自然资规〔{year}〕5号",
        )  # fmt: skip
        story.after(60)
    if "own_reserve" in reserve:
        year, reserved = reserve["own_reserve"]
        programme.story(date(year, 9, 15)).give(
            "land", "set-annual-reserve", county,
            county=county, reserved=reserved, document=f"演示-{county}-年度预留〔{year}〕1号",
        )  # fmt: skip


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


def open_to_others(programme: Programme, opening: dict[str, Any], waits: list[Wait]) -> None:
    """On the first day on which no demand of the county's pilots waits."""
    county = opening["county"]
    pilots = [t.id for t in registry().towns.values() if t.county == county and t.pilot]
    story = programme.story(opening["after"])
    while any(t in pilots and asked <= story.moment < met for t, asked, met in waits):
        story.after(1)
    story.give(
        "land", "open-reserve-to-others", county,
        county=county, town=opening["town"], area=opening["area"], pilots=pilots,
        reason=opening["reason"], document=f"演示-预留调剂-{county}",
    )  # fmt: skip
    if "withdrawn" in opening:
        area, reason = opening["withdrawn"]
        story.after(90).give(
            "land", "withdraw-reserve-opening", county,
            county=county, town=opening["town"], area=area, reason=reason,
            document=f"演示-收回调剂-{county}",
        )  # fmt: skip
