"""What credit does when a project enters or leaves the library (RZ-2.1.a)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.credit import library_project
from shared.schemas.projects import project as projects


@reaction(projects.ProjectAdmitted)
def project_stands_in_the_library(
    event: projects.ProjectAdmitted, _: EventMeta
) -> Iterable[object]:
    yield library_project.NoteProjectAdmitted(
        event.project, name=event.name, town=event.town, county=event.county
    )


@reaction(projects.ProjectExited)
def project_has_left_the_library(event: projects.ProjectExited, _: EventMeta) -> Iterable[object]:
    """No further nomination; what was approved goes on."""
    yield library_project.NoteProjectExited(event.project, reason=event.reason)
