"""Leaders, assistance groups, county plans, and what towns report each month (RZ-3.1)."""

from datetime import timedelta
from itertools import cycle
from typing import Any

from deploy.demo.story import LAST_DAY, Programme
from deploy.demo.supervision.matter import Matter
from shared.policy.loader import registry

VISIT_EVERY = 120
"""Days between a leader's visits."""
CORRECTED = {("chaohe", 2024, 5), ("jufeng", 2025, 9)}


def leader_course(programme: Programme, figures: dict[str, Any], matters: list[Matter]) -> None:
    """Visits look at the town's latest matter."""
    county = registry().county_of(figures["town"])
    by = "housing" if figures["level"] == "city" else county
    of, ends = {"link": figures["link"]}, figures.get("relieved", LAST_DAY)
    story = programme.story(figures["linked"])
    story.give(
        "supervision", "link-leader", by,
        **of, town=figures["town"], leader=figures["leader"], position=figures["position"],
        portfolio=figures["portfolio"], level=figures["level"],
        document=f"演示-联系分工-{figures['link']}",
    )  # fmt: skip
    while story.after(VISIT_EVERY).day < ends:
        raised = [m.id for m in matters if m.town == figures["town"] and m.stands(story.moment)]
        story.give(
            "supervision", "record-leader-visit", by,
            **of, visited_on=story.day.isoformat(), issues=raised[-1:],
            findings="现场察看项目进展，听取镇汇报，当场明确责任单位和时限",
        )  # fmt: skip
    if "relieved" in figures:
        programme.story(ends).give("supervision", "relieve-leader", by, **of, reason="分工调整")


def groups(programme: Programme, figures: dict[str, Any]) -> None:
    for town, name in figures["names"].items():
        members, later = (
            [{"unit": u, "role": r, "person": p.format(town=name)} for u, r, p in figures[kind]]
            for kind in ("members", "later")
        )
        story = programme.story(figures["formed"])
        story.give(
            "supervision", "form-group", "housing",
            town=town, members=members, document="演示-日建督〔2023〕8号",
        )  # fmt: skip
        if town in figures["visiting"]:
            visitors = [{**each, "role": "回访人"} for each in members[:2]]
            story.then().give(
                "supervision", "form-visit-group", "housing",
                town=town, members=visitors, document="演示-日建督〔2023〕9号",
            )  # fmt: skip
        left = [m["person"] for m in members if m["unit"] in {one["unit"] for one in later}]
        story.not_before(figures["changed"]).give(
            "supervision", "change-members", registry().county_of(town),
            town=town, joined=later, left=left, reason="帮包干部轮换",
        )  # fmt: skip


def county_plan(programme: Programme, figures: dict[str, Any]) -> None:
    county = figures["county"]
    programme.story(figures["on"]).give(
        "supervision", "adopt-county-plan", county,
        county=county, title=figures["title"], measures=figures["measures"],
        until=figures["until"].isoformat(), document=f"演示-{county}〔{figures['on'].year}〕1号",
    )  # fmt: skip


def implementation(programme: Programme, figures: dict[str, Any], towns: list[str]) -> None:
    """Each month, on its last shared day; a month told wrongly is told again."""
    for t, town in enumerate(towns):
        progress, difficulties = cycle(figures["progress"]), cycle([*figures["difficulties"], None])
        day = figures["first"].replace(day=25)
        while day <= LAST_DAY:
            story = programme.story(day)
            _report(story, town, next(progress), next(difficulties), 3 + (day.month + t) % 6)
            if (town, day.year, day.month) in CORRECTED:
                _report(story.then(), town, "更正：上报数据有误，以本次为准。", None, 0)
            day = (day + timedelta(days=31)).replace(day=25)


def _report(story: Any, town: str, progress: str, difficulties: str | None, n: int) -> None:
    story.give(
        "supervision", "report-implementation", town,
        town=town, year=story.day.year, month=story.day.month, progress=progress.format(n=n),
        difficulties=difficulties, next_steps="按月度计划推进，重点调度滞后项目",
    )  # fmt: skip
