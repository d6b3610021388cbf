"""A town's profile, its class, and its cultivation plan from adoption to filing (RZ-1.a)."""

from typing import Any

from deploy.demo.story import Programme, Story
from shared.policy.loader import registry

MEASURES = {
    "layout": ("完善镇村布局规划", "镇区控规全覆盖"),
    "drive": ("培育主导产业", "主导产业产值增长8%"),
    "capacity": ("补齐市政设施短板", "供水、污水、供热设施达标"),
    "housing": ("整治镇区环境和老旧住房", "完成一处老街区整治"),
    "support": ("落实土地、资金和人才支持", "当年要素到位率达到九成"),
}
YEARS = (2023, 2024, 2025)


def profile(programme: Programme, town: dict[str, Any], catalogue: str) -> None:
    id = town["id"]
    programme.story(town["plan"]).give(
        "programme", "profile-town", id,
        town=id, document=f"演示-镇域画像-{id}",
        directions=[
            {"direction": direction, "situation": f"演示-现状：{measure}已有基础"}
            for direction, (measure, _) in MEASURES.items()
        ],
    )  # fmt: skip
    story = programme.story(town["classified"])
    story.give(
        "programme", "classify-town", "housing",
        town=id, catalogue=catalogue, town_class=town["class"], features=town["features"],
        basis="演示-镇域画像与县域国土空间规划", document=f"演示-分类认定-{id}",
        decided_by="日照市住房和城乡建设局", decided_on=story.day.isoformat(),
    )  # fmt: skip


def plan(programme: Programme, town: dict[str, Any]) -> None:
    id, story = town["id"], programme.story(town["plan"])
    _adopted(story, "adopt-cultivation-plan", id, YEARS)
    if "returned" in town:
        story.after(8).give(
            "programme", "return-cultivation-plan", registry().county_of(id),
            town=id, reason=town["returned"],
        )  # fmt: skip
        _adopted(story.after(8), "revise-cultivation-plan", id, YEARS, "补充测算，调整年度目标")
    _goes_on(story, id, town["opinion"])
    if town["opinion"] == "waived":
        story.not_before(programme.story(town["plan"]).day.replace(year=2025))
        _adopted(story, "revise-cultivation-plan", id, (*YEARS, 2026), "延伸至2026年")
        _goes_on(story, id, "recorded")


def _adopted(
    story: Story, command: str, town: str, years: tuple[int, ...], reason: str | None = None
) -> None:
    story.give(
        "programme", command, town,
        town=town, title=f"演示-{town}培育方案", reason=reason,
        measures=[
            {"direction": direction, "year": year, "measure": measure, "target": target}
            for year in years
            for direction, (measure, target) in MEASURES.items()
        ],
        document=f"演示-培育方案-{town}-{story.day.year}",
    )  # fmt: skip


def _goes_on(story: Story, town: str, opinion: str) -> None:
    """The experts are heard, waived, or waited for in vain; then the county approves."""
    county = registry().county_of(town)
    if opinion == "recorded":
        story.after(8).give(
            "programme", "record-plan-opinion", "housing",
            town=town, experts=["演示-规划专家甲", "演示-财经专家乙"],
            opinion="目标可行，建议突出主导产业", answer="已采纳，补充产业举措",
        )  # fmt: skip
    elif opinion == "waived":
        story.after(8).give(
            "programme", "waive-plan-opinion", county,
            town=town, reason="方案沿用经专家论证的县域规划", document=f"演示-免除专家意见-{town}",
        )  # fmt: skip
    else:
        story.after(30)
    story.after(8).give(
        "programme", "approve-cultivation-plan", county,
        town=town, document=f"演示-批复培育方案-{town}-{story.day.year}",
    )  # fmt: skip
    story.after(8).give(
        "programme", "file-cultivation-plan", "housing",
        town=town, document=f"演示-备案培育方案-{town}-{story.day.year}",
    )  # fmt: skip
