"""Town treasuries, the counties' fiscal systems, authority over funds (RZ-2.2.a, b)."""

from typing import Any

from deploy.demo.story import Programme
from shared.policy.loader import registry

REVENUES = ("增值税地方留成", "企业所得税地方留成")
UNCLASSIFIED = "未分类"


def treasury(programme: Programme, figures: dict[str, Any]) -> None:
    """A commissioned bank manages it: the central bank has no branch in the town."""
    town, story = figures["town"], programme.story(figures["applied"])
    story.give(
        "finance", "apply-for-treasury", town,
        town=town, conditions="一级财政独立核算，收支规模和人员具备条件",
        document=f"演示-国库申请-{town}",
    )  # fmt: skip
    if "approved" in figures:
        story.not_before(figures["approved"]).give(
            "finance", "approve-treasury", "finance",
            town=town, document=f"演示-日财库〔{story.day.year}〕{town}",
        )  # fmt: skip
    if "opened" in figures:
        story.not_before(figures["opened"]).give(
            "finance", "open-treasury", "pboc",
            town=town, manager="commissioned-bank", central_bank_branch=False,
            bank="演示-农村商业银行", document=f"演示-开库批复-{town}",
        )  # fmt: skip


def system_version(programme: Programme, system: dict[str, Any], version: dict[str, Any]) -> None:
    county, more = version["county"], version.get("more_for_towns", 0)
    towns = (town for town in registry().towns.values() if town.county == county)
    classes = sorted({town.town_class or UNCLASSIFIED for town in towns})
    matters, shares = system["matters"], system["town_percent"]
    programme.story(version["on"]).give(
        "finance", "publish-fiscal-system", county,
        county=county, document=f"演示-县乡财政体制-{county}-{version['from']:%Y}",
        effective_from=version["from"].isoformat(),
        powers=[{"matter": matter, "holder": holder} for matter, holder, _ in matters],
        duties=[
            {"matter": matter, "county_percent": percent, "town_percent": 100 - percent}
            for matter, _, percent in matters
        ],
        splits=[
            {
                "revenue": revenue, "town_class": of,
                "county_percent": 100 - shares[of] - more, "town_percent": shares[of] + more,
            }
            for revenue in REVENUES
            for of in classes
        ],
    )  # fmt: skip


def authority(programme: Programme, system: dict[str, Any], figures: dict[str, Any]) -> None:
    town, story = figures["town"], programme.story(figures["on"])
    county = registry().county_of(town)
    story.give(
        "finance", "delegate-fund-authority", county,
        county=county, town=town, reason="试点镇机构和人员具备承接能力",
        matters=[matter for matter, holder, _ in system["matters"] if holder != "county"],
        limit_fen=figures["yuan"] * 100, effective_from=story.day.isoformat(),
        document=f"演示-权限下放-{town}",
    )  # fmt: skip
    if withdrawn := figures.get("withdrawn"):
        programme.story(withdrawn).give(
            "finance", "withdraw-fund-authority", f"{county}-finance",
            county=county, town=town, matters=[system["matters"][0][0]], reason="专职会计调离",
            document=f"演示-权限收回-{town}",
        )  # fmt: skip
