"""A practice, from a town's report to its adoption elsewhere, or its end (RZ-1.c)."""

from typing import Any

from deploy.demo.story import Programme


def practice(programme: Programme, figures: dict[str, Any]) -> None:
    of, town, story = {"practice": figures["id"]}, figures["town"], programme.story(figures["on"])
    story.give(
        "programme", "submit-practice", town,
        **of, town=town, title=figures["title"], direction=figures["direction"],
        summary=figures["summary"],
    )  # fmt: skip
    passed = not figures.get("held", False)
    story.give(
        "programme", "review-secrecy", town,
        **of, passed=passed, reviewer=story.programme.people[town],
        document=f"演示-保密审查-{figures['id']}",
    )  # fmt: skip
    if not passed:
        return
    story.after(8).give(
        "programme", "verify-practice", figures["verified_by"],
        **of, evidence="演示-现场核实，群众评价良好",
    )  # fmt: skip
    story.after(8).give("programme", "publish-practice", "housing", **of)
    if "adopter" in figures:
        story.after(60).give(
            "programme", "record-adoption", figures["adopter"],
            **of, adopter="巨峰镇", measures="演示-设立项目代办窗口", document="演示-巨政发〔2024〕12号",
        )  # fmt: skip
    if "retracted" in figures:
        story.after(60).give(
            "programme", "retract-practice", town, **of, reason=figures["retracted"]
        )
