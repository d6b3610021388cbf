"""What commands require of a project (RZ-2.1.a)."""

from services.projects.domain.project.admission_rules import STAGE_ALLOWS
from services.projects.domain.project.state import STAGES, Project, Stage
from shared.kernel.aggregate import refuse


def require_stage(project: Project, *needed: Stage) -> None:
    """Refuse unless the project is at one of these stages."""
    if project.stage not in needed:
        refuse(
            STAGE_ALLOWS,
            stage=STAGES[project.stage],
            stage_en=project.stage,
            needed="、".join(STAGES[stage] for stage in needed),
            needed_en=", ".join(needed),
        )
