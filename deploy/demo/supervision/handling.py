"""How a matter is handled: plan, principal's reply, progress, request for closure, visit (RZ-3.3)."""

from datetime import timedelta

from deploy.demo.story import Story
from services.supervision.domain.issue.handlers import CITY_DEPARTMENTS

VISITORS = ("housing", "natural-resources", "agriculture", "finance")
"""The units whose members form the assistance groups."""


def handle(story: Story, issue: str, handler: str, measures: str, days: int) -> None:
    """A plan that is due after so many days, and a first report; a principal also replies."""
    plan(story, issue, handler, measures, days)
    progress(story.after(7), issue, handler, "已按方案开展，进度正常")


def plan(story: Story, issue: str, handler: str, measures: str, days: int) -> None:
    due_on = story.day + timedelta(days=days)
    story.give(
        "supervision", "propose-plan", handler,
        issue=issue, measures=measures, due_on=due_on.isoformat(),
    )  # fmt: skip
    if handler in CITY_DEPARTMENTS:
        reply(story, issue, handler)


def reply(story: Story, issue: str, department: str) -> None:
    story.give(
        "supervision", "reply-as-principal", department,
        issue=issue, principal="演示-主要负责人", reply="已明确专人负责，按期办结并回复",
    )  # fmt: skip


def progress(story: Story, issue: str, by: str, text: str) -> None:
    story.give("supervision", "report-progress", by, issue=issue, progress=text)


def visit(
    story: Story, issue: str, handler: str, town: str, evidence: str, effective: bool = True
) -> None:
    """The handler asks for closure; the town's assistance group visits."""
    request_closure(story.after(2), issue, handler)
    follow_up(story.after(4), issue, town, {handler}, evidence, effective)


def request_closure(story: Story, issue: str, handler: str) -> None:
    story.give(
        "supervision", "request-closure", handler, issue=issue, result="已按方案办结，申请销号"
    )


def follow_up(
    story: Story, issue: str, town: str, handlers: set[str], evidence: str, effective: bool = True
) -> None:
    story.give(
        "supervision", "record-follow-up-visit", f"assist-{town}",
        issue=issue, visitor_unit=visitor(handlers), done=True, effective=effective,
        evidence=evidence,
    )  # fmt: skip


def visitor(handlers: set[str]) -> str:
    """A unit of the group that did not handle the matter: a member of one that did recuses."""
    return next(unit for unit in VISITORS if unit not in handlers)
