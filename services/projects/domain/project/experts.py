"""A project about which experts were asked waits for what they say (RZ-2.5.g)."""

from services.projects.domain.project.state import PROJECT, Project
from shared.kernel.aggregate import SYSTEM, Context, Events
from shared.schemas.projects import project_admission

CLAUSE = "RZ-2.5.g"


@PROJECT.command(title="等待专家意见", clause=CLAUSE, by=[SYSTEM])
def await_project_experts(
    project: Project, cmd: project_admission.AwaitProjectExperts, _: Context
) -> Events:
    yield project_admission.ProjectExpertsAwaited.of(cmd, town=project.town)


@PROJECT.command(title="专家意见已了结", clause=CLAUSE, by=[SYSTEM])
def hear_project_experts(
    project: Project, cmd: project_admission.HearProjectExperts, _: Context
) -> Events:
    """Nothing was awaited of a project that was applied for after the experts were asked."""
    if cmd.engagement in project.experts:
        yield project_admission.ProjectExpertsHeard.of(cmd, town=project.town)
