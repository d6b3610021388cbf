"""What happens in the projects service: the library, its permits, and what follows from them."""

from typing import Any

from deploy.demo.projects.admission import Admitted, admission
from deploy.demo.projects.permits import permits
from deploy.demo.story import Programme


def projects_course(programme: Programme, figures: dict[str, Any]) -> list[Admitted]:
    """Answers the projects that were admitted, for the money and the land that follow them."""
    found = []
    for project in figures["project"]:
        admitted = admission(programme, project)
        permits(admitted)
        if "exits" in project:
            admitted.story.branch().not_before(project["exits"]).give(
                "projects", "exit-project", "housing",
                project=project["id"], reason="投资方退出，项目终止",
            )  # fmt: skip
        found.append(admitted)
    return found
