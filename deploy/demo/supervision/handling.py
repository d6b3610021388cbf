"""How a matter is handled: plan, principal's reply, progress, request for closure, visit (RZ-3.3)."""

from datetime import timedelta

from deploy.demo.story import Story
from services.supervision.domain.handling import CITY_DEPARTMENTS


def handle(story: Story, issue: str, handler: str, measures: str, days: int) -> None:
    """A plan that is due after so many days, and a first report; a principal also replies."""
    due_on = story.day + timedelta(days=days)
    story.give(
        "supervision", "propose-plan", handler,
        issue=issue, measures=measures, due_on=due_on.isoformat(),
    )  # fmt: skip
    if handler in CITY_DEPARTMENTS:
        story.give(
            "supervision", "reply-as-principal", handler,
            issue=issue, principal="演示-主要负责人", reply="已明确专人负责，按期办结并回复",
        )  # fmt: skip
    story.after(7).give(
        "supervision", "report-progress", handler, issue=issue, progress="已按方案开展，进度正常"
    )


def visit(
    story: Story, issue: str, handler: str, town: str, evidence: str, effective: bool = True
) -> None:
    """The handler asks for closure; the town's assistance group visits."""
    story.after(2).give(
        "supervision", "request-closure", handler, issue=issue, result="已按方案办结，申请销号"
    )
    story.after(4).give(
        "supervision", "record-follow-up-visit", f"assist-{town}",
        issue=issue, visitor_unit="housing", done=True, effective=effective, evidence=evidence,
    )  # fmt: skip
