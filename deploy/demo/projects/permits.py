"""The green channel of an admitted project: request, acceptance, decision (RZ-2.1.b)."""

from datetime import date
from typing import Any

from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Story
from deploy.demo.supervision.handling import handle, visit
from services.supervision.domain.cause import permit_issue
from shared.calendar.working_days import due
from shared.registry.loader import registry


def permits(admitted: Admitted) -> None:
    """One permit after the other. The late one takes its own course."""
    project, story = admitted.figures, admitted.story.branch()
    late = project.get("late", {"permit": None})
    for permit in registry().parameters["projects.permits_required"].value[project["kind"]]:
        runs_late = permit == late["permit"]
        by = late["by"] if runs_late else f"{admitted.county}-approval"
        of = {"project": admitted.id, "permit": permit}
        story.then().give("projects", "request-permit", admitted.town, **of)
        story.give("projects", "accept-permit", by, **of)
        if runs_late:
            _late_permit(story, project, story.day)
            if late["ends"] == "open":
                return
        else:
            story.after(8).give(
                "projects", "decide-permit", by, **of, granted=True, reason="材料齐全，符合条件"
            )


def _late_permit(story: Story, project: dict[str, Any], accepted_on: date) -> None:
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
