"""What counties and departments lay down first: funds, reserves, the survey of stock parcels."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.issue_course import handle, visit
from deploy.demo.story import Programme
from services.supervision.domain.cause import reserve_issue
from shared.registry.loader import registry

SURVEYED_ON = date(2024, 1, 2)
LAST_SURVEYED_ON = date(2025, 1, 6)
"""The last parcel of each town is found a year after the others."""

WIDER_SCALE = "2600000.00"
WIDER_RESERVE = "270000.00"


def fund_ready_on(fund: dict[str, Any]) -> date:
    return date(fund["year"], 1, 8)


def fund_course(programme: Programme, fund: dict[str, Any]) -> None:
    story = programme.story(fund_ready_on(fund))
    story.give(
        "finance", "register-fund", "finance",
        fund=fund["id"], name=fund["name"], source=fund["source"], kind="special",
        year=fund["year"],
    )  # fmt: skip
    story.give(
        "finance", "appropriate", "finance",
        fund=fund["id"], amount_fen=fund["yuan"] * 100, document=f"演示-日财预〔{fund['year']}〕1号",
    )  # fmt: skip


def reserve_course(programme: Programme, reserve: dict[str, Any]) -> None:
    county = reserve["county"]
    story = programme.story(date(2024, 1, 4))
    story.give(
        "land", "set-construction-scale", "natural-resources",
        county=county, scale=reserve["scale"], document="演示-日自然资规〔2024〕2号",
    )  # fmt: skip
    story.after(1).give("land", "set-reserve", county, county=county, reserved=reserve["reserved"])


def short_reserve_course(programme: Programme, county: str, town: str) -> None:
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


def survey_course(programme: Programme, town: str, parcels: list[list[Any]]) -> None:
    surveyor = f"{registry().county_of(town)}-natural-resources"
    story = programme.story(SURVEYED_ON)
    for n, (parcel_class, use, area, since, _) in enumerate(parcels, start=1):
        if n == len(parcels):
            story.not_before(LAST_SURVEYED_ON)
        story.give(
            "land", "survey-parcel", surveyor,
            parcel=parcel_id(town, n), town=town, parcel_class=parcel_class, use=use, area=area,
            since=since.isoformat(),
        )  # fmt: skip


def parcel_id(town: str, n: int) -> str:
    return f"{town}-parcel-{n:02d}"


def surveyed_by(day: date, n: int, parcels: list[list[Any]]) -> bool:
    """Whether the n-th parcel of a town stands on its list on a day, all stories considered."""
    listed_on = LAST_SURVEYED_ON if n == len(parcels) else SURVEYED_ON
    return day > listed_on + timedelta(days=7)
