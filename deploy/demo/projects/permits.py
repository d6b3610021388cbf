"""The green channel of an admitted project: its permits, one after the other (RZ-2.1.b)."""

from datetime import date
from typing import Any

from deploy.demo.projects.admission import Admitted
from deploy.demo.projects.permit_ways import WAYS, Way, late_delivery
from deploy.demo.story import Story
from deploy.demo.supervision.handling import handle, visit
from services.supervision.domain.cause import late_issue
from shared.policy.loader import registry
from shared.policy.working_days import due


def permits(admitted: Admitted) -> Story | None:
    """Answers the story where the last permit has come, unless an open one or an exit ends it."""
    project, story = admitted.figures, admitted.story.branch().then()
    late = project.get("late", {"permit": None})
    for permit in registry().parameters["projects.permits_required"].value[project["kind"]]:
        if story.day >= project.get("exits", date.max):
            return None
        kind = project.get("permits", {}).get(permit, "plain")
        by = "approval" if kind == "deemed" else f"{admitted.county}-approval"
        if permit == late["permit"]:
            _late_permit(Way(story, admitted.id, permit, admitted.town, late["by"]), late)
            if late["ends"] == "open":
                return None
        else:
            WAYS[kind](Way(story, admitted.id, permit, admitted.town, by))
    return story


def _late_permit(way: Way, late: dict[str, Any]) -> None:
    """The issue of a permit that ran late, up to the decision and the visit.

    It stands a month after the acceptance, when the green-channel limit has surely passed.
    """
    story, handler = way.story, way.by
    way.accept()
    limit = registry().parameters["projects.permit_green_channel_working_days"].value
    due_on = due(story.day, limit, "working").on
    issue = late_issue(way.permit, way.project, due_on=due_on)
    handle(story.after(35), issue, handler, "倒排审查环节，专人跟进，限期作出决定", days=30)
    if late["ends"] == "open":
        return
    way.later(40 if late.get("slow") else 10).decide()
    decided_on = story.day
    if late["ends"] == "reopened":
        visit(story, issue, handler, way.town, "决定书未送达，现场仍不能开工", effective=False)
        handle(story.after(3), issue, handler, "送达决定书，现场指导开工", days=20)
    way.give("deliver-permit")
    if late["ends"] == "reopened":
        late_delivery(way, decided_on)
    visit(story, issue, handler, way.town, "查看决定书原件，项目已开工")
