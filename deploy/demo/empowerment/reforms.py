"""Reforms that towns try first (RZ-2.6.d)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme, Story
from shared.policy.loader import registry


def reform(programme: Programme, figures: dict[str, Any]) -> None:
    id, town, level = figures["id"], figures["town"], figures["level"]
    county = registry().county_of(town)
    decider = county if level == "county" else "staffing"
    story = programme.story(figures["proposed"])

    def give(command: str, org: str, **data: Any) -> None:
        story.give("empowerment", command, org, reform=id, **data)

    def document(kind: str) -> str:
        return f"演示-{kind}〔{story.day.year}〕{id}"

    give(
        "propose-reform", town, town=town, title=figures["title"], content="演示-改革内容",
        level=level, since=figures["since"].isoformat(), until=figures["until"].isoformat(),
        red_lines=registry().parameters["empowerment.reform_red_lines"].value,
        risk_plan="演示-风险评估和应对方案", exit_plan="演示-退出和善后方案",
        provision=figures.get("provision"), made_by=figures.get("maker"),
        authorised_by=figures.get("maker"), authorising_document=figures.get("authorisation"),
        opens=figures.get("opens", []),
    )  # fmt: skip
    story.after(5)
    give(
        "review-reform-legality", f"{county}-justice" if level == "county" else "justice",
        lawful=True, findings="演示-权限和程序合法", document=document("审"),
    )  # fmt: skip
    story.after(10)
    if figures["ends"] == "refused":
        give("refuse-reform", decider, reason="与既有试点重复", document=document("复"))
        return
    give(
        "approve-reform", decider, decided_by=f"演示-{'区政府' if decider == county else '省政府'}",
        decided_on=story.day.isoformat(), document=document("改"),
    )  # fmt: skip
    last = figures.get("extended", figures["until"])
    if "extended" in figures:
        story.after(30)
        give(
            "extend-reform", decider, until=last.isoformat(), reason="参与村增加，周期较长",
            document=document("延"),
        )  # fmt: skip
    _report(story, town, id, last)
    if figures["ends"] == "ended":
        give("end-reform", decider, reason="演示-目标完成", document=document("终"))
        story.after(5)
    give(
        "evaluate-reform", decider, result="effective", findings="演示-成效明显",
        document=document("评"),
    )  # fmt: skip
    story.after(15)
    if figures["ends"] == "promoted":
        give("promote-reform", decider, scope="全区各镇", document=document("广"))


def _report(story: Story, town: str, id: str, last: date) -> None:
    """Every half year, until its last months."""
    while (last - story.after(150).day).days > 200:
        story.give(
            "empowerment", "report-reform", town, reform=id, progress="演示-按方案推进",
            effects="演示-阶段成效",
        )  # fmt: skip
