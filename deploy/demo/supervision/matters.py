"""The matters that towns raise by themselves (RZ-3.3.a)."""

from datetime import timedelta
from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.supervision.handling import handle, visit


def matter_course(programme: Programme, matter: dict[str, Any]) -> None:
    """A matter that a town raises."""
    issue, town, handler = matter["id"], matter["town"], matter["handler"]
    story = programme.story(matter["starts"])
    clause = {"clause": matter["clause"]} if "clause" in matter else {}
    story.give(
        "supervision", "raise-issue", town,
        issue=issue, town=town, kind=matter["kind"], title=matter["title"],
        description=matter["description"], **clause,
    )  # fmt: skip
    story.after(2).give("supervision", "assign-issue", "housing", issue=issue, handler=handler)
    if matter["ends"] == "withdrawn":
        story.after(10).give(
            "supervision", "withdraw-issue", town, issue=issue, reason="已自行聘请设计单位"
        )
        return
    if matter["ends"] == "explained":
        explained_course(story, issue, handler, town)
        return
    handle(story.after(5), issue, handler, "现场踏勘，落实资金和工期", days=60)
    visit(story.after(30), issue, handler, town, "现场查看并询问施工单位，问题消除")


def explained_course(story: Story, issue: str, handler: str, town: str) -> None:
    """What only a superior can decide is parked, and ends by explanation when it says no."""
    handle(story.after(5), issue, handler, "会同铁路部门研究立交方案", days=60)
    story.after(20).give(
        "supervision", "suspend-issue", "housing",
        issue=issue, superior="演示-铁路管理部门", reason="立交方案须由铁路部门审批立项",
        review_on=(story.day + timedelta(days=90)).isoformat(),
        document="演示-日建督〔2025〕4号",
    )  # fmt: skip
    story.after(60).give(
        "supervision", "explain-matter", handler,
        issue=issue, legal_basis="演示-铁路安全管理条例及铁路建设规划",
        explanation="该路段未列入近期改造计划，本级无权立项，已增设看守和警示设施",
    )  # fmt: skip
    story.after(3).give(
        "supervision", "give-town-view", town,
        issue=issue, agrees=True, view="理解，请纳入下一轮规划",
    )  # fmt: skip
    story.after(4).give(
        "supervision", "record-explanation-visit", f"assist-{town}",
        issue=issue, visitor_unit="housing", holds=True, evidence="现场查看道口，核对批复文件",
    )  # fmt: skip
    story.after(2).give(
        "supervision", "conclude-with-explanation", handler,
        issue=issue, document="演示-日发改函〔2025〕7号",
    )  # fmt: skip
    story.after(5).give(
        "supervision", "rate-handling", town, issue=issue, score=80, comment="答复清楚，有替代措施"
    )
