"""What happens in the projects service: the library, its permits, sitings, urban renewal."""

from typing import Any

from deploy.demo.projects.admission import Admitted, admission
from deploy.demo.projects.permits import permits
from deploy.demo.projects.progress import adjustment, building, estimates, leave, reports
from deploy.demo.projects.renewal import renewal
from deploy.demo.projects.siting import siting
from deploy.demo.settings import setting
from deploy.demo.story import Figures, Programme


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> list[Admitted]:
    """Answers the projects that were admitted, for the money and the land that follow them."""
    figures = read("projects")
    for one in figures["setting"]:
        setting(programme, "projects", one)
    found = [admission(programme, project) for project in figures["project"]]
    admitted = [project for project in found if project]
    for project in admitted:
        _life(project)
    for one in figures["siting"]:
        siting(programme, one)
    for one in figures["renewal"]:
        renewal(programme, one)
    return admitted


def _life(project: Admitted) -> None:
    permitted = permits(project)
    figures = project.figures
    if figures.get("government"):
        estimates(project)
    if figures.get("adjusts"):
        adjustment(project)
    if "reports" in figures:
        reports(project)
    building(project, permitted)
    if "exits" in figures:
        leave(project)
