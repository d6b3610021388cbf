"""Steps that several stories take, each as clerks take it."""

from datetime import timedelta

from tests.scenario.stories.story import Story

REVIEWERS = ("housing", "reform", "natural-resources", "ecology", "approval")
YUAN = 100


def admit(story: Story, project: str, town: str, county: str, land: str = "30000.00") -> None:
    """A town's project, reviewed by its county and the city, enters the library today."""
    story.give(
        town, "apply-for-admission",
        project=project, name=f"演示-{project}", town=town, kind="infrastructure", origin="own",
        unit="演示-建设单位", investment_fen=9_000_000 * YUAN, land_area=land, land_use="public",
        national_code=f"code-{project}",
    )  # fmt: skip
    story.give(f"{county}-housing", "pass-preliminary-review", project=project)
    for reviewer in REVIEWERS:
        story.give(
            reviewer, "give-opinion",
            project=project, agrees=True, statutory=False, reason="同意入库",
        )  # fmt: skip
    story.give("housing", "admit-project", project=project)


def open_fund(story: Story, fund: str, yuan: int) -> None:
    """A special fund of the city for the story's year, with so much appropriated."""
    story.give(
        "finance", "register-fund",
        fund=fund, name=f"演示-{fund}", source="city", kind="special", year=story.day.year,
    )  # fmt: skip
    story.give("finance", "appropriate", fund=fund, amount_fen=yuan * YUAN)


def set_reserve(story: Story, county: str, scale: str, reserved: str) -> None:
    story.give("natural-resources", "set-construction-scale", county=county, scale=scale)
    story.give(county, "set-reserve", county=county, reserved=reserved)


def ask_for_land(story: Story, request: str, project: str, town: str, area: str) -> None:
    """The town has no stock that could serve: nothing is to be screened."""
    story.give(
        town, "request-new-land",
        request=request, project=project, town=town, area=area, use="public", screening=[],
    )  # fmt: skip


def plan(story: Story, issue: str, handler: str, days: int) -> None:
    """The handler proposes a plan that is due after so many days."""
    due_on = story.day + timedelta(days)
    story.give(
        handler, "propose-plan",
        issue=issue, measures="演示-明确专人限期办理", due_on=due_on.isoformat(),
    )  # fmt: skip


def visit(story: Story, issue: str, town: str, unit: str, effective: bool = True) -> list[str]:
    """A member of the town's assistance group looks at what was done; what follows."""
    return story.give(
        f"assist-{town}", "record-follow-up-visit",
        issue=issue, visitor_unit=unit, done=True, effective=effective, evidence="演示-现场核实",
    )  # fmt: skip
