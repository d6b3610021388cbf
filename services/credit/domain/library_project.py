"""LibraryProject (`library-project-<project>`): credit's record of who stands in the library, RZ-2.1.a."""

from dataclasses import dataclass
from typing import assert_never

from shared.kernel.aggregate import (
    SYSTEM,
    Aggregate,
    Context,
    Events,
    RulesOf,
    guard,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.credit import library_project

CLAUSE = "RZ-2.1.a"

rule = RulesOf(CLAUSE)
PROJECT_STANDS_IN_THE_LIBRARY = rule(
    "project-stands-in-the-library",
    zh="填写的项目须为本镇在库项目",
    en="A project that is named stands in the library, of the same town.",
    pass_zh="项目 {project} 须已入库、属于该镇且未出库",
    pass_en="Project {project} must be admitted, of that town, and not have left.",
)


@dataclass(frozen=True, slots=True)
class LibraryProject:
    """`live` from the project's admission until its exit, as credit came to know them."""

    town: str = ""
    county: str = ""
    name: str = ""
    live: bool = False


LIBRARY_PROJECT = Aggregate(
    "library-project",
    LibraryProject(),
    key="project",
    title="在库项目",
    sight=[to_town(), to_named("RZ-2.4.a")],
)


@LIBRARY_PROJECT.evolve
def evolve(project: LibraryProject, event: library_project.Event) -> LibraryProject:
    match event:
        case library_project.LibraryProjectNoted():
            return LibraryProject(event.town, event.county, event.name, live=True)
        case library_project.LibraryProjectLeft():
            return replace(project, live=False)
    assert_never(event)


LIBRARY_PROJECT.asks_nobody("由系统按项目入库情况记载")


@LIBRARY_PROJECT.command(title="记载项目入库", clause=CLAUSE, by=[SYSTEM], creates=None)
def note_project_admitted(
    project: LibraryProject, cmd: library_project.NoteProjectAdmitted, context: Context
) -> Events:
    if not project.live:
        yield library_project.LibraryProjectNoted.of(cmd)


@LIBRARY_PROJECT.command(title="记载项目出库", clause=CLAUSE, by=[SYSTEM])
def note_project_exited(
    project: LibraryProject, cmd: library_project.NoteProjectExited, context: Context
) -> Events:
    if project.live:
        yield library_project.LibraryProjectLeft.of(cmd, town=project.town)


NAMED_PROJECT = guard(LIBRARY_PROJECT, lambda _, cmd: [cmd.project] if cmd.project else [])
"""The project that a command names, if it names one."""


def require_in_library(project: str | None, town: str, context: Context) -> None:
    """Refuse a project that is named and does not stand in the library, of that town."""
    if project is None:
        return
    known = context.guard(LibraryProject, project)
    if not known.live or known.town != town:
        refuse(PROJECT_STANDS_IN_THE_LIBRARY, project=project)
