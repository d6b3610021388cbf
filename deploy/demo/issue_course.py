"""How a matter is handled: plan, progress, request for closure, visit; late permits among them."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.story import Programme, Story
from services.supervision.domain.cause import permit_issue
from services.supervision.domain.handling import CITY_DEPARTMENTS
from shared.calendar.working_days import due
from shared.registry.loader import registry


def late_permit_course(story: Story, project: dict[str, Any], accepted_on: date) -> None:
    """The issue of a permit that ran late, up to the decision and the visit.

    It stands a month after the acceptance, when the green-channel limit has surely passed.
    """
    late = project["late"]
    limit = registry().parameters["projects.permit_green_channel_working_days"].value
    due_on = due(accepted_on, limit, "working").on
    issue = permit_issue(project["id"], late["permit"], due_on)
    handler, town = late["by"], project["town"]
    handle(story.after(35), issue, handler, "倒排审查环节，专人跟进，限期作出决定", days=30)
    if late["ends"] == "open":
        return
    story.after(40 if late.get("slow") else 10).give(
        "projects", "decide-permit", handler,
        project=project["id"], permit=late["permit"], granted=True, reason="材料齐全，符合条件",
    )  # fmt: skip
    if late["ends"] == "reopened":
        visit(story, issue, handler, town, "决定书未送达，现场仍不能开工", effective=False)
        handle(story.after(3), issue, handler, "送达决定书，现场指导开工", days=20)
    visit(story, issue, handler, town, "查看决定书原件，项目已开工")


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
